package import Budgeting
package import PraxisCore

/// Finds accounts of the chart by code or name.
package struct BudgetSearch: SearchSource {
    let budgets: BudgetService

    package init(budgets: BudgetService) { self.budgets = budgets }

    /// At most ten accounts, each with its figures of the current fiscal year.
    package func hits(for words: String, as caller: Caller, frame: Frame) async throws -> [SearchHit] {
        guard frame.may(.balanceRead) else { return [] }
        let today = frame.today
        let years = try await self.budgets.years(as: caller)
        guard let year = years.first(where: { $0.start <= today && today < $0.end }) ?? years.first else { return [] }
        let wanted = words.lowercased()
        return try await self.budgets.chart(as: caller).lazy
            .filter { "\($0.code) \($0.name)".lowercased().contains(wanted) }
            .prefix(10)
            .map { account in
                SearchHit(
                    kind: "Account", title: "\(account.code) \(account.name)", detail: "Budget \(year.code)",
                    place: .budgetAccount(frame.scope, year.code, account.code))
            }
    }
}
