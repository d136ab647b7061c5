import CLibPQ

/// A connection in pipeline mode, in which it stays for life. What is sent up to a sync is a segment: after the first
/// error the server skips the rest of it.
struct Pipeline: ~Copyable {
    private var connection: Connection
    private var cache: StatementCache
    /// What was sent and not yet answered, in order.
    private var sent: [Sent] = []
    private var next = 0

    private enum Sent {
        case control
        case prepare(Statement.Key)
        case statement
        case sync
    }

    /// What came back for one segment.
    struct Answer {
        var results: [ResultSet] = []
        /// The tag of the last control statement, such as `COMMIT`.
        var tag: String?
        var failure: PostgresError?
        var isLost = false
        /// Statements that could not be prepared, and why.
        var unprepared: [Statement.Key: PostgresError] = [:]
    }

    private init(_ connection: consuming Connection, _ settings: ConnectionSettings) {
        self.connection = connection
        self.cache = StatementCache(limit: settings.preparedStatements)
    }

    /// Connects, enters pipeline mode and prepares the statements around transactions.
    static func open(_ settings: ConnectionSettings) throws(PostgresError) -> Pipeline {
        var pipeline = Pipeline(try Connection.open(settings), settings)
        let raw = pipeline.connection.raw
        guard PQenterPipelineMode(raw) == 1 else { throw .unavailable }
        for control in Control.allCases {
            PQsendPrepare(raw, control.name, control.text, 0, nil)
            pipeline.sent.append(.control)
        }
        guard pipeline.sync() else { throw .unavailable }
        let answer = pipeline.receive()
        guard !answer.isLost, answer.failure == nil else { throw .unavailable }
        return pipeline
    }

    func isStale() -> Bool { self.connection.isStale() }

    mutating func send(_ control: Control) -> Bool {
        self.sent.append(.control)
        return PQsendQueryPrepared(self.connection.raw, control.name, 0, nil, nil, nil, 0) == 1
    }

    /// Sends a statement, and before it in the same segment what prepares it.
    mutating func send(_ statement: Statement) -> Bool {
        let name = self.cache.name(of: statement.key) ?? self.prepare(statement.key)
        self.sent.append(.statement)
        let raw = self.connection.raw
        return self.connection.withValues(statement.values) { values in
            PQsendQueryPrepared(raw, name, Int32(statement.values.count), values, nil, nil, 0) == 1
        }
    }

    /// Prepares what is missing in a segment of its own, outside any transaction, where no earlier error can skip it.
    ///
    /// What the cache let go is dropped with it.
    ///
    /// - Returns: whether there was anything to send, and so an answer to receive.
    mutating func prepareMissing(_ statements: [Statement]) -> Bool {
        let start = self.sent.count
        for statement in statements where self.cache.name(of: statement.key) == nil {
            _ = self.prepare(statement.key)
        }
        for name in self.cache.takeDiscarded() {
            self.sent.append(.control)
            PQsendQueryParams(self.connection.raw, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0)
        }
        guard self.sent.count > start else { return false }
        _ = self.sync()
        return true
    }

    private mutating func prepare(_ key: Statement.Key) -> String {
        let name = self.cache.add(key)
        self.sent.append(.prepare(key))
        PQsendPrepare(self.connection.raw, name, key.text, Int32(key.types.count), key.types)
        return name
    }

    /// Ends the segment and hands everything to the network.
    mutating func sync() -> Bool {
        self.sent.append(.sync)
        return PQpipelineSync(self.connection.raw) == 1
    }

    /// Forgets prepared statements that no longer fit the schema.
    mutating func discard(_ statements: [Statement]) {
        for statement in statements { self.cache.remove(statement.key, isPrepared: true) }
    }

    /// Waits for the answers of one segment.
    mutating func receive() -> Answer {
        var answer = Answer()
        var isPaused = false
        while true {
            guard let raw = PQgetResult(self.connection.raw) else {
                // One NULL separates statements; a second says that nothing will come any more.
                if isPaused || self.connection.isLost { return self.lost(answer) }
                isPaused = true
                continue
            }
            isPaused = false
            let result = ResultSet(raw)
            guard self.next < self.sent.count else { return self.lost(answer) }
            let item = self.sent[self.next]
            self.next += 1
            switch result.status {
            case PGRES_PIPELINE_SYNC:
                guard case .sync = item else { return self.lost(answer) }
                if self.next == self.sent.count {
                    self.sent.removeAll(keepingCapacity: true)
                    self.next = 0
                }
                return answer
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                if case .statement = item { answer.results.append(result) }
                if case .control = item { answer.tag = result.tag }
            case PGRES_PIPELINE_ABORTED:
                if case .prepare(let key) = item { self.cache.remove(key, isPrepared: false) }
            case PGRES_FATAL_ERROR:
                let fault = ServerFault(result)
                if fault == nil || fault?.isFatal == true || self.connection.isLost {
                    answer.failure = answer.failure ?? PostgresError(.connectionLost, fault: fault)
                    return self.lost(answer)
                }
                let failure = PostgresError(.refused, fault: fault)
                answer.failure = answer.failure ?? failure
                if case .prepare(let key) = item {
                    self.cache.remove(key, isPrepared: false)
                    answer.unprepared[key] = failure
                }
            default:
                // COPY cannot live in a pipeline; the connection is of no further use.
                answer.failure = PostgresError(.misuse("COPY needs a connection of its own"))
                return self.lost(answer)
            }
        }
    }

    private func lost(_ answer: Answer) -> Answer {
        var answer = answer
        answer.isLost = true
        answer.failure = answer.failure ?? .connectionLost
        return answer
    }
}
