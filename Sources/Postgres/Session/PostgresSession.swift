import CLibPQ

/// A connection of its own for what cannot share one: migrations, COPY, LISTEN, exports.
///
/// It blocks on a queue of its own. Statements run one by one, outside pipeline mode.
package actor PostgresSession {
    private let executor = QueueExecutor()
    private let settings: ConnectionSettings
    var connection: Connection?
    private var onClose: (@Sendable () -> Void)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { self.executor.asUnownedSerialExecutor() }

    init(_ settings: ConnectionSettings, onClose: (@Sendable () -> Void)? = nil) {
        self.settings = settings
        self.onClose = onClose
    }

    deinit { self.onClose?() }

    /// Connects.
    package static func open(_ settings: ConnectionSettings) async throws(PostgresError) -> PostgresSession {
        let session = PostgresSession(settings)
        try await session.connect()
        return session
    }

    func connect() throws(PostgresError) { self.connection = try Connection.open(self.settings) }

    /// Disconnects; what was open is rolled back.
    package func close() {
        self.connection = nil
        self.onClose?()
        self.onClose = nil
    }

    /// The rows of one query.
    package func fetch<Row>(_ query: Query<Row>) throws(PostgresError) -> [Row] {
        try self.answer(Statement(query.sql)).rows()
    }

    /// Runs one statement.
    ///
    /// - Returns: the rows that it inserted, changed or deleted.
    @discardableResult
    package func execute(_ sql: SQL) throws(PostgresError) -> Int { try self.answer(Statement(sql)).affectedRows }

    /// Begins a transaction with its opening.
    func begin(_ mode: TransactionMode, opening: SQL?) throws(PostgresError) {
        guard self.connection != nil else { throw .closed }
        try self.connection?.execute(mode.control.text)
        if let opening { _ = try self.answer(Statement(opening)) }
    }

    /// Ends the transaction; it happened only where the server says so.
    func commit() throws(PostgresError) {
        do throws(PostgresError) {
            guard let result = try self.connection?.execute(Control.commit.text) else { throw PostgresError.closed }
            guard result.tag == "COMMIT" else { throw PostgresError.rolledBack }
        } catch {
            throw error.kind == .connectionLost ? PostgresError(.outcomeUnknown, fault: error.fault) : error
        }
    }

    private func answer(_ statement: Statement) throws(PostgresError) -> ResultSet {
        guard self.connection != nil else { throw .closed }
        guard let result = try self.connection?.execute(statement) else { throw .closed }
        return result
    }
}
