/// The size and the limits of a pool.
package struct PoolConfiguration: Sendable {
    package var connection: ConnectionSettings
    /// Connections, and threads. More than about twice the server's cores is slower, not faster.
    package var connections: Int
    /// How many read-only transactions of one round trip a connection sends at once when they queue.
    package var depth: Int
    /// How many bytes such a group may have.
    package var groupBytes: Int
    /// How much work may wait for a connection before more is refused.
    package var queueLimit: Int
    /// How long work may wait for a connection.
    package var waitLimit: Duration
    /// How many connections of their own exports, COPY and the like may have at once.
    package var sessions: Int
    /// How long a statement of such a connection may run.
    package var sessionStatementTimeout: Duration
    /// The largest parameter.
    package var parameterBytes: Int
    package var retry: RetryPolicy
    /// Told on a connection's thread how long each piece of work waited.
    package var onWait: (@Sendable (Duration) -> Void)?

    package init(
        connection: ConnectionSettings, connections: Int = 4, depth: Int = 4, groupBytes: Int = 64 << 10,
        queueLimit: Int = 1024, waitLimit: Duration = .seconds(2), sessions: Int = 4,
        sessionStatementTimeout: Duration = .seconds(300), parameterBytes: Int = 16 << 20,
        retry: RetryPolicy = RetryPolicy(), onWait: (@Sendable (Duration) -> Void)? = nil
    ) {
        self.connection = connection
        self.connections = max(1, connections)
        self.depth = min(32, max(1, depth))
        self.groupBytes = groupBytes
        self.queueLimit = queueLimit
        self.waitLimit = waitLimit
        self.sessions = sessions
        self.sessionStatementTimeout = sessionStatementTimeout
        self.parameterBytes = parameterBytes
        self.retry = retry
        self.onWait = onWait
    }

    /// The defaults, for a connection string.
    package init(conninfo: String) { self.init(connection: ConnectionSettings(conninfo: conninfo)) }
}
