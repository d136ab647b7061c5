package import Postgres
import PraxisCore

/// Queries about budgets that run out.
enum TightStore {
    /// Controlled spending of this fiscal year of which nine tenths are gone, the tightest first.
    static func accounts(in scope: Scope) -> Query<TightAccount> {
        Query(
            """
            SELECT s.fiscal_year, s.name, c.name, s.original, s.revision, s.committed, s.actual
              FROM praxis.budget_summary s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND s.spending
               AND s.control <> 'none'
               AND s.starts_on <= (now() AT TIME ZONE c.zone)::date
               AND s.ends_on > (now() AT TIME ZONE c.zone)::date
               AND s.committed + s.actual > 0
               AND (s.committed + s.actual) * 10 >= s.current * 9
             ORDER BY s.current - s.committed - s.actual, s.code, c.name
            """)
    }
}

extension TightAccount: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.year = try row.read()
        self.account = try row.read()
        self.clinic = try row.read()
        self.figures = try BalanceFigures(columns: &row)
    }
}
