package import FoundationEssentials
package import Postgres

/// Who calls, as a claim that the database checks in the first statement of every transaction.
///
/// There is no ambient caller: every use case takes one as an argument.
package struct Caller: Sendable {
    /// What the caller shows for who he is.
    package enum Claim: Sendable {
        /// SHA-256 of the session cookie's token.
        case session([UInt8])
        /// SHA-256 of an API token.
        case token([UInt8])
        /// A job in the queue; its row says for which practice and account it runs.
        case job(UUID)
    }

    package let claim: Claim
    package let scope: Scope
    /// Names the request in the audit trail and the log.
    package let request: UUID
    /// The client's address as the proxy or socket gave it, for the audit trail.
    package let address: String?
    /// Makes a write happen once, however often it is sent.
    package let once: IdempotencyKey?
    /// What the caller must be permitted in the scope before anything else is looked at; `nil` asks for nothing.
    package let demand: Permission?

    package init(
        claim: Claim, scope: Scope, request: UUID = .version7(), address: String? = nil, once: IdempotencyKey? = nil,
        demand: Permission? = nil
    ) {
        self.claim = claim
        self.scope = scope
        self.request = request
        self.address = address
        self.once = once
        self.demand = demand
    }

    /// The same caller for a write that happens each time it is asked for.
    package var withoutKey: Caller {
        Caller(
            claim: self.claim, scope: self.scope, request: self.request, address: self.address, demand: self.demand)
    }
}

extension Caller {
    /// The first statement of the caller's transactions: fails with `PX401` where the claim is not good, with `PX404`
    /// where the clinic does not exist for the caller, and with `PX403` where the demand is not met.
    package var entry: SQL {
        switch self.claim {
        case .session(let digest):
            "SELECT praxis_private.begin_session(\(digest), \(self.request), \(self.address))\(self.demanded)"
        case .token(let digest):
            "SELECT praxis_private.begin_token(\(digest), \(self.request), \(self.address))\(self.demanded)"
        case .job(let id):
            "SELECT praxis_private.begin_job(\(id))"
        }
    }

    /// The demand, checked in the same statement right after the claim.
    private var demanded: SQL {
        let clinic: String? = if case .clinic(let slug) = self.scope { slug.description } else { nil }
        if self.demand == nil, clinic == nil { return "" }
        return ", praxis_private.demand(\(self.demand?.rawValue), \(clinic))"
    }
}

/// A key that the client chose for one write, with the digest of what it asked for.
package struct IdempotencyKey: Hashable, Sendable {
    package let key: String
    /// SHA-256 of method, path and body: the same key with another request is refused.
    package let requestHash: [UInt8]

    package init(key: String, requestHash: [UInt8]) {
        self.key = key
        self.requestHash = requestHash
    }
}
