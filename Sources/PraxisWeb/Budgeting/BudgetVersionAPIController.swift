package import Budgeting
import Crypto
import HTTPTypes
import Hummingbird
import PraxisCore

/// Budget versions for programs: from a CSV file to approval.
package struct BudgetVersionAPIController: Controller {
    let budgets: BudgetService

    package init(_ budgets: BudgetService) { self.budgets = budgets }

    private static let upload = BodyFormat.upload(limit: 8 << 20)

    package var routes: [Route] {
        let year = QueryItem("year", .text(4...4), "The fiscal year, such as 2026")
        return [
            .api(
                .get, "/api/v1/{scope}/budget-versions", .balanceRead, "List budget versions",
                query: [
                    year, QueryItem("status", BudgetStatus.schema, "Only those of a status"),
                ], answers: .page(of: BudgetVersion.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/budget-versions/preview", .budgetWrite,
                "What a budget file would change; nothing is written", query: [year], body: Self.upload,
                answers: BudgetPreview.schema, self.preview),
            .api(
                .post, "/api/v1/{scope}/budget-versions", .budgetWrite,
                "Enter a budget file as a draft; refused where a row cannot be used, unless partial is true",
                query: [
                    year, QueryItem("name", .text(1...120), "The version's name"),
                    QueryItem("reason", .text(1...500), "Why; needed where the year has an approved budget"),
                    QueryItem("partial", .boolean, "Enter the good rows and leave the others out"),
                ], body: Self.upload, answers: .created, status: .created, self.enter),
            .api(
                .get, "/api/v1/{scope}/budget-versions/{version}", .balanceRead, "A budget version",
                answers: BudgetVersion.schema, self.show),
            .api(
                .get, "/api/v1/{scope}/budget-versions/{version}/lines", .balanceRead,
                "A budget version's annual amounts beside what controls now", answers: .page(of: VersionLine.schema),
                self.lines),
            .api(
                .put, "/api/v1/{scope}/budget-versions/{version}", .budgetWrite,
                "Change a budget's name and reason",
                takes: .object(["name": .text(1...120), "reason": .text(1...500).optional]),
                answers: BudgetVersion.schema, versioned: true, self.edit),
            .api(
                .post, "/api/v1/{scope}/budget-versions/{version}/submission", .budgetWrite,
                "Hand a budget in", answers: BudgetVersion.schema, versioned: true, self.submit),
            .api(
                .post, "/api/v1/{scope}/budget-versions/{version}/withdrawal", .budgetWrite,
                "Take a budget back", answers: BudgetVersion.schema, versioned: true, self.withdraw),
            .api(
                .post, "/api/v1/{scope}/budget-versions/{version}/discard", .budgetWrite,
                "Discard a budget that waits", answers: BudgetVersion.schema, versioned: true, self.discard),
            .api(
                .post, "/api/v1/{scope}/budget-versions/{version}/return", .budgetApprove,
                "Send a budget back", takes: .object(["reason": .text(1...500)]),
                answers: BudgetVersion.schema, versioned: true, self.sendBack),
            .api(
                .post, "/api/v1/{scope}/budget-versions/{version}/approval", .budgetApprove,
                "Approve a budget and put it in force", answers: BudgetVersion.schema, versioned: true, self.approve),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let year = context.query["year"] == nil ? nil : try self.year(context)
        let versions = try await self.budgets.versions(
            of: year, status: context.query["status"].flatMap(BudgetStatus.init(rawValue:)), as: context.caller)
        return .json(JSONPage(versions))
    }

    private func year(_ context: ScopedContext) throws(FieldErrors) -> FiscalYearCode {
        guard let year = context.query["year"].flatMap({ FiscalYearCode($0) }) else {
            throw FieldErrors("year", "Write the fiscal year like 2026")
        }
        return year
    }

    private func file(
        _ context: ScopedContext
    ) async throws -> (year: FiscalYearCode, bytes: [UInt8], preview: BudgetPreview) {
        let year = try self.year(context)
        guard let bytes = context.upload.file?.bytes, !bytes.isEmpty else {
            throw FieldErrors("file", "Send a CSV file")
        }
        return (year, bytes, try await self.budgets.preview(bytes, for: year, as: context.caller))
    }

    @Sendable private func preview(request: Request, context: ScopedContext) async throws -> Response {
        .json(try await self.file(context).preview)
    }

    @Sendable private func enter(request: Request, context: ScopedContext) async throws -> Response {
        let (year, bytes, preview) = try await self.file(context)
        if context.query["partial"] != "true" { try preview.file.problems.fieldErrors.throwIfAny() }
        let id = try await self.budgets.enter(
            BudgetDraft(
                year: year, name: context.query["name"] ?? "Budget \(year)", reason: context.query["reason"],
                lines: preview.file.lines, fileDigest: Array(SHA256.hash(data: bytes))), as: context.caller)
        return .created(id, version: 1)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.answer(context)
    }

    @Sendable private func lines(request: Request, context: ScopedContext) async throws -> Response {
        let (_, lines) = try await self.budgets.versionRecord(context.parameters.require("version"), as: context.caller)
        return .json(JSONPage(lines))
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        struct Change: Decodable {
            let name: String
            let reason: String?
        }
        let change = try context.json(Change.self)
        try await self.budgets.edit(
            context.parameters.require("version"), name: change.name, reason: change.reason,
            version: context.version(), as: context.caller)
        return try await self.answer(context)
    }

    @Sendable private func submit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.move(.submit, context)
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        try await self.move(.withdraw, context)
    }

    @Sendable private func discard(request: Request, context: ScopedContext) async throws -> Response {
        try await self.move(.discard, context)
    }

    @Sendable private func approve(request: Request, context: ScopedContext) async throws -> Response {
        try await self.move(.approve, context)
    }

    @Sendable private func sendBack(request: Request, context: ScopedContext) async throws -> Response {
        struct Refusal: Decodable { let reason: String }
        return try await self.move(.return, context, reason: try context.json(Refusal.self).reason)
    }

    private func move(
        _ event: BudgetEvent, _ context: ScopedContext, reason: String? = nil
    ) async throws -> Response {
        try await self.budgets.move(
            context.parameters.require("version"), event, reason: reason, version: context.version(),
            as: context.caller)
        return try await self.answer(context)
    }

    /// The version as it is now.
    private func answer(_ context: ScopedContext) async throws -> Response {
        let version = try await self.budgets.version(context.parameters.require("version"), as: context.caller)
        return .json(version, version: version.version)
    }
}
