import Postgres
package import PraxisCore

/// The use cases of budgets: what the balances say, the chart, and versions from file to approval.
package struct BudgetService: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    /// Every fiscal year, newest first, and every version of their budgets.
    package func overview(
        as caller: Caller
    ) async throws -> (years: [FiscalYear], versions: [BudgetVersion]) {
        try await self.database.read(as: caller, SummaryStore.years(), VersionStore.versions())
    }

    /// Accounts whose code or name contains the words, at most ten, with the year that a day belongs to, else the last.
    package func accounts(
        matching words: String, on day: LocalDate, as caller: Caller
    ) async throws -> (year: FiscalYear?, accounts: [LedgerAccount]) {
        let (years, accounts) = try await self.database.read(
            as: caller, SummaryStore.years(), ChartStore.accounts(matching: words))
        return (years.current(on: day), accounts)
    }

    /// Original, committed, actual and available of the scope, in one round trip.
    package func summary(_ year: FiscalYearCode, as caller: Caller) async throws -> BudgetSummary {
        let scope = caller.scope
        let (years, clinics, accounts, periods) = try await self.database.read(
            as: caller, SummaryStore.year(year), SummaryStore.clinics(year, in: scope),
            SummaryStore.accounts(year, in: scope), SummaryStore.periods(year, in: scope))
        guard let year = years.first else { throw BudgetingError.notFound }
        return BudgetSummary(year: year, clinics: clinics, accounts: accounts, periods: periods)
    }

    /// The same account by account for every clinic of the scope.
    package func cells(_ year: FiscalYearCode, as caller: Caller) async throws -> [CellFigures] {
        try await self.database.read(as: caller, SummaryStore.cells(year, in: caller.scope))
    }

    /// The moves behind one account's figures, a hundred at a time.
    ///
    /// - Returns: the entries, and what to give as `after` for the next ones.
    package func entries(
        _ year: FiscalYearCode, _ account: LedgerCode, after: BudgetEntry.ID?, as caller: Caller
    ) async throws -> (entries: [BudgetEntry], next: BudgetEntry.ID?) {
        let rows = try await self.database.read(
            as: caller, SummaryStore.entries(year, account, in: caller.scope, after: after))
        let page = Array(rows.prefix(100))
        return (page, rows.count > page.count ? page.last?.id : nil)
    }

    /// The chart of accounts.
    package func chart(as caller: Caller) async throws -> [LedgerAccount] {
        try await self.database.read(as: caller, ChartStore.chart())
    }
}
