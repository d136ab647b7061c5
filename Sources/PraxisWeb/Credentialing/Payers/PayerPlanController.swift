import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The plans that the practice bills.
struct PayerPlanController: Controller {
    let enrollments: EnrollmentService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/payers", .enrollmentRead, "Plans", self.list),
            .export("/{scope}/payers.csv", .enrollmentRead, "Plans as CSV", self.csv),
            .export("/{scope}/payers.xlsx", .enrollmentRead, "Plans as workbook", self.workbook),
            .page(.get, "/{scope}/payers/new", .payerPlanWrite, "Add a plan", self.blank),
            .page(.post, "/{scope}/payers", .payerPlanWrite, "Add a plan", self.create),
            .page(.get, "/{scope}/payers/{plan}/edit", .payerPlanWrite, "Change a plan", self.edit),
            .page(.post, "/{scope}/payers/{plan}", .payerPlanWrite, "Change a plan", self.change),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let plans = try await self.enrollments.plans(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Plans") { payerPlansPage(context, shell, plans) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) -> ListExport<PayerPlan> {
        ListExport(
            "plans",
            columns: [
                .text("Payer") { $0.payer }, .text("Plan") { $0.name }, .text("Kind") { $0.kind.title },
                .text("Line") { $0.line.title }, .text("Delegated") { $0.isDelegated ? "yes" : "no" },
                .number("Days before the application") { $0.backdateDays },
                .text("Roles") { $0.roleTitles }, .text("States") { $0.states.joined(separator: ", ") },
                .date("From") { $0.startsOn }, .date("Last day") { $0.endsOn },
            ]
        ) { last in last == nil ? try await self.enrollments.plans(as: context.caller) : [] }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, nil, FieldErrors())
    }

    private func form(
        _ context: ScopedContext, _ plan: PayerPlan?, _ errors: FieldErrors
    ) async throws -> Response {
        context.page(
            try await context.frame(), plan == nil ? "Add a plan" : "Change a plan",
            status: errors.isEmpty ? .ok : .unprocessableContent
        ) { payerPlanFormPage(context, plan, errors) }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        do {
            _ = try await self.enrollments.add(try self.draft(context), as: context.caller)
            return .redirect(to: .payerPlans(context.scope), flash: "Added")
        } catch {
            return try await self.form(context, nil, try EnrollmentError.mistakes(in: error))
        }
    }

    private func draft(_ context: ScopedContext) throws -> PayerPlanDraft {
        try PayerPlanDraft({ context.form[$0] }, roles: context.form.all("roles[]"))
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, try await self.plan(context), FieldErrors())
    }

    private func plan(_ context: ScopedContext) async throws -> PayerPlan {
        try await self.enrollments.plan(try context.parameters.require("plan"), as: context.caller)
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let plan = try await self.plan(context)
        do {
            try await self.enrollments.change(
                plan.id, try self.draft(context), version: try context.version(), as: context.caller)
            return .redirect(to: .payerPlans(context.scope), flash: "Saved")
        } catch {
            return try await self.form(context, plan, try EnrollmentError.mistakes(in: error))
        }
    }
}
