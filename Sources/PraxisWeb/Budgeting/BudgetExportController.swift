package import Budgeting
import HTTPTypes
import Hummingbird
import PraxisCore

/// Budgets as files: accounts by clinic, clinics, the entries of an account, versions.
package struct BudgetExportController: Controller {
    let budgets: BudgetService

    package init(_ budgets: BudgetService) { self.budgets = budgets }

    package var routes: [Route] {
        [
            .export("/{scope}/budgets/{year}/accounts.csv", .balanceRead, "A year's budget as CSV", self.csv),
            .export("/{scope}/budgets/{year}/accounts.xlsx", .balanceRead, "A year's budget for Excel", self.workbook),
            .export("/{scope}/budgets/{year}/clinics.csv", .balanceRead, "Spending by clinic as CSV", self.clinics),
            .export(
                "/{scope}/budgets/{year}/accounts/{account}/entries.csv", .balanceRead,
                "The entries of an account as CSV", self.entries),
            .export("/{scope}/budget-versions.csv", .balanceRead, "Budget versions as CSV", self.versions),
        ]
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.accounts(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.accounts(context).workbook()
    }

    private func accounts(_ context: ScopedContext) async throws -> ListExport<CellFigures> {
        let year: FiscalYearCode = try context.parameters.require("year")
        let cells = try await self.budgets.cells(year, as: context.caller)
        return ListExport(
            "budget-\(year)",
            columns: [
                .text("Clinic") { $0.clinic.slug.description }, .text("Account") { $0.account.code.description },
                .text("Name") { $0.account.name }, .text("Type") { $0.account.type.rawValue },
                .money("Original") { $0.account.figures.original },
                .money("Revisions") { $0.account.figures.revision },
                .money("Current") { $0.account.figures.current },
                .money("Committed") { $0.account.figures.committed },
                .money("Actual") { $0.account.figures.actual },
                .money("Available") { $0.account.figures.available },
            ]
        ) { last in last == nil ? cells : [] }
    }

    @Sendable private func clinics(request: Request, context: ScopedContext) async throws -> Response {
        let summary = try await self.budgets.summary(context.parameters.require("year"), as: context.caller)
        return try await ListExport<ClinicFigures>(
            "budget-\(summary.year.code)-clinics",
            columns: [
                .text("Clinic") { $0.clinic.slug.description }, .text("Name") { $0.clinic.name },
                .money("Original") { $0.figures.original }, .money("Revisions") { $0.figures.revision },
                .money("Current") { $0.figures.current }, .money("Committed") { $0.figures.committed },
                .money("Actual") { $0.figures.actual }, .money("Available") { $0.figures.available },
            ]
        ) { last in last == nil ? summary.clinics : [] }.csv()
    }

    @Sendable private func entries(request: Request, context: ScopedContext) async throws -> Response {
        let year: FiscalYearCode = try context.parameters.require("year")
        let account: LedgerCode = try context.parameters.require("account")
        let (budgets, caller) = (self.budgets, context.caller)
        return try await ListExport<BudgetEntry>(
            "budget-\(year)-\(account)",
            columns: [
                .text("Clinic") { $0.clinic.slug.description }, .text("Account") { $0.account },
                .text("Period") { $0.period }, .date("Date") { $0.date }, .text("Kind") { $0.kind.rawValue },
                .money("Amount") { $0.amount }, .text("Document") { $0.source }, .text("Source") { $0.sourceType },
                .text("Reason") { $0.reason },
            ]
        ) { last in try await budgets.entries(year, account, after: last?.id, as: caller).entries }.csv()
    }

    @Sendable private func versions(request: Request, context: ScopedContext) async throws -> Response {
        let versions = try await self.budgets.versions(as: context.caller)
        return try await ListExport<BudgetVersion>(
            "budget-versions",
            columns: [
                .text("Year") { $0.year.description }, .text("Kind") { $0.kind.rawValue }, .text("Name") { $0.name },
                .text("Status") { $0.status.rawValue }, .text("Controls") { $0.controls ? "yes" : "no" },
                .text("Reason") { $0.reason }, .text("Sent back because") { $0.returnReason },
                .text("Entered") { $0.created.description }, .text("Approved") { $0.approved?.description },
            ]
        ) { last in last == nil ? versions : [] }.csv()
    }
}
