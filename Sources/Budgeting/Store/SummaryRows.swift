package import Postgres
import PraxisCore

extension BalanceFigures {
    /// Four columns: original, revision, committed, actual.
    init(columns row: inout RowReader) throws(PostgresError) {
        self.init(
            original: try row.read(), revision: try row.read(), committed: try row.read(), actual: try row.read())
    }
}

extension BudgetClinic: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(id: try row.read(), slug: try row.read(), name: try row.read())
    }
}

extension FiscalYear: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.start = try row.read()
        self.end = try row.read()
        self.isControlled = try row.read()
    }
}

extension ClinicFigures: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try BudgetClinic(row: &row)
        self.figures = try BalanceFigures(columns: &row)
    }
}

extension AccountFigures: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
        self.type = try row.read()
        self.side = try row.read()
        self.isAveraged = try row.read()
        self.control = try row.read()
        self.figures = try BalanceFigures(columns: &row)
    }
}

extension CellFigures: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try BudgetClinic(row: &row)
        self.account = try AccountFigures(row: &row)
    }
}

extension PeriodFigures: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.number = try row.read()
        self.name = try row.read()
        self.figures = try BalanceFigures(columns: &row)
    }
}

extension BudgetEntry: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.clinic = try BudgetClinic(row: &row)
        self.account = try row.read()
        self.period = try row.read()
        self.date = try row.read()
        self.kind = try row.read()
        self.amount = try row.read()
        self.source = try row.read()
        self.sourceType = try row.read()
        self.reason = try row.read()
    }
}
