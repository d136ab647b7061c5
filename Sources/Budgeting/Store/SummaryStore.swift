import Postgres
import PraxisCore

/// Queries about what the balances say.
enum SummaryStore {
    /// One fiscal year.
    static func year(_ code: FiscalYearCode) -> Query<FiscalYear> {
        Query("\(self.columns) WHERE y.code = \(code)")
    }

    /// Every fiscal year, newest first.
    static func years() -> Query<FiscalYear> {
        Query("\(self.columns) ORDER BY y.code DESC LIMIT 50")
    }

    private static var columns: SQL {
        """
        SELECT y.code, y.starts_on, y.ends_on,
               EXISTS (SELECT FROM praxis.budget_version v
                        WHERE v.practice_id = y.practice_id
                          AND v.fiscal_year_id = y.fiscal_year_id
                          AND v.controls)
          FROM praxis.fiscal_year y
        """
    }

    /// Spending of each clinic of the scope, less what contra accounts take back.
    static func clinics(_ year: FiscalYearCode, in scope: Scope) -> Query<ClinicFigures> {
        Query(
            """
            SELECT c.clinic_id, c.slug, c.name,
                   sum(s.spending_sign * s.original)::bigint, sum(s.spending_sign * s.revision)::bigint,
                   sum(s.spending_sign * s.committed)::bigint, sum(s.spending_sign * s.actual)::bigint
              FROM praxis.budget_summary s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND s.fiscal_year = \(year)
               AND s.spending
             GROUP BY c.clinic_id, c.slug, c.name
             ORDER BY c.name, c.clinic_id
            """)
    }

    /// Every account, summed over the clinics of the scope; a level is averaged over the periods, or those gone by.
    static func accounts(_ year: FiscalYearCode, in scope: Scope) -> Query<AccountFigures> {
        Query(
            """
            SELECT s.code, s.name, s.type, s.normal_side, s.averaged, max(s.control),
                   (sum(s.original) / parts.whole)::bigint, (sum(s.revision) / parts.whole)::bigint,
                   (sum(s.committed) / parts.whole)::bigint, (sum(s.actual) / parts.past)::bigint
              FROM praxis.budget_summary s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             \(self.parts)
             WHERE \(scope.condition)
               AND s.fiscal_year = \(year)
             GROUP BY s.code, s.name, s.type, s.normal_side, s.averaged, parts.whole, parts.past
             ORDER BY s.code
            """)
    }

    /// Every account of every clinic of the scope.
    static func cells(_ year: FiscalYearCode, in scope: Scope) -> Query<CellFigures> {
        Query(
            """
            SELECT c.clinic_id, c.slug, c.name, s.code, s.name, s.type, s.normal_side, s.averaged, s.control,
                   (s.original / parts.whole)::bigint, (s.revision / parts.whole)::bigint,
                   (s.committed / parts.whole)::bigint, (s.actual / parts.past)::bigint
              FROM praxis.budget_summary s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             \(self.parts)
             WHERE \(scope.condition)
               AND s.fiscal_year = \(year)
             ORDER BY c.name, c.clinic_id, s.code
            """)
    }

    /// By how much a year's sums are divided: 1, or for a level the number of periods, and of those gone by.
    private static var parts: SQL {
        """
        CROSS JOIN LATERAL (
              SELECT CASE WHEN s.averaged THEN greatest(count(*), 1) ELSE 1 END AS whole,
                     CASE WHEN s.averaged THEN greatest(count(*) FILTER (WHERE p.ends_on <= CURRENT_DATE), 1)
                          ELSE 1 END AS past
                FROM praxis.fiscal_period p
               WHERE s.averaged AND p.practice_id = s.practice_id AND p.fiscal_year_id = s.fiscal_year_id) parts
        """
    }

    /// Spending of each period, less what contra accounts take back.
    static func periods(_ year: FiscalYearCode, in scope: Scope) -> Query<PeriodFigures> {
        Query(
            """
            SELECT s.period_no, s.period,
                   sum(s.spending_sign * s.original)::bigint, sum(s.spending_sign * s.revision)::bigint,
                   sum(s.spending_sign * s.committed)::bigint, sum(s.spending_sign * s.actual)::bigint
              FROM praxis.budget_period_summary s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND s.fiscal_year = \(year)
               AND s.spending
             GROUP BY s.period_no, s.period
             ORDER BY s.period_no
            """)
    }

    /// The moves of one account, newest first, at most 101: one more than a page shows.
    static func entries(
        _ year: FiscalYearCode, _ account: LedgerCode, in scope: Scope, after: BudgetEntry.ID?
    ) -> Query<BudgetEntry> {
        Query(
            """
            SELECT e.entry_id, c.clinic_id, c.slug, c.name, a.code || ' ' || a.name, p.name, e.budget_date, e.kind,
                   e.amount, e.source_number, e.source_type, e.reason
              FROM praxis.budget_entry e
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.ledger_account a USING (practice_id, ledger_account_id)
              JOIN praxis.fiscal_period p USING (practice_id, fiscal_year_id, period_no)
              JOIN praxis.fiscal_year y USING (practice_id, fiscal_year_id)
             WHERE \(scope.condition)
               AND y.code = \(year)
               AND a.code = \(account)
               AND (\(after)::uuid IS NULL
                    OR (e.budget_date, e.entry_id) < (SELECT l.budget_date, l.entry_id
                                                        FROM praxis.budget_entry l
                                                       WHERE l.entry_id = \(after)))
             ORDER BY e.budget_date DESC, e.entry_id DESC
             LIMIT 101
            """)
    }
}
