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
                answers: .any, self.list),
            .api(
                .put, "/api/v1/{scope}/budgets/{year}/limits/{node}", .budgetApprove,
                "Change a limit; If-Match says which version",
                takes: .object([
                    "control": .choice("none", "warn", "stop"), "warn_percent": .integer(0...1000),
                    "stop_percent": .integer(0...1000), "cap": .money.optional,
                ]), answers: .any, self.change),
            .api(
                .get, "/api/v1/{scope}/budgets/{year}/periods", .balanceRead, "The periods of a year", answers: .any,
                self.periods),
            .api(
                .post, "/api/v1/{scope}/budgets/{year}/periods/{period}/closure", .budgetWrite, "Close a period",
                answers: .any, self.close),
            .api(
                .post, "/api/v1/{scope}/budgets/{year}/periods/{period}/reopening", .budgetWrite,
                "Open a period again", takes: .object(["reason": .text(1...500)]), answers: .any, self.reopen),
            .api(
                .get, "/api/v1/{scope}/approval-limits", .budgetApprove, "Who approves up to how much", answers: .any,
                self.approvals),
            .api(
                .put, "/api/v1/{scope}/approval-limits", .budgetApprove,
                "Set up to how much a tier approves; null is no limit",
                takes: .object([
                    "tier": .choice(ApprovalLimit.Tier.allCases.map(\.rawValue)), "amount": .money.optional,
                ]), answers: .any, self.setApproval),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let (nodes, _) = try await self.budgets.limits(
            context.parameters.require("year"), account: context.query["account"].flatMap { LedgerCode($0) },
            as: context.caller)
        return try .json(JSONPage(nodes.map(LimitBody.init), next: nil))
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let year: FiscalYearCode = try context.parameters.require("year")
        let id: NodeLimit.ID = try context.parameters.require("node")
        try await self.budgets.change(
            id, of: year, context.json(LimitChangeBody.self).validated(), version: context.version(),
            as: context.caller)
        let node = try await self.budgets.limit(id, of: year, as: context.caller)
        return try .json(LimitBody(node), version: node.version)
    }

    @Sendable private func periods(request: Request, context: ScopedContext) async throws -> Response {
        let (_, periods) = try await self.budgets.limits(context.parameters.require("year"), as: context.caller)
        return try .json(JSONPage(periods.map(PeriodBody.init), next: nil))
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
        return try .json(["period": String(number), "status": closed ? "closed" : "open"])
    }

    @Sendable private func approvals(request: Request, context: ScopedContext) async throws -> Response {
        let limits = try await self.ordering.approvalLimits(as: context.caller)
        return try .json(JSONPage(limits.map(ApprovalLimitBody.init), next: nil))
    }

    @Sendable private func setApproval(request: Request, context: ScopedContext) async throws -> Response {
        let limit = try context.json(ApprovalLimitBody.self).validated()
        try await self.ordering.set([limit], as: context.caller)
        return try .json(ApprovalLimitBody(limit))
    }
}
