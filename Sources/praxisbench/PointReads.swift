import Postgres

/// BEGIN, set the practice, read a row by its key, COMMIT.
struct PointReads: Sendable {
    let pool: PostgresPool
    let rows: Int
    let isInteractive: Bool

    private static let opening: SQL = "SELECT set_config('bench.practice', '1', true)"

    /// - Returns: the latency of each transaction in nanoseconds.
    func run(clients: Int, for duration: Duration) async throws -> [Int64] {
        try await withThrowingTaskGroup(of: [Int64].self) { group in
            let end = ContinuousClock.now + duration
            for _ in 0..<clients { group.addTask { try await self.run(until: end) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private func run(until end: ContinuousClock.Instant) async throws -> [Int64] {
        var latencies: [Int64] = []
        var start = ContinuousClock.now
        while start < end {
            try await self.read(Int.random(in: 1...self.rows))
            let now = ContinuousClock.now
            let (seconds, attoseconds) = start.duration(to: now).components
            latencies.append(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
            start = now
        }
        return latencies
    }

    private func read(_ id: Int) async throws {
        let query = Query<Column<String>>("SELECT name FROM bench.item WHERE practice = 1 AND id = \(id)")
        let rows =
            self.isInteractive
            ? try await self.pool.transaction(.readOnly, opening: Self.opening) { try await $0.fetch(query) }
            : try await self.pool.pipeline(.readOnly, opening: Self.opening, query)
        precondition(rows.count == 1)
    }
}
