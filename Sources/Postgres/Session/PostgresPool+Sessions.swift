import Synchronization

extension PostgresPool {
    /// A connection outside the pool; at most `configuration.sessions` at once.
    func openSession() async throws(PostgresError) -> PostgresSession {
        guard !self.health.isStopping else { throw .closed }
        let isFree = self.sessionsInUse.withLock { count in
            guard count < self.configuration.sessions else { return false }
            count += 1
            return true
        }
        guard isFree else { throw .poolExhausted }
        var settings = self.configuration.connection
        settings.statementTimeout = self.configuration.sessionStatementTimeout
        let session = PostgresSession(settings) { [weak self] in self?.sessionsInUse.withLock { $0 -= 1 } }
        try await session.connect()
        return session
    }

    /// The rows of a query too large for memory, one by one, in a read-only transaction on a connection of its own.
    ///
    /// Nothing is read ahead of the consumer but a small batch: a slow one slows the server down.
    package func stream<Row>(opening: SQL? = nil, _ query: Query<Row>) -> RowStream<Row> {
        RowStream(pool: self, opening: opening, query: query)
    }

    /// What `COPY … TO STDOUT` sends, in chunks of whole lines, in a read-only transaction on a connection of its own.
    package func copyOut(opening: SQL? = nil, _ sql: SQL) -> CopyStream {
        CopyStream(pool: self, opening: opening, sql: sql)
    }

    /// Feeds `COPY … FROM STDIN` on a connection of its own, in one transaction.
    ///
    /// - Returns: the rows that were copied.
    package func copyIn<Chunks: AsyncSequence>(
        opening: SQL? = nil, _ sql: SQL, from chunks: Chunks
    ) async throws -> Int where Chunks.Element == [UInt8] {
        let session = try await self.openSession()
        do {
            try await session.begin(.readWrite, opening: opening)
            try await session.startCopyIn(self.statement(sql))
            for try await chunk in chunks { try await session.sendCopy(chunk) }
            let count = try await session.endCopyIn()
            try await session.commit()
            await session.close()
            return count
        } catch {
            // Closing without an end makes the server drop everything that was copied.
            await session.close()
            throw error
        }
    }

    /// Notifications on channels, on a connection of its own that connects again when it is lost.
    package func notifications(on channels: StaticString...) -> NotificationStream {
        NotificationStream(settings: self.configuration.connection, channels: channels.map { "\($0)" })
    }
}
