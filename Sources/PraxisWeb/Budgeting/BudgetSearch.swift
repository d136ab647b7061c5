package import Budgeting
package import PraxisCore

/// Finds accounts of the chart by code or name.
package struct BudgetSearch: SearchSource {
    let budgets: BudgetService

    package init(budgets: BudgetService) { self.budgets = budgets }

    /// At most ten accounts, each with its figures of the current fiscal year.
    package func hits(for words: String, as caller: Caller, frame: Frame) async throws -> [SearchHit] {
        guard frame.may(.balanceRead) else { return [] }
        let (current, accounts) = try await self.budgets.accounts(matching: words, on: frame.today, as: caller)
        guard let current else { return [] }
        return accounts.map { account in
            SearchHit(
                kind: "Account", title: account.title, detail: "Budget \(current.code)",
                place: .budgetAccount(frame.scope, current.code, account.code))
        }
    }
}
