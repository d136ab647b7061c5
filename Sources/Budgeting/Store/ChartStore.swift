package import Postgres
import PraxisCore

/// Queries about the chart of accounts.
enum ChartStore {
    /// Every account, by code.
    static func chart() -> Query<LedgerAccount> {
        Query("\(self.columns) ORDER BY a.code")
    }

    /// At most ten accounts whose code or name contains the words.
    static func accounts(matching words: String) -> Query<LedgerAccount> {
        Query(
            """
            \(self.columns)
             WHERE strpos(lower(a.code || ' ' || a.name), \(words.lowercased())) > 0
             ORDER BY a.code
             LIMIT 10
            """)
    }

    private static var columns: SQL {
        """
        SELECT a.ledger_account_id, a.code, a.name, a.type, a.normal_side, a.behavior, a.driver, a.control,
               a.budgetable
          FROM praxis.ledger_account a
        """
    }

    /// The accounts on which a year that is not over has money.
    static func inUse() -> Query<AccountInUse> {
        Query(
            """
            SELECT a.ledger_account_id
              FROM praxis.ledger_account a
             WHERE praxis_private.ledger_account_in_use(a.ledger_account_id)
            """)
    }

    /// Takes the lines over: new codes are added, known ones get what the file says. A code never changes its type.
    static func take(_ lines: JSONText) -> SQL {
        """
        INSERT INTO praxis.ledger_account AS a
               (ledger_account_id, code, name, type, behavior, driver, control, budgetable)
        SELECT gen_random_uuid(), l.code, l.name, l.type, l.behavior, l.driver, l.control, l.budgetable
          FROM jsonb_to_recordset(\(lines)) l (
                   code text, name text, type text, behavior text, driver text, control text, budgetable boolean)
            ON CONFLICT (practice_id, code) DO UPDATE
           SET name = excluded.name, behavior = excluded.behavior, driver = excluded.driver,
               control = excluded.control, budgetable = excluded.budgetable, version = a.version + 1
        """
    }

    /// Takes the default chart over, as far as its codes are not there yet.
    static func takeDefault() -> SQL {
        """
        INSERT INTO praxis.ledger_account
               (ledger_account_id, code, name, type, behavior, driver, control, budgetable)
        SELECT gen_random_uuid(), d.code, d.name, d.type, d.behavior, d.driver, d.control, d.budgetable
          FROM praxis.default_chart() d
            ON CONFLICT (practice_id, code) DO NOTHING
        """
    }
}

/// An account that is not to be taken out of budgets.
struct AccountInUse: PostgresRow {
    let id: LedgerAccount.ID

    init(row: inout RowReader) throws(PostgresError) { self.id = try row.read() }
}

extension LedgerAccount: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            id: try row.read(), code: try row.read(), name: try row.read(), type: try row.read(),
            side: try row.read(), behavior: try row.read(), driver: try row.read(), control: try row.read(),
            isBudgetable: try row.read())
    }
}

extension ChartImport.Line: Encodable {
    private enum CodingKeys: String, CodingKey {
        case code, name, type, behavior, driver, control, budgetable
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.code.description, forKey: .code)
        try container.encode(self.name, forKey: .name)
        try container.encode(self.type.rawValue, forKey: .type)
        try container.encode(self.behavior?.rawValue, forKey: .behavior)
        try container.encode(self.driver?.rawValue, forKey: .driver)
        try container.encode(self.control.rawValue, forKey: .control)
        try container.encode(self.isBudgetable, forKey: .budgetable)
    }
}
