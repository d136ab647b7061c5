package import Budgeting
import HTML
import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Limits and caps: up to how much somebody approves, what happens beyond a budget, and which months are closed.
package struct LimitController: Controller {
    let budgets: BudgetService
    let ordering: OrderingService

    package init(_ budgets: BudgetService, _ ordering: OrderingService) {
        self.budgets = budgets
        self.ordering = ordering
    }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/budgets/{year}/limits", .budgetApprove, "Limits and caps", self.show),
            .page(.get, "/{scope}/budgets/{year}/limits/{node}", .budgetApprove, "Change a limit", self.node),
            .page(.post, "/{scope}/budgets/{year}/limits/{node}", .budgetApprove, "Save a limit", self.change),
            .page(
                .post, "/{scope}/budgets/{year}/periods/{period}/closure", .budgetWrite, "Close a period", self.close),
            .page(
                .post, "/{scope}/budgets/{year}/periods/{period}/reopening", .budgetWrite, "Open a period again",
                self.reopen),
            .page(.post, "/{scope}/approval-limits", .budgetApprove, "Set approval limits", self.setApproval),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, context.parameters.require("year"))
    }

    private func page(
        _ context: ScopedContext, _ year: FiscalYearCode, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let frame = try await context.frame()
        let account = context.query["account"].flatMap { LedgerCode($0) }
        let (nodes, periods) = try await self.budgets.limits(year, account: account, as: context.caller)
        let approvals = try await self.ordering.approvalLimits(as: context.caller)
        return context.page(
            frame, "Limits and caps \(year)", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            limitsPage(context, frame, LimitsModel(year, account, nodes, periods, approvals), errors)
        }
    }

    @Sendable private func node(request: Request, context: ScopedContext) async throws -> Response {
        let year: FiscalYearCode = try context.parameters.require("year")
        let node = try await self.budgets.limit(
            context.parameters.require("node"), of: year, as: context.caller)
        return try await self.form(context, year, node, LimitForm(node))
    }

    private func form(
        _ context: ScopedContext, _ year: FiscalYearCode, _ node: NodeLimit, _ form: LimitForm,
        _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, node.title, status: errors.isEmpty ? .ok : .unprocessableContent) {
            limitPage(context, year, node, form, errors)
        }
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let year: FiscalYearCode = try context.parameters.require("year")
        let id: NodeLimit.ID = try context.parameters.require("node")
        let form = LimitForm(context.form)
        do {
            try await self.budgets.change(
                id, of: year, form.validated(), version: context.version(), as: context.caller)
        } catch let errors as FieldErrors {
            let node = try await self.budgets.limit(id, of: year, as: context.caller)
            return try await self.form(context, year, node, form, errors)
        }
        return .redirect(to: .budgetLimits(context.scope, year), flash: "Saved: it holds from the next document on")
    }

    @Sendable private func close(request: Request, context: ScopedContext) async throws -> Response {
        try await self.setPeriod(context, closed: true)
    }

    @Sendable private func reopen(request: Request, context: ScopedContext) async throws -> Response {
        let number: Int = try context.parameters.require("period")
        guard context.form[reasonField(number)] != nil else {
            return try await self.page(
                context, context.parameters.require("year"),
                FieldErrors(reasonField(number), "Say why the period is opened again"))
        }
        return try await self.setPeriod(context, closed: false)
    }

    private func setPeriod(_ context: ScopedContext, closed: Bool) async throws -> Response {
        let year: FiscalYearCode = try context.parameters.require("year")
        let number: Int = try context.parameters.require("period")
        try await self.budgets.setPeriod(
            number, of: year, closed: closed, reason: context.form[reasonField(number)].map { String($0.prefix(500)) },
            as: context.caller)
        return .redirect(to: .budgetLimits(context.scope, year), flash: closed ? "Closed" : "Open again")
    }

    @Sendable private func setApproval(request: Request, context: ScopedContext) async throws -> Response {
        guard let year = context.form["year"].flatMap({ FiscalYearCode($0) }) else { throw NotFound() }
        do {
            try await self.ordering.set(ApprovalLimitForm(context.form).validated(), as: context.caller)
        } catch let errors as FieldErrors {
            return try await self.page(context, year, errors)
        }
        return .redirect(to: .budgetLimits(context.scope, year), flash: "Saved")
    }
}
