package import Postgres
import PraxisCore

/// Queries about limits of control nodes, and about periods.
enum LimitStore {
    /// The nodes of a year: totals and accounts of all clinics, or those of one account.
    static func nodes(_ year: FiscalYearCode, account: LedgerCode?) -> Query<NodeLimit> {
        Query(
            """
            \(self.columns)
             WHERE y.code = \(year)
               AND (\(account)::text IS NULL AND n.kind <> 'cell' OR a.code = \(account))
             ORDER BY n.rank DESC, a.code, c.name, n.node_id
             LIMIT 1000
            """)
    }

    /// One node of a year.
    static func node(_ id: NodeLimit.ID, _ year: FiscalYearCode) -> Query<NodeLimit> {
        Query("\(self.columns) WHERE n.node_id = \(id) AND y.code = \(year)")
    }

    private static var columns: SQL {
        """
        SELECT n.node_id, n.kind, c.name, a.code || ' ' || a.name, n.year_control, n.warn_percent, n.stop_percent, n.cap,
               b.original + b.revision, b.committed + b.actual, n.version
          FROM praxis.budget_node n
          JOIN praxis.budget_balance b
            ON b.practice_id = n.practice_id AND b.node_id = n.node_id AND b.horizon = 'year'
          JOIN praxis.fiscal_year y
            ON y.practice_id = n.practice_id AND y.fiscal_year_id = n.fiscal_year_id
          LEFT JOIN praxis.clinic c ON c.practice_id = n.practice_id AND c.clinic_id = n.clinic_id
          LEFT JOIN praxis.ledger_account a
            ON a.practice_id = n.practice_id AND a.ledger_account_id = n.ledger_account_id
        """
    }

    /// Gives a node other limits; the rows that they guard follow in the same statement.
    static func change(_ id: NodeLimit.ID, _ change: LimitChange, version: Int) -> SQL {
        """
        UPDATE praxis.budget_node n
           SET year_control = \(change.control), warn_percent = \(change.warnPercent),
               stop_percent = \(change.stopPercent), cap = \(change.cap), version = n.version + 1
         WHERE n.node_id = \(id)
           AND n.version = \(version)
        """
    }

    /// The periods of a year.
    static func periods(_ year: FiscalYearCode) -> Query<PeriodState> {
        Query(
            """
            SELECT p.period_no, p.name, p.starts_on, p.ends_on, p.status = 'closed', p.closed_at
              FROM praxis.fiscal_period p
              JOIN praxis.fiscal_year y USING (practice_id, fiscal_year_id)
             WHERE y.code = \(year)
             ORDER BY p.period_no
            """)
    }

    /// Closes a period or opens it again; changes no row where it is so already.
    static func setPeriod(_ year: FiscalYearCode, _ number: Int, closed: Bool) -> SQL {
        """
        UPDATE praxis.fiscal_period p
           SET status = CASE WHEN \(closed) THEN 'closed' ELSE 'open' END
          FROM praxis.fiscal_year y
         WHERE y.practice_id = p.practice_id
           AND y.fiscal_year_id = p.fiscal_year_id
           AND y.code = \(year)
           AND p.period_no = \(number)
           AND (p.status = 'closed') <> \(closed)
        """
    }
}

extension NodeLimit.Kind: PostgresEncodable, PostgresDecodable {}

extension NodeLimit: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.kind = try row.read()
        self.clinic = try row.read()
        self.account = try row.read()
        self.control = try row.read()
        self.warnPercent = try row.read()
        self.stopPercent = try row.read()
        self.cap = try row.read()
        self.current = try row.read()
        self.consumed = try row.read()
        self.version = try row.read()
    }
}

extension PeriodState: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.number = try row.read()
        self.name = try row.read()
        self.start = try row.read()
        self.end = try row.read()
        self.isClosed = try row.read()
        self.closed = try row.read()
    }
}
