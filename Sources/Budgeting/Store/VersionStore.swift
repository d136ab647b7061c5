import Postgres
import PraxisCore

/// Queries about budget versions.
enum VersionStore {
    /// Versions of a year or all, in a status or all, newest year first.
    static func versions(
        of year: FiscalYearCode? = nil, status: BudgetStatus? = nil
    ) -> Query<BudgetVersion> {
        Query(
            """
            \(self.columns)
             WHERE (\(year)::text IS NULL OR y.code = \(year))
               AND (\(status)::text IS NULL OR v.status = \(status))
             ORDER BY y.code DESC, v.created_at DESC
             LIMIT 200
            """)
    }

    /// One version.
    static func version(_ id: BudgetVersion.ID) -> Query<BudgetVersion> {
        Query("\(self.columns) WHERE v.version_id = \(id)")
    }

    private static var columns: SQL {
        """
        SELECT v.version_id, y.code, v.kind, v.name, v.status, v.controls, v.reason, v.return_reason, v.version,
               v.created_at, v.approved_at
          FROM praxis.budget_version v
          JOIN praxis.fiscal_year y USING (practice_id, fiscal_year_id)
        """
    }

    /// The annual amounts of a version beside what controls now.
    static func lines(of id: BudgetVersion.ID) -> Query<VersionLine> {
        Query(
            """
            SELECT c.clinic_id, c.slug, c.name, a.code, a.name, a.type, a.normal_side, sum(w.amount)::bigint,
                   max(s.current)::bigint
              FROM praxis.budget_version v
              JOIN praxis.budget_amount w USING (practice_id, version_id)
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.ledger_account a USING (practice_id, ledger_account_id)
              LEFT JOIN praxis.budget_summary s
                ON s.practice_id = v.practice_id AND s.fiscal_year_id = v.fiscal_year_id
               AND s.clinic_id = w.clinic_id AND s.ledger_account_id = w.ledger_account_id
             WHERE v.version_id = \(id)
             GROUP BY c.clinic_id, c.slug, c.name, a.code, a.name, a.type, a.normal_side
             ORDER BY c.name, c.clinic_id, a.code
            """)
    }

    /// The clinics that the caller may budget for.
    static func clinics() -> Query<BudgetClinic> {
        Query("SELECT c.clinic_id, c.slug, c.name FROM praxis.clinic c WHERE c.closed_on IS NULL ORDER BY c.name")
    }

    /// Whether the year has an approved budget, and what its cells hold.
    static func current(_ year: FiscalYearCode) -> Query<CellAmount> {
        Query(
            """
            SELECT s.clinic_id, s.ledger_account_id, s.current
              FROM praxis.budget_summary s
             WHERE s.fiscal_year = \(year)
            """)
    }

    /// The version of a year that was entered from a file and still waits.
    static func waiting(_ year: FiscalYearCode, _ digest: [UInt8]?) -> Query<EnteredVersion> {
        Query(
            """
            SELECT v.version_id, v.name
              FROM praxis.budget_version v
              JOIN praxis.fiscal_year y USING (practice_id, fiscal_year_id)
             WHERE y.code = \(year)
               AND v.file_sha256 = \(digest)
               AND v.status IN ('draft', 'submitted', 'returned')
            """)
    }

    /// Opens a year of calendar months, where it is not open yet.
    static func open(_ year: FiscalYearCode, _ periods: JSONText) -> [SQL] {
        [
            """
            INSERT INTO praxis.fiscal_year (fiscal_year_id, code, starts_on, ends_on)
            SELECT gen_random_uuid(), \(year), min(p.starts), max(p.ends)
              FROM jsonb_to_recordset(\(periods)) p (starts date, ends date)
                ON CONFLICT (practice_id, code) DO NOTHING
            """,
            """
            INSERT INTO praxis.fiscal_period (fiscal_year_id, period_no, name, starts_on, ends_on)
            SELECT y.fiscal_year_id, p.number, to_char(p.starts, 'FMMonth YYYY'), p.starts, p.ends
              FROM jsonb_to_recordset(\(periods)) p (number smallint, starts date, ends date)
              JOIN praxis.fiscal_year y ON y.code = \(year)
                ON CONFLICT (practice_id, fiscal_year_id, period_no) DO NOTHING
            """,
        ]
    }

    /// Enters a draft; it revises where the year has an approved budget.
    static func add(_ id: BudgetVersion.ID, _ draft: BudgetDraft) -> SQL {
        """
        INSERT INTO praxis.budget_version (version_id, fiscal_year_id, kind, name, file_sha256, reason)
        SELECT \(id), y.fiscal_year_id,
               CASE WHEN EXISTS (SELECT FROM praxis.budget_version v
                                  WHERE v.fiscal_year_id = y.fiscal_year_id AND v.status = 'approved')
                    THEN 'revised' ELSE 'original' END,
               \(draft.name), \(draft.fileDigest), \(draft.reason)
          FROM praxis.fiscal_year y
         WHERE y.code = \(draft.year)
        """
    }

    /// Enters the amounts of every clinic, and the sheet that holds them.
    static func addAmounts(_ id: BudgetVersion.ID, _ amounts: JSONText) -> [SQL] {
        [
            """
            INSERT INTO praxis.budget_sheet (clinic_id, version_id)
            SELECT DISTINCT l.clinic, \(id)
              FROM jsonb_to_recordset(\(amounts)) l (clinic uuid)
            """,
            """
            INSERT INTO praxis.budget_amount (clinic_id, version_id, ledger_account_id, period_no, amount)
            SELECT l.clinic, \(id), l.account, p.number, p.amount::bigint
              FROM jsonb_to_recordset(\(amounts)) l (clinic uuid, account uuid, amounts jsonb)
             CROSS JOIN LATERAL jsonb_array_elements_text(l.amounts) WITH ORDINALITY p (amount, number)
            """,
        ]
    }

    /// Moves a version and its clinics' sheets on, and puts it in force where it is approved; changes no row where
    /// somebody else moved it before.
    static func move(
        _ id: BudgetVersion.ID, to status: BudgetStatus, because reason: String?, version: Int
    ) -> SQL {
        """
        UPDATE praxis.budget_version v
           SET status = \(status), return_reason = coalesce(\(reason), v.return_reason)
         WHERE v.version_id = \(id)
           AND v.version = \(version)
        """
    }

    /// Gives a version on the desk another name and reason.
    static func edit(_ id: BudgetVersion.ID, name: String, reason: String?, version: Int) -> SQL {
        """
        UPDATE praxis.budget_version v
           SET name = \(name), reason = \(reason)
         WHERE v.version_id = \(id)
           AND v.version = \(version)
        """
    }
}
