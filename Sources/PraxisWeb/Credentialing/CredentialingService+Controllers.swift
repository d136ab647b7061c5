package import Credentialing

extension CredentialingService {
    /// The module's pages and calls.
    package var controllers: [any Controller] {
        [
            BoardController(credentialing: self), ClearanceController(credentialing: self),
            CredentialFileController(credentialing: self), CredentialAPI(credentialing: self),
            ProviderImportController(credentialing: self), ScreeningController(credentialing: self),
            MatchController(credentialing: self), DirectoryController(credentialing: self),
            BinderController(credentialing: self),
            // Rules as data and clearance.
            RuleController(credentialing: self), RuleAPI(credentialing: self),
            ScreeningLogController(credentialing: self),
            PartyController(credentialing: self),
        ]
    }
}
