import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

/// The books of the demonstration, moved by hand as the owner does: no runtime role may post what it likes.
struct Books {
    static let practice = "01900000-0000-7000-8000-00000000a000"
    let database: Database
    /// What posts, past the rights of every role.
    private let owner: Database
    private let callers: [DemoAccount: Caller]

    /// - Parameter pool: another of the superuser than the test's own, for races.
    init(pool: PostgresPool? = nil) throws {
        self.database = TestDatabase.current.database
        self.owner = Database(pool: pool ?? TestDatabase.current.pool(.superuser))
        let site = try TestSite()
        var callers: [DemoAccount: Caller] = [:]
        for account in [DemoAccount.administrator, .finance, .managerOfDenver, .managerOfPhoenix, .buyer] {
            callers[account] = try site.caller(account, .all)
        }
        self.callers = callers
    }

    func caller(_ account: DemoAccount) throws -> Caller { try #require(self.callers[account]) }

    /// One move of a document.
    struct Move: Encodable {
        let source: UUID
        var line = 1
        let clinic: String
        let account: String
        let date: String
        let kind: String
        let amount: Int64
        var origin: UUID?
    }

    /// A move at a clinic of the demonstration, numbered as in its list.
    func move(
        _ account: String, _ kind: String, _ amount: Int64, clinic: Int = 1, source: UUID = .version7(), line: Int = 1,
        origin: UUID? = nil
    ) async throws -> Move {
        let day = try await self.ask("SELECT CURRENT_DATE", as: LocalDate.self)
        let id = try await self.ask(
            "SELECT ledger_account_id FROM praxis.ledger_account WHERE practice_id = \(Self.practice)::uuid AND code = \(account)",
            as: UUID.self)
        return Move(
            source: source, line: line, clinic: "01900000-0000-7000-8000-00000000a00\(clinic)",
            account: try #require(id).uuidString, date: try #require(day).description, kind: kind, amount: amount,
            origin: origin)
    }

    /// Posts moves as one document of a kind.
    func post(_ kind: String, _ moves: Move..., as account: DemoAccount) async throws {
        let json = try JSONText(moves)
        let caller = try self.caller(account)
        let _: Bool = try await self.owner.write(as: caller) { transaction in
            try await transaction.run("SELECT praxis_private.budget_post(\(kind), \(json), NULL)")
            return true
        }
    }

    /// What is left of an account's year at a clinic.
    func available(_ account: String, clinic: Int = 1) async throws -> Int64 {
        let left = try await self.ask(
            """
            SELECT s.available FROM praxis.budget_summary s
             WHERE s.code = \(account) AND s.clinic_id::text = \("01900000-0000-7000-8000-00000000a00\(clinic)")
            """, as: Int64.self)
        return try #require(left)
    }

    /// Spends so much that exactly this is left.
    func leave(_ amount: Int64, _ account: String, clinic: Int = 1) async throws {
        let left = try await self.available(account, clinic: clinic)
        try await self.post("ledger", self.move(account, "actual", left - amount, clinic: clinic), as: .finance)
    }

    /// Rows whose figures are not the sum of their entries: there are none, ever.
    func discrepancies() async throws -> Int {
        try #require(try await self.ask("SELECT count(*) FROM praxis.budget_discrepancy", as: Int.self))
    }

    func ask<Value: PostgresDecodable & Sendable>(_ sql: SQL, as type: Value.Type) async throws -> Value? {
        try await TestDatabase.current.ask(sql, as: type)
    }
}

/// How an attempt to post ended.
enum Outcome: Equatable {
    case posted, short
}

extension Books {
    /// Tries to post, again where a lock was not to be had in time.
    func attempt(_ kind: String, _ moves: Move..., as account: DemoAccount) async throws -> Outcome {
        let json = try JSONText(moves)
        let caller = try self.caller(account)
        while true {
            do {
                let _: Bool = try await self.owner.write(as: caller) { transaction in
                    try await transaction.run("SELECT praxis_private.budget_post(\(kind), \(json), NULL)")
                    return true
                }
                return .posted
            } catch let error as PostgresError where error.raised?.code == "budget_exceeded" {
                return .short
            } catch let error as PostgresError where error.isTemporary && !error.isOutcomeUnknown {
                continue
            }
        }
    }
}
