/// How a connection is made and what its session is set to.
package struct ConnectionSettings: Sendable {
    /// A libpq connection string or URI; what it says overrides the defaults of the client.
    package var conninfo: String
    /// The server ends a statement that takes longer. `nil` leaves what the role has.
    package var statementTimeout: Duration?
    /// The server ends a statement that waits longer for a lock.
    package var lockTimeout: Duration?
    /// The server ends a session that leaves a transaction open for longer without a word.
    package var idleInTransactionTimeout: Duration?
    /// Prepared statements that a connection keeps; the least recently used one goes first.
    package var preparedStatements: Int

    package init(
        conninfo: String, statementTimeout: Duration? = .seconds(5), lockTimeout: Duration? = .seconds(2),
        idleInTransactionTimeout: Duration? = .seconds(10), preparedStatements: Int = 256
    ) {
        self.conninfo = conninfo
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
        self.preparedStatements = max(1, preparedStatements)
    }

    /// The words that libpq connects with; the connection string comes where it overrides what is before it.
    var keywords: [(String, String)] {
        [
            ("connect_timeout", "3"), ("keepalives_idle", "30"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "10000"), ("fallback_application_name", "praxis"),
            ("dbname", self.conninfo), ("client_encoding", "UTF8"),
        ]
    }

    /// What the session is set to; made of numbers and constants only.
    var sessionStatements: String {
        var text = """
            SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; \
            SET bytea_output = 'hex'; SET client_min_messages = 'warning';
            """
        let timeouts = [
            ("statement_timeout", self.statementTimeout), ("lock_timeout", self.lockTimeout),
            ("idle_in_transaction_session_timeout", self.idleInTransactionTimeout),
        ]
        for (name, duration) in timeouts {
            if let duration { text += " SET \(name) = \(duration.milliseconds);" }
        }
        return text
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 {
        self.components.seconds * 1000 + self.components.attoseconds / 1_000_000_000_000_000
    }
}
