package import Budgeting
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// What the budgets say: by clinic, by account, by entry.
package struct BudgetController: Controller {
    let budgets: BudgetService

    package init(_ budgets: BudgetService) { self.budgets = budgets }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/budgets", .balanceRead, "Budgets", self.list),
            .page(.get, "/{scope}/budgets/{year}", .balanceRead, "A year's budget", self.summary),
            .page(
                .get, "/{scope}/budgets/{year}/accounts/{account}", .balanceRead, "The entries of an account",
                self.entries),
            .api(
                .get, "/api/v1/{scope}/budgets/{year}", .balanceRead, "A year's budget",
                answers: BudgetSummary.schema, self.apiSummary),
            .api(
                .get, "/api/v1/{scope}/budgets/{year}/accounts/{account}", .balanceRead,
                "The entries of an account", query: [QueryItem("after", .text(), "Where the page begins")],
                answers: .page(of: BudgetEntry.schema), self.apiEntries),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let (years, versions) = try await self.budgets.overview(as: context.caller)
        let frame = try await shell
        var summary: BudgetSummary?
        if let year = years.current(on: frame.today) {
            summary = try await self.budgets.summary(year.code, as: context.caller)
        }
        return context.page(frame, "Budgets") { [summary] in budgetsPage(frame, years, versions, now: summary) }
    }

    private func summary(_ context: ScopedContext) async throws -> BudgetSummary {
        try await self.budgets.summary(context.parameters.require("year"), as: context.caller)
    }

    @Sendable private func summary(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let summary = try await self.summary(context)
        let frame = try await shell
        return context.page(frame, "Budget \(summary.year.code)") { budgetSummaryPage(frame, summary) }
    }

    private func entries(
        _ context: ScopedContext
    ) async throws -> (year: FiscalYearCode, account: LedgerCode, rows: [BudgetEntry], next: BudgetEntry.ID?) {
        let year: FiscalYearCode = try context.parameters.require("year")
        let account: LedgerCode = try context.parameters.require("account")
        let after = context.query["after"].flatMap { BudgetEntry.ID($0) }
        let (rows, next) = try await self.budgets.entries(year, account, after: after, as: context.caller)
        return (year, account, rows, next)
    }

    @Sendable private func entries(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let found = try await self.entries(context)
        let frame = try await shell
        let name = found.rows.first?.account ?? found.account.description
        return context.page(frame, name) {
            budgetEntriesPage(frame, found.year, found.account, name, found.rows, next: found.next)
        }
    }

    @Sendable private func apiSummary(request: Request, context: ScopedContext) async throws -> Response {
        .json(try await self.summary(context))
    }

    @Sendable private func apiEntries(request: Request, context: ScopedContext) async throws -> Response {
        let found = try await self.entries(context)
        return .json(JSONPage(found.rows, next: found.next?.description))
    }
}
