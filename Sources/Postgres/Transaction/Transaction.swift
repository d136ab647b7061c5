import Synchronization

/// An open transaction: statements go to the server together, as late as their answers allow.
package final class Transaction: Sendable {
    private struct State {
        var queued: [Statement] = []
        var lease: Lease?
        var retryable: PostgresError?
    }

    private let pool: PostgresPool
    private let mode: TransactionMode
    private let opening: Statement?
    private let state = Mutex(State())

    init(pool: PostgresPool, mode: TransactionMode, opening: Statement?) {
        self.pool = pool
        self.mode = mode
        self.opening = opening
    }

    /// Asks the queries, after everything queued before, in one round trip.
    package func fetch<each Row>(_ query: repeat Query<each Row>) async throws -> (repeat [each Row]) {
        var statements: [Statement] = []
        for sql in repeat (each query).sql { statements.append(try self.pool.statement(sql)) }
        var reader = ResultReader(try await self.ask(statements))
        return (repeat try reader.next((each query)))
    }

    /// Queues statements whose answers nobody needs now; an error surfaces with the next answer or at COMMIT.
    package func run(_ statements: SQL...) async throws {
        let made = try statements.map { sql throws(PostgresError) in try self.pool.statement(sql) }
        self.state.withLock { $0.queued += made }
    }

    /// Runs a statement now, after everything queued before.
    ///
    /// - Returns: the rows that it inserted, changed or deleted.
    @discardableResult
    package func execute(_ sql: SQL) async throws -> Int {
        try await self.ask([self.pool.statement(sql)]).first?.affectedRows ?? 0
    }

    /// The answers to these statements; those to the queued ones before them are dropped.
    private func ask(_ statements: [Statement]) async throws -> [ResultSet] {
        let results = try await self.perform(.ask, with: statements)
        return Array(results.suffix(statements.count))
    }

    func commit() async throws {
        if self.state.withLock({ $0.lease == nil }) {
            let queued = self.takeQueued()
            _ = try await self.pool.run(Unit(mode: self.mode, opening: self.opening, statements: queued))
        } else {
            _ = try await self.perform(.commit, with: [])
        }
    }

    /// Ends the transaction without effect. A canceled task does not wait for that.
    func rollBack() async {
        guard let lease = self.state.withLock({ $0.lease }), !lease.giveUp() else { return }
        let command = Lease.Command(step: .rollback, statements: [], ticket: Ticket(isAbandonable: true))
        _ = try? await command.ticket.wait(startingAnyway: true) { lease.send(command) }
    }

    /// The error to throw for one that the body threw: a failure that a retry heals goes before what came of it.
    func cause(of error: any Error) -> any Error { self.state.withLock { $0.retryable } ?? error }

    private func takeQueued() -> [Statement] {
        self.state.withLock { state in
            defer { state.queued = [] }
            return state.queued
        }
    }

    private func perform(_ step: Lease.Step, with statements: [Statement]) async throws -> [ResultSet] {
        let command = Lease.Command(
            step: step, statements: self.takeQueued() + statements,
            ticket: Ticket(isAbandonable: step == .ask || self.mode.isReadOnly))
        let (lease, isNew) = self.state.withLock { state in
            if let lease = state.lease { return (lease, false) }
            let lease = Lease(mode: self.mode, opening: self.opening)
            state.lease = lease
            return (lease, true)
        }
        self.pool.start()
        do {
            return try await command.ticket.wait {
                if isNew { self.pool.queue.add(.lease(lease, command)) } else { lease.send(command) }
            }
        } catch let error as PostgresError {
            if error.isRetryable { self.state.withLock { $0.retryable = error } }
            throw error
        }
    }
}
