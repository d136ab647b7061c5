package import FoundationEssentials
package import Postgres
import PraxisCore

/// What an operator at the server does to accounts, over the migrator's connection: rows of every practice are open to
/// it, and what it does is audited as the practice's system account.
package struct IdentityOperator: Sendable {
    let pool: PostgresPool
    let hasher: PasswordHasher
    let policy: PasswordPolicy

    /// - Parameter pool: signed in as `praxis_migrator`.
    package init(
        pool: PostgresPool, hasher: PasswordHasher = PasswordHasher(), policy: PasswordPolicy = PasswordPolicy()
    ) {
        self.pool = pool
        self.hasher = hasher
        self.policy = policy
    }

    /// Why an operator's command has no effect, as one line.
    package struct Refusal: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    /// One transaction: the change, then its audit event under the practice's system account. Rights are not asked: an
    /// operator has no session.
    func change<Value: Sendable>(
        in practice: UUID, _ action: String, _ objectType: String, _ object: UUID,
        _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.pool.transaction(.readWrite) { transaction in
            let value = try await body(transaction)
            try await transaction.run(
                "SELECT praxis_private.begin_operator(\(practice), \(UUID.version7()))",
                AuditEvent(action, objectType, object).append)
            return value
        }
    }

    /// The same for a change that says itself what its event is.
    func change(in practice: UUID, _ body: @Sendable (Transaction) async throws -> AuditEvent) async throws {
        try await self.pool.transaction(.readWrite) { transaction in
            let event = try await body(transaction)
            try await transaction.run(
                "SELECT praxis_private.begin_operator(\(practice), \(UUID.version7()))", event.append)
        }
    }

    /// The account of an address; of several practices' the one named.
    package func account(_ email: String, practice: String? = nil) async throws -> OperatorAccount {
        let found = try await self.pool.pipeline(.readOnly, OperatorStore.accounts(email, practice: practice))
        guard let account = found.first else { throw Refusal(description: "no account has the address \(email)") }
        guard found.count == 1 else {
            throw Refusal(
                description: "\(email) is known to \(found.map(\.practice).joined(separator: ", ")); name the practice")
        }
        return account
    }

    /// Accounts of a practice, or of all.
    package func accounts(practice: String? = nil) async throws -> [OperatorAccount] {
        try await self.pool.pipeline(.readOnly, OperatorStore.accounts(nil, practice: practice))
    }

    func acceptedHash(_ password: String, known: [String]) async throws -> PasswordHash {
        do { try self.policy.check(password, known: known) } catch { throw Refusal(description: error.message) }
        return try await self.hasher.hash(password)
    }
}

/// An account as an operator sees it.
package struct OperatorAccount: PostgresRow, Encodable {
    package let id: UUID
    package let practiceID: UUID
    package let practice: String
    package let email: String
    package let displayName: String
    package let status: String
    package let roles: [String]
    package let hasPassword: Bool
    package let hasSecondFactor: Bool

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.practiceID = try row.read()
        self.practice = try row.read()
        self.email = try row.read()
        self.displayName = try row.read()
        self.status = try row.read()
        self.roles = try row.read()
        self.hasPassword = try row.read()
        self.hasSecondFactor = try row.read()
    }
}
