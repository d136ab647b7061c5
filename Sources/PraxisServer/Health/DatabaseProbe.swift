import Logging
import Metrics
import Postgres
import ServiceLifecycle
import Synchronization

/// Asks the database every two seconds whether it answers and still has the schema that this daemon knows, so that
/// `/ready` needs no connection of its own to say so.
final class DatabaseProbe: Service {
    private let pool: PostgresPool
    private let schema: @Sendable () async throws -> String?
    private let interval: Duration
    private let logger: Logger
    private let problem = Mutex<String?>("the database has not answered yet")
    private let gauges = PoolGauges()

    /// - Parameter schema: what is wrong with the schema, or `nil`.
    init(
        pool: PostgresPool, interval: Duration = .seconds(2), logger: Logger,
        schema: @escaping @Sendable () async throws -> String?
    ) {
        self.pool = pool
        self.interval = interval
        self.logger = logger
        self.schema = schema
    }

    /// What the last look found; `nil` where all is well.
    var reason: String? { self.problem.withLock { $0 } }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.look()
                self.gauges.record(self.pool.statistics)
                try? await Task.sleep(for: self.interval)
            }
        }
    }

    private func look() async {
        let found: String?
        var metadata: Logger.Metadata = [:]
        do { found = try await self.schema() } catch {
            found = "the database does not answer"
            metadata["error"] = "\(error)"
        }
        let before = self.problem.withLock { problem in
            defer { problem = found }
            return problem
        }
        if let found, found != before {
            metadata["reason"] = "\(found)"
            self.logger.warning("not ready", metadata: metadata)
        }
        if found == nil, before != nil { self.logger.info("the database answers") }
    }
}

/// How busy the pool is, for `/metrics`.
private struct PoolGauges: Sendable {
    private let connections = Meter(label: "praxis.pool.connections")
    private let inUse = Meter(label: "praxis.pool.in_use")
    private let waiting = Meter(label: "praxis.pool.waiting")

    func record(_ statistics: PoolStatistics) {
        self.connections.set(statistics.connections)
        self.inUse.set(statistics.inUse)
        self.waiting.set(statistics.waiting)
    }
}
