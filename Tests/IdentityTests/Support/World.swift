import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

/// A practice with one clinic and an administrator, and the service that people sign in to it with.
struct World {
    static let password = "a winter morning"

    let identity: IdentityService
    let hasher: PasswordHasher
    let operation: IdentityOperator
    let box = SecretBox(key: [UInt8](repeating: 7, count: 32))!
    private let database = TestDatabase.current

    /// - Parameter cost: of the hashes that the service makes.
    init(cost: ScryptCost = .light) async throws {
        let database = TestDatabase.current
        self.hasher = PasswordHasher(.init(cost: cost))
        self.identity = IdentityService(
            database: database.database, door: IdentityDoor(pool: database.pool()), hasher: self.hasher, box: self.box)
        self.operation = IdentityOperator(pool: database.pool(.migrator), hasher: PasswordHasher(.init(cost: .light)))
        _ = try await self.operation.create(Self.practice("cascade"))
    }

    static func practice(_ slug: String) -> NewPractice {
        NewPractice(
            slug: slug, name: "Cascade Family Medicine", clinicSlug: Slug("denver")!, clinicName: "Denver", state: "CO",
            zone: "America/Denver",
            administrator: NewAccount(email: "admin@\(slug).example", displayName: "Ada Quinn"))
    }

    /// An account of a person, with the usual password, and with a role where one is named.
    func account(
        _ name: String, _ role: String? = nil, clinic: String? = nil, practice: String = "cascade"
    ) async throws -> OperatorAccount {
        let email = "\(name)@\(practice).example"
        if name != "admin" {
            _ = try await self.operation.create(
                NewAccount(email: email, displayName: "Robin Vale"), practice: practice)
        }
        let account = try await self.operation.account(email, practice: practice)
        try await self.tell(
            """
            WITH added AS (
                INSERT INTO praxis.person (practice_id, person_id, given_name, family_name, created_by)
                VALUES (\(account.practiceID), \(account.id), 'Robin', 'Vale', \(account.id))
                    ON CONFLICT DO NOTHING
            )
            UPDATE praxis.account SET person_id = account_id
             WHERE practice_id = \(account.practiceID) AND account_id = \(account.id)
            """)
        try await self.operation.setPassword(Self.password, of: account)
        if let role { _ = try await self.operation.grant(role, clinic: clinic, to: account, reason: "test") }
        return try await self.operation.account(email, practice: practice)
    }

    /// The same account with a second factor.
    func factor(of account: OperatorAccount) async throws -> TOTP {
        let totp = TOTP()
        try await self.operation.setSecondFactor(totp, of: account, box: self.box)
        return totp
    }

    func visitor(_ address: String = "192.0.2.7", device: OpaqueToken? = nil) -> Visitor {
        Visitor(address: address, userAgent: "Test", device: device, request: .version7())
    }

    /// A session that is fully signed in.
    func signIn(_ account: OperatorAccount, _ totp: TOTP? = nil) async throws -> OpaqueToken {
        let admission = try await self.identity.signIn(account.email, password: Self.password, from: self.visitor())
        guard let totp else { return admission.session }
        let code = totp.code(step: try await self.step())
        return try await self.identity.verifySecondFactor(code, of: admission.session.digest, from: self.visitor())
            .session
    }

    /// The step of the database's clock.
    func step() async throws -> Int64 {
        TOTP.step(at: try #require(try await self.ask("SELECT clock_timestamp()", as: Instant.self)))
    }

    func caller(_ session: OpaqueToken, _ scope: Scope = .all) -> Caller {
        Caller(claim: .session(session.digest), scope: scope, address: "192.0.2.7")
    }

    /// The first value of a statement as the superuser.
    func ask<Value: PostgresDecodable & Sendable>(_ sql: SQL, as type: Value.Type) async throws -> Value? {
        try await self.database.pool(.superuser).pipeline(.readWrite, Query<One<Value>>(sql)).first?.value
    }

    /// A statement as the superuser.
    func tell(_ sql: SQL) async throws {
        try await self.database.pool(.superuser).transaction(.readWrite) { try await $0.run(sql) }
    }

    private struct One<Value: PostgresDecodable & Sendable>: PostgresRow {
        let value: Value?

        init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
    }
}

/// The refusal code of a statement that the database refuses.
func refusal(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch let error as PostgresError { return error.refusal?.code ?? error.sqlState?.rawValue } catch {
        return "\(error)"
    }
}
