package import Credentialing

extension EnrollmentService {
    /// The pages and calls of enrollment with payers.
    package var controllers: [any Controller] {
        [
            PayerEnrollmentController(enrollments: self), PersonEnrollmentController(enrollments: self),
            DeactivationController(enrollments: self), PayerPlanController(enrollments: self),
            EnrollmentAPI(enrollments: self), PayerPlanAPI(enrollments: self),
            PayerRosterController(enrollments: self), PayerRosterAPI(enrollments: self),
            RosterProfileController(enrollments: self), MedicareAPI(enrollments: self),
        ]
    }
}
