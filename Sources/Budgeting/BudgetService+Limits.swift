import Postgres
package import PraxisCore

extension BudgetService {
    /// The limits of a year's nodes, and its periods.
    package func limits(
        _ year: FiscalYearCode, account: LedgerCode? = nil, as caller: Caller
    ) async throws -> (nodes: [NodeLimit], periods: [PeriodState]) {
        let (nodes, periods) = try await self.database.read(
            as: caller, LimitStore.nodes(year, account: account), LimitStore.periods(year))
        guard !periods.isEmpty else { throw BudgetingError.notFound }
        return (nodes, periods)
    }

    /// One node's limits.
    package func limit(_ id: NodeLimit.ID, of year: FiscalYearCode, as caller: Caller) async throws -> NodeLimit {
        guard let node = try await self.database.read(as: caller, LimitStore.node(id, year)).first else {
            throw BudgetingError.notFound
        }
        return node
    }

    /// Gives a node other limits, from the next document on.
    package func change(
        _ id: NodeLimit.ID, of year: FiscalYearCode, _ change: LimitChange, version: Int, as caller: Caller
    ) async throws {
        try await self.write(as: caller) { transaction in
            guard let now = try await transaction.fetch(LimitStore.node(id, year)).first else {
                throw BudgetingError.notFound
            }
            let changed = try await transaction.execute(LimitStore.change(id, change, version: version))
            guard changed == 1 else { throw BudgetingError.stale(seen: version, now: now.version) }
            try await transaction.run(
                AuditEvent(
                    "budgeting.limit.change", "budget_node", id.uuid, before: try JSONText(LimitRecord(now)),
                    after: try JSONText(LimitRecord(change))
                ).append)
        }
    }

    /// Closes a period: no document is posted into it any more. Somebody else may open it again, and says why.
    package func setPeriod(
        _ number: Int, of year: FiscalYearCode, closed: Bool, reason: String?, as caller: Caller
    ) async throws {
        try await self.write(as: caller) { transaction in
            guard try await transaction.fetch(LimitStore.periods(year)).contains(where: { $0.number == number }) else {
                throw BudgetingError.notFound
            }
            if !closed, reason == nil { throw BudgetingError.reasonMissing }
            guard try await transaction.execute(LimitStore.setPeriod(year, number, closed: closed)) == 1 else {
                throw BudgetingError.periodIsSo(closed: closed)
            }
            try await transaction.run(
                AuditEvent(
                    closed ? "budgeting.period.close" : "budgeting.period.reopen", "fiscal_period", caller.request,
                    after: try JSONText(["year": year.description, "period": String(number)]), reason: reason
                ).append)
        }
    }
}

/// What the audit trail keeps of a node's limits.
private struct LimitRecord: Encodable {
    let control: String
    let warnPercent: Int
    let stopPercent: Int
    let cap: String?

    init(_ node: NodeLimit) {
        self.init(
            LimitChange(
                control: node.control, warnPercent: node.warnPercent, stopPercent: node.stopPercent, cap: node.cap))
    }

    init(_ change: LimitChange) {
        self.control = change.control.rawValue
        self.warnPercent = change.warnPercent
        self.stopPercent = change.stopPercent
        self.cap = change.cap?.plain
    }
}
