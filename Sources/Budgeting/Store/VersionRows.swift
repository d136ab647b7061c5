package import Postgres
import PraxisCore

extension BudgetVersion: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.year = try row.read()
        self.kind = try row.read()
        self.name = try row.read()
        self.status = try row.read()
        self.controls = try row.read()
        self.reason = try row.read()
        self.returnReason = try row.read()
        self.version = try row.read()
        self.created = try row.read()
        self.approved = try row.read()
    }
}

extension VersionLine: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try BudgetClinic(row: &row)
        self.code = try row.read()
        self.name = try row.read()
        self.type = try row.read()
        self.side = try row.read()
        self.amount = try row.read()
        self.current = try row.read()
    }
}

/// What a cell holds now.
struct CellAmount: PostgresRow {
    let cell: BudgetCell
    let amount: Money

    init(row: inout RowReader) throws(PostgresError) {
        self.cell = BudgetCell(clinic: try row.read(), account: try row.read())
        self.amount = try row.read()
    }
}

/// A version that waits, by its file.
struct EnteredVersion: PostgresRow {
    let id: BudgetVersion.ID
    let name: String

    init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
    }
}

/// The amounts of one cell, as JSON for the insert.
struct AmountRow: Encodable {
    let clinic: BudgetClinic.ID
    let account: LedgerAccount.ID
    let amounts: [Int64]

    init(_ line: BudgetImport.Line) {
        self.clinic = line.clinic.id
        self.account = line.account.id
        self.amounts = line.amounts.map(\.minorUnits)
    }
}

/// A period of a year to open, as JSON for the insert.
struct PeriodRow: Encodable {
    let number: Int
    let starts: LocalDate
    let ends: LocalDate?

    init(_ period: FiscalPeriod) {
        self.number = period.number
        self.starts = period.days.start
        self.ends = period.days.end
    }
}
