/// What a `COPY … TO STDOUT` sends, in chunks of whole lines.
package struct CopyStream: AsyncSequence {
    /// Whole lines.
    package typealias Element = [UInt8]

    fileprivate let pool: PostgresPool
    fileprivate let opening: SQL?
    fileprivate let sql: SQL

    init(pool: PostgresPool, opening: SQL?, sql: SQL) {
        self.pool = pool
        self.opening = opening
        self.sql = sql
    }

    /// Runs the statement anew for each iterator.
    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// Connects with the first chunk; dropping it ends the transaction.
    package struct Iterator: AsyncIteratorProtocol {
        private let stream: CopyStream
        private var session: PostgresSession?
        private var isFinished = false

        fileprivate init(stream: CopyStream) { self.stream = stream }

        /// The next chunk, read from the server now.
        package mutating func next() async throws -> [UInt8]? {
            guard !self.isFinished else { return nil }
            do {
                try Task.checkCancellation()
                let session = try await self.opened()
                let (bytes, isLast) = try await session.nextCopy()
                if isLast {
                    self.isFinished = true
                    try await session.commit()
                    await session.close()
                }
                return bytes.isEmpty ? nil : bytes
            } catch {
                self.isFinished = true
                await self.session?.close()
                throw error
            }
        }

        private mutating func opened() async throws -> PostgresSession {
            if let session { return session }
            let session = try await self.stream.pool.openSession()
            self.session = session
            try await session.begin(.readOnly, opening: self.stream.opening)
            try await session.startCopyOut(self.stream.pool.statement(self.stream.sql))
            return session
        }
    }
}
