package import Budgeting
import HTTPTypes
import Hummingbird
import PraxisCore

/// The chart of accounts for programs.
package struct ChartAPIController: Controller {
    let budgets: BudgetService

    package init(_ budgets: BudgetService) { self.budgets = budgets }

    package var routes: [Route] {
        [
            .api(.get, "/api/v1/{scope}/chart", .clinicRead, "Chart of accounts", answers: .any, self.list),
            .api(
                .post, "/api/v1/{scope}/chart/preview", .budgetWrite,
                "What a chart file would do, row by row; nothing is written", body: .upload(limit: 2 << 20),
                answers: .any, self.preview),
            .api(
                .post, "/api/v1/{scope}/chart", .budgetWrite,
                "Take a chart file over; refused where a row cannot be used, unless partial is true",
                query: [QueryItem("partial", .boolean, "Take the good rows and leave the others out")],
                body: .upload(limit: 2 << 20), answers: .any, self.take),
            .api(
                .post, "/api/v1/{scope}/chart/default", .budgetWrite, "Take the default chart over", answers: .any,
                self.takeDefault),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let chart = try await self.budgets.chart(as: context.caller)
        return try .json(JSONPage(chart.map(ChartLineBody.init), next: nil))
    }

    private func file(_ context: ScopedContext) throws(FieldErrors) -> [UInt8] {
        guard let bytes = context.upload.file?.bytes, !bytes.isEmpty else {
            throw FieldErrors("file", "Send a CSV file")
        }
        return bytes
    }

    @Sendable private func preview(request: Request, context: ScopedContext) async throws -> Response {
        try .json(ChartPreviewBody(try await self.budgets.previewChart(self.file(context), as: context.caller)))
    }

    @Sendable private func take(request: Request, context: ScopedContext) async throws -> Response {
        let bytes = try self.file(context)
        if context.query["partial"] != "true" {
            try await self.budgets.previewChart(bytes, as: context.caller).problems.fieldErrors.throwIfAny()
        }
        return try .json(ChartPreviewBody(try await self.budgets.importChart(bytes, as: context.caller)))
    }

    @Sendable private func takeDefault(request: Request, context: ScopedContext) async throws -> Response {
        try .json(["added": try await self.budgets.takeDefaultChart(as: context.caller)])
    }
}

/// An account as the API tells it.
private struct ChartLineBody: Encodable {
    let code: String
    let name: String
    let type: String
    let side: String
    let behavior: String?
    let driver: String?
    let control: String
    let budgetable: Bool

    init(_ account: LedgerAccount) {
        self.code = account.code.description
        self.name = account.name
        self.type = account.type.rawValue
        self.side = account.side.rawValue
        self.behavior = account.behavior?.rawValue
        self.driver = account.driver?.rawValue
        self.control = account.control.rawValue
        self.budgetable = account.isBudgetable
    }
}

/// What a chart file does, as the API tells it.
private struct ChartPreviewBody: Encodable {
    struct Row: Encodable {
        let row: Int
        let code: String
        let outcome: String
        let changes: [String]
    }

    let added: Int
    let changed: Int
    let rows: [Row]
    let problems: [CSVProblem]

    init(_ preview: ChartPreview) {
        self.added = preview.added
        self.changed = preview.changed
        self.problems = preview.problems
        self.rows = preview.rows.map { row in
            let (outcome, changes): (String, [String]) =
                switch row.outcome {
                case .new: ("new", [])
                case .unchanged: ("unchanged", [])
                case .changed(let changes): ("changed", changes)
                }
            return Row(row: row.line.row, code: row.line.code.description, outcome: outcome, changes: changes)
        }
    }
}
