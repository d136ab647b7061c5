package import Postgres

/// The only doors to tenant data. Each enters the caller's session as the first statement of its transaction, so that
/// row-level security judges every statement, and ends with a COMMIT in a segment of its own.
package struct Database: Sendable {
    private let pool: PostgresPool

    package init(pool: PostgresPool) { self.pool = pool }

    /// One read-only transaction in one round trip; the queries see one snapshot per statement.
    ///
    /// - Throws: `PostgresError`, with `PX401` where the caller's claim is not good.
    package func read<each Row>(
        as caller: Caller, _ query: repeat Query<each Row>
    ) async throws -> (repeat [each Row]) {
        try await self.pool.pipeline(.readOnly, opening: caller.entry, repeat each query)
    }

    /// A read-only transaction with decisions between its queries.
    package func read<Value: Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.pool.transaction(.readOnly, opening: caller.entry, body)
    }

    /// The rows of an export, one by one, on a connection of its own; nothing is read ahead of the consumer.
    package func stream<Row>(as caller: Caller, _ query: Query<Row>) -> RowStream<Row> {
        self.pool.stream(opening: caller.entry, query)
    }

    /// A write: everything in it happens, or nothing. Retried as a whole on a serialization failure or deadlock, so the
    /// body does nothing but ask and tell the database. With an idempotency key the effect happens once and the value is
    /// kept beside it: sending the same request again answers the first value.
    ///
    /// - Throws: `IdempotencyError` for a key used for another request; `PostgresError.outcomeUnknown` where the
    ///   connection was lost after COMMIT was sent and no key settles it.
    package func write<Value: Codable & Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        guard let once = caller.once else {
            return try await self.pool.transaction(.readWrite, opening: caller.entry, body)
        }
        do {
            return try await self.pool.transaction(.readWrite, opening: caller.entry) { transaction in
                try await transaction.run(Idempotency.claim(once))
                let value = try await body(transaction)
                try await transaction.run(Idempotency.keep(JSONText([value]), for: once))
                return value
            }
        } catch let error as PostgresError where error.isDuplicateRequest || error.isOutcomeUnknown {
            guard let kept = try await self.kept(once, as: caller) else { throw error }
            return try kept.decoded(as: [Value].self)[0]
        }
    }

    /// A write that answers nothing.
    package func write(as caller: Caller, _ body: @Sendable (Transaction) async throws -> Void) async throws {
        let _: Done = try await self.write(as: caller) { transaction in
            try await body(transaction)
            return Done()
        }
    }

    /// A write whose refusals by the database come back in the words of a module, where it has some.
    package func write<Value: Codable & Sendable>(
        as caller: Caller, refusing refusal: (PostgresError) -> (any Error)?,
        _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        do {
            return try await self.write(as: caller, body)
        } catch let error as PostgresError {
            throw refusal(error) ?? error
        }
    }

    private func kept(_ once: IdempotencyKey, as caller: Caller) async throws -> JSONText? {
        guard let row = try await self.read(as: caller, Idempotency.kept(once)).first else { return nil }
        guard row.requestHash == once.requestHash else { throw IdempotencyError.keyUsedForAnotherRequest }
        return row.answer
    }

    private struct Done: Codable, Sendable {}
}
