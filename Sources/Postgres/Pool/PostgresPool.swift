import ServiceLifecycle
import Synchronization

/// Connections to one database under one role, each on a thread of its own, fed from one queue.
///
/// It connects with the first use, or when `run()` is called as a service.
///
/// A canceled task is let go at once where its transaction can have changed nothing; else it is told how COMMIT ended.
/// Its statement is not canceled at the server: libpq 15 can do that only by a second connection, which blocks, is never
/// encrypted, and names a process that may serve somebody else by then. The server's own `statement_timeout` bounds what
/// is left behind, and with it how long the connection is lost to others.
package final class PostgresPool: Service {
    package let configuration: PoolConfiguration
    let queue: WorkQueue
    let health = PoolHealth()
    let sessionsInUse = Mutex(0)
    private let isStarted = Mutex(false)

    package init(_ configuration: PoolConfiguration) {
        self.configuration = configuration
        self.queue = WorkQueue(configuration)
    }

    deinit { self.stop() }

    /// Serves until graceful shutdown, then finishes what is queued and open.
    package func run() async throws {
        self.start()
        try? await gracefulShutdown()
        await self.close()
    }

    /// Whether at least one connection stands.
    package var isReady: Bool { self.health.connections > 0 && !self.health.isStopping }

    /// A snapshot for metrics.
    package var statistics: PoolStatistics {
        let counts = self.queue.counts
        return PoolStatistics(connections: self.health.connections, inUse: counts.busy, waiting: counts.waiting)
    }

    /// Lets nothing more in, finishes what is queued and open, and disconnects.
    package func close() async {
        self.stop()
        await self.health.waitForEnd()
        self.queue.failAll(.closed)
    }

    /// Starts the threads, once.
    func start() {
        let isFirst = self.isStarted.withLock { isStarted in
            defer { isStarted = true }
            return !isStarted
        }
        guard isFirst, !self.health.isStopping else { return }
        self.health.begin(threads: self.configuration.connections)
        let worker = Worker(settings: self.configuration.connection, queue: self.queue, health: self.health)
        for _ in 0..<self.configuration.connections { PoolThread.start(worker.run) }
        let (queue, health) = (self.queue, self.health)
        PoolThread.start { while queue.expire({ health.reason }) {} }
    }

    private func stop() {
        self.health.stopAll()
        self.queue.close(threads: self.configuration.connections)
    }
}

/// How a pool is doing.
package struct PoolStatistics: Equatable, Sendable {
    package let connections: Int
    package let inUse: Int
    package let waiting: Int
}
