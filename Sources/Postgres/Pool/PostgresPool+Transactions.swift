extension PostgresPool {
    /// One transaction in one round trip: BEGIN, the opening, the queries; then COMMIT in a segment of its own.
    ///
    /// - Parameter opening: a statement whose answer is not read but whose failure ends the transaction.
    package func pipeline<each Row>(
        _ mode: TransactionMode, opening: SQL? = nil, _ query: repeat Query<each Row>
    ) async throws -> (repeat [each Row]) {
        let first = try opening.map { sql throws(PostgresError) in try self.statement(sql) }
        var statements: [Statement] = []
        for sql in repeat (each query).sql { statements.append(try self.statement(sql)) }
        let sent = statements
        let results = try await self.retrying(mode) {
            try await self.run(Unit(mode: mode, opening: first, statements: sent))
        }
        var reader = ResultReader(results)
        return (repeat try reader.next((each query)))
    }

    /// A transaction with decisions between its statements. It owns a connection from its first answer to its end.
    ///
    /// The body is run again as a whole after a serialization failure or a deadlock.
    package func transaction<Value: Sendable>(
        _ mode: TransactionMode, opening: SQL? = nil, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        let first = try opening.map { sql throws(PostgresError) in try self.statement(sql) }
        return try await self.retrying(mode) {
            let transaction = Transaction(pool: self, mode: mode, opening: first)
            let value: Value
            do {
                value = try await body(transaction)
            } catch {
                await transaction.rollBack()
                throw transaction.cause(of: error)
            }
            do {
                try await transaction.commit()
            } catch let error as CancellationError {
                // Canceled before COMMIT was sent: without this the connection would wait for it.
                await transaction.rollBack()
                throw error
            }
            return value
        }
    }

    func statement(_ sql: SQL) throws(PostgresError) -> Statement {
        try Statement(sql, limits: ParameterLimits(maximumBytes: self.configuration.parameterBytes))
    }

    func run(_ unit: Unit) async throws -> [ResultSet] {
        self.start()
        return try await unit.ticket.wait { self.queue.add(.unit(unit)) }
    }

    private func retrying<Value>(
        _ mode: TransactionMode, _ attempt: () async throws -> Value
    ) async throws -> Value {
        try await self.configuration.retry.run(
            { error in
                guard let error = error as? PostgresError else { return false }
                return error.isRetryable || mode.isReadOnly && error.kind == .connectionLost
            }, attempt)
    }
}

/// Gives the results of a pipeline to its queries, in order.
struct ResultReader {
    private var results: ArraySlice<ResultSet>

    init(_ results: [ResultSet]) { self.results = results[...] }

    mutating func next<Row>(_ query: Query<Row>) throws(PostgresError) -> [Row] {
        guard let result = self.results.popFirst() else { throw .connectionLost }
        return try result.rows()
    }
}
