package import Budgeting
package import PraxisCore

/// What the budgets want somebody to look at today: accounts that run out, and versions to approve.
package struct BudgetAttention: AttentionSource {
    let budgets: BudgetService

    package init(budgets: BudgetService) { self.budgets = budgets }

    /// Accounts over and near their budget; budgets that wait for the caller's approval.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        guard frame.may(.balanceRead) else { return [] }
        let (tight, submitted) = try await self.budgets.attention(as: caller)
        let over = tight.filter(\.isOver)
        let near = tight.filter { !$0.isOver }
        var found: [Attention] = []
        if let year = tight.first?.year {
            found = [
                Attention(
                    .now, count: over.count,
                    one: "account is over its budget", many: "accounts are over budget",
                    detail: Self.names(over, frame), place: .budget(frame.scope, year)),
                Attention(
                    .soon, count: near.count,
                    one: "account has used 90% of its budget", many: "accounts have used 90% of their budget",
                    detail: Self.names(near, frame), place: .budget(frame.scope, year)),
            ]
        }
        if frame.may(.budgetApprove), let first = submitted.first {
            found.append(
                Attention(
                    .now, count: submitted.count,
                    one: "budget waits for approval", many: "budgets wait for approval",
                    place: submitted.count == 1 ? .budgetVersion(frame.scope, first.id) : .budgets(frame.scope)))
        }
        return found
    }

    /// The first three by name.
    private static func names(_ accounts: [TightAccount], _ frame: Frame) -> String {
        let names = accounts.prefix(3).map { frame.showsClinics ? "\($0.account) (\($0.clinic))" : $0.account }
        return names.joined(separator: ", ") + (accounts.count > 3 ? " and \(accounts.count - 3) more" : "")
    }
}
