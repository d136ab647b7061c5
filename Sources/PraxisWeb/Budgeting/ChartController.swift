package import Budgeting
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// The chart of accounts: the list, and taking over a file or the default.
package struct ChartController: Controller {
    let budgets: BudgetService

    package init(_ budgets: BudgetService) { self.budgets = budgets }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/chart", .clinicRead, "Chart of accounts", self.list),
            .export("/{scope}/chart.csv", .clinicRead, "Chart of accounts as CSV", self.csv),
            .export("/{scope}/chart.xlsx", .clinicRead, "Chart of accounts for Excel", self.workbook),
            .page(.get, "/{scope}/chart/import", .budgetWrite, "Import a chart", self.blank),
            .page(
                .post, "/{scope}/chart/import", .budgetWrite, "Preview a chart file", body: .upload(limit: 2 << 20),
                self.preview),
            .page(
                .post, "/{scope}/chart", .budgetWrite, "Take a confirmed chart over", body: .upload(limit: 3 << 20),
                self.take),
            .page(.post, "/{scope}/chart/default", .budgetWrite, "Take the default chart over", self.takeDefault),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let chart = try await self.budgets.chart(as: context.caller)
        let frame = try await shell
        return context.page(frame, "Chart of accounts") { chartPage(context, frame, chart) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) async throws -> ListExport<LedgerAccount> {
        let chart = try await self.budgets.chart(as: context.caller)
        return ListExport(
            "chart",
            columns: [
                .text("code") { $0.code.description }, .text("name") { $0.name }, .text("type") { $0.type.rawValue },
                .text("behavior") { $0.behavior?.rawValue }, .text("driver") { $0.driver?.rawValue },
                .text("control") { $0.control.rawValue }, .text("budgetable") { $0.isBudgetable ? "yes" : "no" },
            ]
        ) { last in last == nil ? chart : [] }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, "Import a chart") { chartImportPage(context) }
    }

    @Sendable private func preview(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        do {
            guard let file = context.upload.file, !file.bytes.isEmpty else {
                throw FieldErrors("file", "Choose a CSV file")
            }
            let preview = try await self.budgets.previewChart(file.bytes, as: context.caller)
            return context.page(frame, "Preview of a chart") { chartPreviewPage(context, preview, file.bytes) }
        } catch let errors as FieldErrors {
            return self.again(context, frame, errors)
        } catch let failure as CSVFailure {
            return self.again(context, frame, FieldErrors("file", "The file cannot be read: \(failure.message)"))
        }
    }

    private func again(_ context: ScopedContext, _ frame: Frame, _ errors: FieldErrors) -> Response {
        context.page(frame, "Import a chart", status: .unprocessableContent) { chartImportPage(context, errors) }
    }

    @Sendable private func take(request: Request, context: ScopedContext) async throws -> Response {
        let taken = try await self.budgets.importChart(CarriedFile.bytes(context.form), as: context.caller)
        return .redirect(
            to: .chart(context.scope),
            flash: counted(taken.added, "account added", "accounts added") + ", \(taken.changed) changed")
    }

    @Sendable private func takeDefault(request: Request, context: ScopedContext) async throws -> Response {
        let added = try await self.budgets.takeDefaultChart(as: context.caller)
        return .redirect(
            to: .chart(context.scope), flash: counted(added, "account", "accounts") + " of the default chart taken over"
        )
    }
}
