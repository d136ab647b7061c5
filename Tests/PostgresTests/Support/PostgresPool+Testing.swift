import Postgres
import TestSupport

extension TestDatabase {
    /// Runs the body with a pool of its own making.
    func withPool<Value: Sendable>(
        connections: Int = 1, depth: Int = 8, conninfo: String? = nil,
        _ change: (inout PoolConfiguration) -> Void = { _ in },
        _ body: @Sendable (PostgresPool) async throws -> Value
    ) async throws -> Value {
        var configuration = PoolConfiguration(conninfo: conninfo ?? self.conninfo(.superuser))
        configuration.connections = connections
        configuration.depth = depth
        change(&configuration)
        let pool = PostgresPool(configuration)
        do {
            let value = try await body(pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }
}

extension PostgresPool {
    /// The one value of a query of one row and one column.
    func value<Value: PostgresDecodable & Sendable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> Value?
    {
        try await self.pipeline(.readOnly, Query<Column<Value>>(sql)).first?.value
    }

    /// Runs statements in one transaction.
    func run(_ statements: SQL...) async throws {
        try await self.transaction(.readWrite) { transaction in
            for sql in statements { try await transaction.run(sql) }
        }
    }
}

/// A gate that a task opens for others.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func open() {
        self.isOpen = true
        for continuation in self.waiting { continuation.resume() }
        self.waiting = []
    }

    func pass() async {
        if !self.isOpen { await withCheckedContinuation { self.waiting.append($0) } }
    }
}
