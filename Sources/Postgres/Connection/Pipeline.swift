import CLibPQ
import Glibc

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
        /// Whether the last control statement was answered with the tag `COMMIT`.
        var hasCommitted = false
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
    ///
    /// - Parameter isKept: whether its rows belong to the answer.
    mutating func send(_ statement: Statement, isKept: Bool = true) -> Bool {
        let name = self.cache.name(of: statement.key) ?? self.prepare(statement)
        self.sent.append(isKept ? .statement : .control)
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
    mutating func prepareMissing(of units: [Unit] = []) -> Bool {
        let start = self.sent.count
        for unit in units {
            for statement in unit.statements where self.cache.name(of: statement.key) == nil {
                _ = self.prepare(statement)
            }
        }
        for name in self.cache.takeDiscarded() {
            self.sent.append(.control)
            PQsendQueryParams(self.connection.raw, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0)
        }
        guard self.sent.count > start else { return false }
        _ = self.sync()
        return true
    }

    private mutating func prepare(_ statement: Statement) -> String {
        let name = self.cache.add(statement.key)
        self.sent.append(.prepare(statement.key))
        let types = statement.types
        PQsendPrepare(self.connection.raw, name, statement.text, Int32(types.count), types)
        return name
    }

    /// Ends the segment and hands everything to the network.
    mutating func sync() -> Bool {
        self.sent.append(.sync)
        return PQpipelineSync(self.connection.raw) == 1
    }

    /// Forgets prepared statements that no longer fit the schema, or that the server has lost; other failures leave them.
    mutating func forget(_ statements: [Statement], after failure: PostgresError?) {
        guard let fault = failure?.fault else { return }
        let isMissing = fault.sqlState == .invalidStatementName
        guard fault.isStalePlan || isMissing else { return }
        for statement in statements { self.cache.remove(statement.key, isPrepared: !isMissing) }
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
            guard self.next < self.sent.count else {
                PQclear(raw)
                return self.lost(answer)
            }
            let item = self.sent[self.next]
            self.next += 1
            switch PQresultStatus(raw) {
            case PGRES_PIPELINE_SYNC:
                PQclear(raw)
                guard case .sync = item else { return self.lost(answer) }
                if self.next == self.sent.count {
                    self.sent.removeAll(keepingCapacity: true)
                    self.next = 0
                }
                return answer
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                if case .statement = item {
                    answer.results.append(ResultSet(raw))
                } else {
                    answer.hasCommitted = strcmp(PQcmdStatus(raw), "COMMIT") == 0
                    PQclear(raw)
                }
            case PGRES_PIPELINE_ABORTED:
                PQclear(raw)
                if case .prepare(let key) = item { self.cache.remove(key, isPrepared: false) }
            case PGRES_FATAL_ERROR:
                let fault = ServerFault(ResultSet(raw))
                let isLost = fault == nil || fault?.isFatal == true || self.connection.isLost
                let failure = PostgresError(isLost ? .connectionLost : .refused, fault: fault)
                answer.failure = answer.failure ?? failure
                if isLost { return self.lost(answer) }
                if case .prepare(let key) = item {
                    self.cache.remove(key, isPrepared: false)
                    answer.unprepared[key] = failure
                }
            default:
                // COPY cannot live in a pipeline; the connection is of no further use.
                PQclear(raw)
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
