/// The rows of one query, read from the server as the consumer asks for them.
package struct RowStream<Row: PostgresRow>: AsyncSequence {
    /// A row, decoded.
    package typealias Element = Row

    fileprivate static var batch: Int { 128 }

    fileprivate let pool: PostgresPool
    fileprivate let opening: SQL?
    fileprivate let query: Query<Row>

    init(pool: PostgresPool, opening: SQL?, query: Query<Row>) {
        self.pool = pool
        self.opening = opening
        self.query = query
    }

    /// Asks the query anew for each iterator.
    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// Connects with the first row; dropping it ends the transaction.
    package struct Iterator: AsyncIteratorProtocol {
        private let stream: RowStream<Row>
        private var session: PostgresSession?
        private var rows: ArraySlice<ResultSet> = []
        private var isFinished = false

        fileprivate init(stream: RowStream<Row>) { self.stream = stream }

        /// The next row; waits for the server only when the batch is used up.
        package mutating func next() async throws -> Row? {
            if self.rows.isEmpty, !self.isFinished {
                do { try await self.fill() } catch {
                    self.isFinished = true
                    await self.session?.close()
                    throw error
                }
            }
            guard let result = self.rows.popFirst() else { return nil }
            var reader = RowReader(result)
            return try Row(row: &reader)
        }

        private mutating func fill() async throws {
            try Task.checkCancellation()
            let session: PostgresSession
            if let open = self.session {
                session = open
            } else {
                session = try await self.stream.pool.openSession()
                self.session = session
                try await session.begin(.readOnly, opening: self.stream.opening)
                try await session.startRows(self.stream.pool.statement(self.stream.query.sql))
            }
            self.rows = try await session.nextRows(RowStream.batch)[...]
            if self.rows.isEmpty {
                self.isFinished = true
                try await session.commit()
                await session.close()
            }
        }
    }
}
