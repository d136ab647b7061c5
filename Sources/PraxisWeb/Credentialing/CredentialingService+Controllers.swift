package import Credentialing

extension CredentialingService {
    /// The module's pages and calls.
    package var controllers: [any Controller] {
        [
            BoardController(credentialing: self), ClearanceController(credentialing: self),
            ClearanceBatchAPI(credentialing: self),
            CredentialFileController(credentialing: self), EntryErrorController(credentialing: self),
            CredentialAPI(credentialing: self), VerificationController(credentialing: self),
            VerificationAPI(credentialing: self),
            ProviderImportController(credentialing: self), ScreeningController(credentialing: self),
            MatchController(credentialing: self), DirectoryController(credentialing: self),
            BinderController(credentialing: self),
            // Rules as data and clearance.
            RuleController(credentialing: self), RuleAPI(credentialing: self),
            RequirementController(credentialing: self), RequirementAPI(credentialing: self),
            OverrideController(credentialing: self), OverrideAPI(credentialing: self),
            FindingController(credentialing: self), ClinicCredentialController(credentialing: self),
            ClinicCredentialAPI(credentialing: self), ClinicRecordController(credentialing: self),
            ClinicRecordAPI(credentialing: self), ClinicTypeController(credentialing: self),
            ResidenceController(credentialing: self),
            MalpracticeController(credentialing: self), MalpracticeAPI(credentialing: self),
            ScreeningAPI(credentialing: self), ScreeningLogController(credentialing: self),
            PartyController(credentialing: self), ClearedSampleController(credentialing: self),
            // People's files, and reminders of what ends.
            ReminderController(credentialing: self), DocumentController(credentialing: self),
            CredentialTypeController(credentialing: self), NameController(credentialing: self),
            SpecialtyController(credentialing: self),
            // Renewals that holders hand in.
            OwnCredentialController(credentialing: self), RenewalQueueController(credentialing: self),
            // What was true on a day, as it was known at an instant.
            AsOfAPI(credentialing: self),
        ]
    }
}
