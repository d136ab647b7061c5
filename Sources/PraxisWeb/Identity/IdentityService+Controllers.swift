package import Identity

extension IdentityService {
    /// Everything that pages and calls show of it.
    package var controllers: [any Controller] {
        [
            SignInController(identity: self), EnrollmentController(identity: self), LinkController(identity: self),
            AccountController(identity: self), TokenController(identity: self), EmergencyController(identity: self),
            AccountsController(identity: self), GrantController(identity: self), RoleController(identity: self),
            AccountsAPI(identity: self),
        ]
    }
}
