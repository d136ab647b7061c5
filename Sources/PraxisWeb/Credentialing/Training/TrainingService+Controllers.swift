package import Credentialing

extension TrainingService {
    /// The pages and calls of training and policies.
    package var controllers: [any Controller] {
        [
            TrainingController(training: self), CourseController(training: self), ClaimController(training: self),
            PersonTrainingController(training: self), OwnTrainingController(training: self),
            TrainingAPI(training: self), CourseAPI(training: self), AttendanceAPI(training: self),
            PolicyController(training: self), PolicyVersionController(training: self), PolicyAPI(training: self),
            PolicyChangeAPI(training: self),
        ]
    }
}
