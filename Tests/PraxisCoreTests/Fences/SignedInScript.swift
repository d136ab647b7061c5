import FoundationEssentials
import TestSupport

/// Demonstration accounts, by the number in their identifiers.
enum DemoAccount: String, CaseIterable {
    case administrator = "2a0001"
    case denverManager = "2a0002"
    case finance = "2a0003"
    case specialist = "2a0004"
    case director = "2a0005"
    case buyer = "2a0006"
    case staff = "2a0007"
    case auditor = "2a0008"
    case phoenixManager = "2a0009"
    case otherAdministrator = "2b0001"
    case otherManager = "2b0002"

    var id: String { Demo.id(self.rawValue) }

    /// SHA-256 of the token of the account's session, in SQL.
    var digest: String { "sha256('\(self.rawValue)')" }

    /// The statement that takes the account's claim.
    var entry: String { "SELECT praxis_private.begin_session(\(self.digest), gen_random_uuid(), '192.0.2.1')" }
}

/// Identifiers of the demonstration.
enum Demo {
    static func id(_ tail: String) -> String {
        "01900000-0000-7000-8000-" + String(repeating: "0", count: 12 - tail.count) + tail
    }

    static let practice = id("a000")
    static let otherPractice = id("b000")
    static let denver = id("a001")
    static let phoenix = id("a002")

    /// Signs every account of the demonstration in, with a second factor set up.
    static func load() throws -> ScriptSession {
        try TestDatabase.current.loadDemonstration(through: 2)
        return try self.signIn()
    }

    /// Signs every account in to a demonstration that is there.
    static func signIn() throws -> ScriptSession {
        let superuser = try ScriptSession()
        for account in DemoAccount.allCases {
            try superuser.run(
                """
                INSERT INTO praxis.session (practice_id, session_id, account_id, digest, level, idle_limit, expires_at)
                SELECT a.practice_id, gen_random_uuid(), a.account_id, \(account.digest), 'full', '30 minutes',
                       now() + interval '12 hours'
                  FROM praxis.account a
                 WHERE a.account_id = '\(account.id)';
                INSERT INTO praxis.totp (practice_id, account_id, secret, confirmed_at)
                SELECT a.practice_id, a.account_id, 'sealed', now()
                  FROM praxis.account a
                 WHERE a.account_id = '\(account.id)'
                """)
        }
        return superuser
    }
}

extension ScriptSession {
    /// Runs a script in a transaction of an account and undoes it.
    @discardableResult
    func trying(as account: DemoAccount, _ script: String) throws -> [[String?]] {
        defer { _ = try? self.run("ROLLBACK") }
        try self.run("BEGIN; \(account.entry)")
        return try self.run(script)
    }

    /// Runs a script in a transaction of an account and keeps it.
    @discardableResult
    func doing(as account: DemoAccount, _ script: String) throws -> [[String?]] {
        do {
            try self.run("BEGIN; \(account.entry)")
            let rows = try self.run(script)
            try self.run("COMMIT")
            return rows
        } catch {
            _ = try? self.run("ROLLBACK")
            throw error
        }
    }

    /// The code with which a script of an account is refused, as `PX403 self_grant`; `nil` where it passes.
    func refusal(as account: DemoAccount, _ script: String) -> String? {
        do { try self.doing(as: account, script) } catch let failure as Failure {
            return failure.sqlState.hasPrefix("PX") ? failure.description : failure.sqlState
        } catch { return "?" }
        return nil
    }
}
