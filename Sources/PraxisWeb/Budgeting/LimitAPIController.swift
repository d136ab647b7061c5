package import Budgeting
import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Limits, caps and periods for programs.
package struct LimitAPIController: Controller {
    let budgets: BudgetService
    let ordering: OrderingService

    package init(_ budgets: BudgetService, _ ordering: OrderingService) {
        self.budgets = budgets
        self.ordering = ordering
    }

    package var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/budgets/{year}/limits", .budgetApprove, "Limits and caps of a year",
                query: [QueryItem("account", .text(3...8), "The limits of one account, clinic by clinic")],
                answers: .page(of: NodeLimit.schema), self.list),
            .api(
                .put, "/api/v1/{scope}/budgets/{year}/limits/{node}", .budgetApprove,
                "Change a limit",
                takes: .object([
                    "control": ControlLevel.schema, "warn_percent": .integer(0...1000),
                    "stop_percent": .integer(0...1000), "cap": .money.optional,
                ]), answers: NodeLimit.schema, versioned: true, self.change),
            .api(
                .get, "/api/v1/{scope}/budgets/{year}/periods", .balanceRead, "The periods of a year",
                answers: .page(of: PeriodState.schema), self.periods),
            .api(
                .post, "/api/v1/{scope}/budgets/{year}/periods/{period}/closure", .budgetWrite, "Close a period",
                answers: Self.period, self.close),
            .api(
                .post, "/api/v1/{scope}/budgets/{year}/periods/{period}/reopening", .budgetWrite,
                "Open a period again", takes: .object(["reason": .text(1...500)]), answers: Self.period, self.reopen),
            .api(
                .get, "/api/v1/{scope}/approval-limits", .budgetApprove, "Who approves up to how much",
                answers: .page(of: ApprovalLimit.schema), self.approvals),
            .api(
                .put, "/api/v1/{scope}/approval-limits", .budgetApprove,
                "Set up to how much a tier approves; null is no limit",
                takes: .object([
                    "tier": ApprovalLimit.Tier.schema, "amount": .money.optional,
                ]), answers: ApprovalLimit.schema, self.setApproval),
        ]
    }

    private static let period = Schema.object(["period": .text(1...2), "status": PeriodStatus.schema])

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let (nodes, _) = try await self.budgets.limits(
            context.parameters.require("year"), account: context.query["account"].flatMap { LedgerCode($0) },
            as: context.caller)
        return .json(JSONPage(nodes))
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let year: FiscalYearCode = try context.parameters.require("year")
        let id: NodeLimit.ID = try context.parameters.require("node")
        try await self.budgets.change(
            id, of: year, context.json(LimitInput.self).validated(), version: context.version(),
            as: context.caller)
        let node = try await self.budgets.limit(id, of: year, as: context.caller)
        return .json(node, version: node.version)
    }

    @Sendable private func periods(request: Request, context: ScopedContext) async throws -> Response {
        let (_, periods) = try await self.budgets.limits(context.parameters.require("year"), as: context.caller)
        return .json(JSONPage(periods))
    }

    @Sendable private func close(request: Request, context: ScopedContext) async throws -> Response {
        try await self.setPeriod(context, closed: true, reason: nil)
    }

    @Sendable private func reopen(request: Request, context: ScopedContext) async throws -> Response {
        struct Reopening: Decodable { let reason: String }
        return try await self.setPeriod(context, closed: false, reason: context.json(Reopening.self).reason)
    }

    private func setPeriod(_ context: ScopedContext, closed: Bool, reason: String?) async throws -> Response {
        let number: Int = try context.parameters.require("period")
        try await self.budgets.setPeriod(
            number, of: context.parameters.require("year"), closed: closed, reason: reason, as: context.caller)
        return .json(["period": String(number).json, "status": PeriodStatus(closed).json])
    }

    @Sendable private func approvals(request: Request, context: ScopedContext) async throws -> Response {
        let limits = try await self.ordering.approvalLimits(as: context.caller)
        return .json(JSONPage(limits))
    }

    @Sendable private func setApproval(request: Request, context: ScopedContext) async throws -> Response {
        let limit = try context.json(ApprovalLimitInput.self).validated()
        try await self.ordering.set([limit], as: context.caller)
        return .json(limit)
    }
}
