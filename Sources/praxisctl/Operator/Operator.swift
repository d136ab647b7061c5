import Identity
import Postgres
import PraxisServer

/// The operator at the server: the migrator's connection, and what can be done over it.
struct Operator: Sendable {
    let settings: Settings
    let pool: PostgresPool

    var identity: IdentityOperator { IdentityOperator(pool: self.pool) }

    /// Seals second factors with the key of the settings.
    func secretBox() throws(Failure) -> SecretBox {
        guard let box = SecretBox(text: self.settings.identityKey) else {
            throw Failure("identity.key must be 32 bytes in base 64", status: .configuration)
        }
        return box
    }
}

extension OperatorCommand {
    /// Connects as the migrator for the time of the body.
    func withOperator(_ body: (Operator) async throws -> Void) async throws {
        let settings = try await self.common.settings()
        let pool = PostgresPool(
            PoolConfiguration(
                connection: ConnectionSettings(conninfo: settings.migratorURL, statementTimeout: .seconds(60)),
                connections: 1))
        do {
            try await body(Operator(settings: settings, pool: pool))
            await pool.close()
        } catch {
            await pool.close()
            throw error
        }
    }
}
