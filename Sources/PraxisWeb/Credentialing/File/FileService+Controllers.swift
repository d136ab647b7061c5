package import Credentialing

extension FileService {
    /// Pages and calls of credentialing files.
    package var controllers: [any Controller] {
        [
            FileController(files: self), CheckController(files: self), DecisionController(files: self),
            CommitteeController(files: self), ApplicationController(files: self), OpeningController(files: self),
            FileAPI(files: self), FileRecordAPI(files: self), FileReviewAPI(files: self), CommitteeAPI(files: self),
            CommitteeMemberAPI(files: self), EndingController(files: self), CommitteeMemberController(files: self),
            SourceController(files: self), DecisionQueueController(files: self),
            BallotController(files: self), PaperController(files: self), DutyController(files: self),
            SuspensionController(files: self), PriorApprovalController(files: self),
        ]
    }
}
