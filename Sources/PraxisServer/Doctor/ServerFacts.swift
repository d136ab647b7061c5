import Postgres

/// What the database server says about itself.
struct ServerFacts: PostgresRow {
    private let version: Int
    private let versionName: String
    private let encoding: String
    private let checksums: String
    private let fsync: String
    private let commit: String
    private let clock: Int64

    init(row: inout RowReader) throws(PostgresError) {
        self.version = try row.read()
        self.versionName = try row.read()
        self.encoding = try row.read()
        self.checksums = try row.read()
        self.fsync = try row.read()
        self.commit = try row.read()
        self.clock = try row.read()
    }

    static let query = Query<ServerFacts>(
        """
        SELECT current_setting('server_version_num')::integer, current_setting('server_version'),
               current_setting('server_encoding'), current_setting('data_checksums'), current_setting('fsync'),
               current_setting('synchronous_commit'), extract(epoch FROM clock_timestamp())::bigint
        """)

    /// - Parameter now: this machine's clock, in seconds since 1970.
    func findings(now: Double) -> [Finding] {
        let skew = abs(Int64(now) - self.clock)
        return [
            self.version >= 150_000
                ? .good("PostgreSQL", self.versionName)
                : .bad("PostgreSQL", self.versionName, "install version 15 or later"),
            self.encoding == "UTF8"
                ? .good("encoding", self.encoding)
                : .bad("encoding", self.encoding, "make the database with ENCODING 'UTF8'"),
            self.checksums == "on"
                ? .good("checksums", "on")
                : .warning("checksums", "off", "stop the cluster and run pg_checksums --enable"),
            self.fsync == "on" && self.commit != "off"
                ? .good("durability", "fsync and synchronous_commit are on")
                : .bad("durability", "fsync \(self.fsync), synchronous_commit \(self.commit)", "turn both on"),
            skew <= 2
                ? .good("clock", "within \(skew) s of the database")
                : .warning("clock", "\(skew) s from the database", "run chrony or systemd-timesyncd on both machines"),
        ]
    }
}

/// How the queue is doing.
struct QueueFacts: PostgresRow {
    private let overdue: Int
    private let silent: Int
    private let discarded: Int

    init(row: inout RowReader) throws(PostgresError) {
        self.overdue = try row.read()
        self.silent = try row.read()
        self.discarded = try row.read()
    }

    static let query = Query<QueueFacts>(
        """
        SELECT count(*) FILTER (WHERE j.state = 'available' AND j.run_at < now() - interval '10 minutes'),
               count(*) FILTER (WHERE j.state = 'running' AND j.heartbeat_at < now() - interval '2 minutes'),
               count(*) FILTER (WHERE j.state = 'discarded' AND j.finished_at > now() - interval '7 days')
          FROM praxis.job j
        """)

    var finding: Finding {
        if self.overdue + self.silent > 0 {
            return .bad(
                "jobs", "\(self.overdue) wait for more than ten minutes, \(self.silent) fell silent",
                "see that a daemon runs with jobs.url set")
        }
        return self.discarded > 0
            ? .warning("jobs", "\(self.discarded) were given up in the last week", "look for \"job failed\" in the log")
            : .good("jobs", "none is stuck")
    }
}

/// Whether every balance of a budget is the sum of its entries.
struct BookFacts: PostgresRow {
    private let wrong: Int

    init(row: inout RowReader) throws(PostgresError) { self.wrong = try row.read() }

    static let query = Query<BookFacts>("SELECT count(*) FROM praxis.budget_discrepancy")

    var finding: Finding {
        self.wrong > 0
            ? .bad(
                "budgets", "\(self.wrong) balances are not the sum of their entries",
                "stop ordering, and compare praxis.budget_discrepancy with the audit trail")
            : .good("budgets", "every balance is the sum of its entries")
    }
}

/// Whose audit chain lacks events that were signed.
struct ChainFacts: PostgresRow {
    private let practices: [String]

    init(row: inout RowReader) throws(PostgresError) { self.practices = try row.read() }

    static let query = Query<ChainFacts>(
        """
        SELECT coalesce(array_agg(p.slug::text ORDER BY p.slug), '{}')
          FROM praxis.audit_hold h
          JOIN praxis.practice p USING (practice_id)
        """)

    var finding: Finding {
        self.practices.isEmpty
            ? .good("audit chains", "none is on hold")
            : .bad(
                "audit chains",
                "signed events are missing from that of \(self.practices.joined(separator: ", ")): nothing can be changed",
                "see that the right backup was restored, then run praxisctl audit recover")
    }
}
