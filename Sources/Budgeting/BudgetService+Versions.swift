import Postgres
package import PraxisCore

extension BudgetService {
    /// Every version of every year's budget.
    package func versions(as caller: Caller) async throws -> [BudgetVersion] {
        try await self.database.read(as: caller, VersionStore.versions())
    }

    /// A version with its annual amounts, as far as the caller may see them.
    package func version(
        _ id: BudgetVersion.ID, as caller: Caller
    ) async throws -> (version: BudgetVersion, lines: [VersionLine]) {
        let (versions, lines) = try await self.database.read(
            as: caller, VersionStore.version(id), VersionStore.lines(of: id))
        guard let version = versions.first else { throw BudgetingError.notFound }
        return (version, lines)
    }

    /// Reads a budget file against the clinics and the chart; nothing is written.
    package func preview(_ bytes: [UInt8], as caller: Caller) async throws -> BudgetImport {
        let (clinics, accounts) = try await self.database.read(as: caller, VersionStore.clinics(), ChartStore.chart())
        return try BudgetImport(bytes, clinics: clinics, accounts: accounts)
    }

    /// Enters a confirmed file as a draft; the year's calendar is opened with it.
    package func enter(_ draft: BudgetDraft, as caller: Caller) async throws -> BudgetVersion.ID {
        guard !draft.lines.isEmpty else { throw BudgetingError.nothingToImport }
        guard let periods = FiscalCalendar.months(first: 1).periods(of: draft.year.year) else {
            throw BudgetingError.noSuchYear
        }
        let calendar = try JSONText(periods.map(PeriodRow.init))
        let amounts = try JSONText(draft.lines.map(AmountRow.init))
        return try await self.database.write(as: caller) { transaction in
            let id = BudgetVersion.ID.make()
            for statement in VersionStore.open(draft.year, calendar) + [VersionStore.add(id, draft)]
                + VersionStore.addAmounts(id, amounts)
            {
                try await transaction.run(statement)
            }
            try await transaction.run(AuditEvent("budgeting.budget.import", "budget_version", id.uuid).append)
            return id
        }
    }

    /// Hands a draft in, sends it back with a reason, or approves it and puts it in force.
    package func move(
        _ id: BudgetVersion.ID, _ event: BudgetEvent, reason: String? = nil, version: Int, as caller: Caller
    ) async throws {
        try await self.write(as: caller) { transaction in
            guard let now = try await transaction.fetch(VersionStore.version(id)).first else {
                throw BudgetingError.notFound
            }
            guard now.version == version else { throw BudgetingError.stale(seen: version, now: now.version) }
            let status = try now.status.after(event)
            let moved = try await transaction.execute(
                VersionStore.move(id, to: status, reason: reason, version: version))
            guard moved == 1 else { throw BudgetingError.stale(seen: version, now: version + 1) }
            try await transaction.run(VersionStore.moveSheets(of: id, to: status))
            if status == .approved { try await transaction.run(VersionStore.enforce(id)) }
            try await transaction.run(
                AuditEvent(
                    "budgeting.budget.\(event.rawValue)", "budget_version", id.uuid, reason: reason
                ).append)
        }
    }

    /// A write whose refusals by the database come back in the words of budgeting.
    private func write(as caller: Caller, _ body: @Sendable (Transaction) async throws -> Void) async throws {
        do {
            try await self.database.write(as: caller, body)
        } catch let error as PostgresError {
            throw BudgetingError(refused: error) ?? error
        }
    }
}

extension BudgetingError {
    /// What the database refused, where it is one of budgeting's own refusals.
    init?(refused error: PostgresError) {
        switch error.raised?.code {
        case "sod_violation":
            self = .ownBudget
        case "budget_exceeded":
            guard let detail = error.raised?.detail,
                let shortage = try? JSONText(text: detail).decoded(as: BudgetShortage.self)
            else { return nil }
            self = .belowConsumed(shortage)
        default:
            return nil
        }
    }
}
