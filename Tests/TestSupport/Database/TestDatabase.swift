package import Postgres
package import PraxisCore
import Synchronization

/// A database of one test: a copy of the migrated template.
package final class TestDatabase: Sendable {
    /// Who connects.
    package enum Role: String, Sendable {
        case app = "praxis_app"
        case jobs = "praxis_jobs"
        case readonly = "praxis_readonly"
        case migrator = "praxis_migrator"
        case superuser = "postgres"
    }

    @TaskLocal private static var bound: TestDatabase?

    /// The database of the test that runs; the trait `.database` provides it.
    package static var current: TestDatabase {
        guard let bound else { preconditionFailure("the test lacks the trait .database") }
        return bound
    }

    package let name: String
    private let makeConninfo: @Sendable (String) -> String
    private let pools = Mutex<[Role: PostgresPool]>([:])

    init(name: String, conninfo: @escaping @Sendable (String) -> String) {
        self.name = name
        self.makeConninfo = conninfo
    }

    /// A connection string for a role.
    package func conninfo(_ role: Role = .app) -> String { self.makeConninfo(role.rawValue) }

    /// A pool of two connections for a role, made at first use and closed with the test.
    package func pool(_ role: Role = .app) -> PostgresPool {
        self.pools.withLock { pools in
            if let pool = pools[role] { return pool }
            let pool = PostgresPool(
                PoolConfiguration(connection: ConnectionSettings(conninfo: self.conninfo(role)), connections: 2))
            pools[role] = pool
            return pool
        }
    }

    /// The two doors, as the daemon has them.
    package var database: Database { Database(pool: self.pool()) }

    /// Runs the body with this as the current database.
    package func run(_ body: @Sendable () async throws -> Void) async throws {
        try await Self.$bound.withValue(self) { try await body() }
    }

    /// Closes the pools of all roles.
    package func close() async {
        for pool in self.pools.withLock({ $0.values.map(\.self) }) { await pool.close() }
    }
}
