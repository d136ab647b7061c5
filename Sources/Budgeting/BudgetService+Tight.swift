import Postgres
package import PraxisCore

extension BudgetService {
    /// Accounts whose budget is nearly or entirely gone, and versions that wait for approval.
    package func attention(
        as caller: Caller
    ) async throws -> (tight: [TightAccount], submitted: [BudgetVersion]) {
        try await self.database.read(
            as: caller, TightStore.accounts(in: caller.scope), VersionStore.versions(status: .submitted))
    }
}
