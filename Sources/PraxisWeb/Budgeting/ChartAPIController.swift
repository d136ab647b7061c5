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
            .api(
                .get, "/api/v1/{scope}/chart", .clinicRead, "Chart of accounts",
                answers: .page(of: LedgerAccount.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/chart/preview", .budgetWrite,
                "What a chart file would do, row by row; nothing is written", body: .upload(limit: 2 << 20),
                answers: ChartPreview.schema, self.preview),
            .api(
                .post, "/api/v1/{scope}/chart", .budgetWrite,
                "Take a chart file over; refused where a row cannot be used, unless partial is true",
                query: [QueryItem("partial", .boolean, "Take the good rows and leave the others out")],
                body: .upload(limit: 2 << 20), answers: ChartPreview.schema, self.take),
            .api(
                .post, "/api/v1/{scope}/chart/default", .budgetWrite, "Take the default chart over",
                answers: .object(["added": .integer]), self.takeDefault),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let chart = try await self.budgets.chart(as: context.caller)
        return .json(JSONPage(chart))
    }

    private func file(_ context: ScopedContext) throws(FieldErrors) -> [UInt8] {
        guard let bytes = context.upload.file?.bytes, !bytes.isEmpty else {
            throw FieldErrors("file", "Send a CSV file")
        }
        return bytes
    }

    @Sendable private func preview(request: Request, context: ScopedContext) async throws -> Response {
        .json(try await self.budgets.previewChart(self.file(context), as: context.caller))
    }

    @Sendable private func take(request: Request, context: ScopedContext) async throws -> Response {
        let bytes = try self.file(context)
        if context.query["partial"] != "true" {
            try await self.budgets.previewChart(bytes, as: context.caller).problems.fieldErrors.throwIfAny()
        }
        return .json(try await self.budgets.importChart(bytes, as: context.caller))
    }

    @Sendable private func takeDefault(request: Request, context: ScopedContext) async throws -> Response {
        .json(["added": try await self.budgets.takeDefaultChart(as: context.caller).json])
    }
}

extension LedgerAccount: APIObject {
    static let members: [APIMember<LedgerAccount>] = [
        APIMember("code") { $0.code }, APIMember("name") { $0.name }, APIMember("type") { $0.type },
        APIMember("side") { $0.side }, APIMember("behavior") { $0.behavior }, APIMember("driver") { $0.driver },
        APIMember("control") { $0.control }, APIMember("budgetable") { $0.isBudgetable },
    ]
}

extension ChartPreview: APIObject {
    static let members: [APIMember<ChartPreview>] = [
        APIMember("added") { $0.added }, APIMember("changed") { $0.changed }, APIMember("rows") { $0.rows },
        APIMember("problems") { $0.problems },
    ]
}

extension ChartPreview.Row: APIObject {
    static let members: [APIMember<ChartPreview.Row>] = [
        APIMember("row") { $0.line.row }, APIMember("code") { $0.line.code },
        APIMember("outcome", .choice("new", "changed", "unchanged")) { $0.outcome.word },
        APIMember("changes") { $0.outcome.changes },
    ]
}

extension ChartPreview.Outcome {
    fileprivate var word: String {
        switch self {
        case .new: "new"
        case .changed: "changed"
        case .unchanged: "unchanged"
        }
    }

    fileprivate var changes: [String] { if case .changed(let changes) = self { changes } else { [] } }
}
