import ArgumentParser
import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import PraxisServer

/// Whose rights a use case runs with: an operator's imports are judged by row-level security like everybody's, and the
/// audit trail names the account.
struct StandIn: ParsableArguments {
    @Option(name: .customLong("as"), help: "The address of the account that acts, and is named in the audit trail.")
    var email: String
    @Option(help: "The account's practice, where several know the address.")
    var practice: String?
}

extension OperatorCommand {
    /// Runs a use case as the account, with a token that lasts for this command.
    func acting(
        _ standIn: StandIn, in scope: Scope, _ permissions: [Permission],
        _ body: @Sendable (Database, Caller) async throws -> Void
    ) async throws {
        try await self.withOperator { operate in
            let account = try await operate.identity.account(standIn.email, practice: standIn.practice)
            let token = try await operate.identity.createToken(
                named: "praxisctl", permissions: permissions, clinics: [], days: 1, for: account)
            let pool = PostgresPool(
                PoolConfiguration(
                    connection: ConnectionSettings(
                        conninfo: operate.settings.database.url, statementTimeout: .seconds(60)),
                    connections: 1))
            let caller = Caller(claim: .token(token.digest), scope: scope)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(Database(pool: pool), caller)) } catch { outcome = .failure(error) }
            await pool.close()
            for made in try await operate.identity.tokens(of: account) where made.name == "praxisctl" {
                try await operate.identity.revokeToken(made.id, of: account)
            }
            try outcome.get()
        }
    }
}

/// The bytes of a file that an operator names.
func contents(of path: String) throws(Failure) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw Failure("\(path) cannot be read") }
    return Array(data)
}
