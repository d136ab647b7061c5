package import FoundationEssentials

/// Who knocks, before it is known who it is: what the connection and the cookies tell.
package struct Visitor: Sendable {
    /// The client's address, for throttling and the audit trail.
    package let address: String?
    package let userAgent: String?
    /// The token of the cookie that a browser keeps from earlier sign-ins.
    package let device: OpaqueToken?
    /// Names the request in the audit trail.
    package let request: UUID

    package init(address: String?, userAgent: String?, device: OpaqueToken?, request: UUID) {
        self.address = address
        self.userAgent = userAgent
        self.device = device
        self.request = request
    }
}

/// What is still missing to a session.
package enum SessionLevel: String, Sendable {
    /// The second factor.
    case password
    /// Setting up a second factor, which the account's roles require.
    case enrollment
    /// Nothing.
    case full
}

/// New tokens for the browser that just proved something, and what it still has to prove.
package struct Admission: Sendable {
    package let session: OpaqueToken
    package let device: OpaqueToken
    package let level: SessionLevel
}
