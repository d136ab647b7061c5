import Postgres
package import PraxisCore

extension BudgetService {
    /// Versions of a year's budget or all, in a status or all.
    package func versions(
        of year: FiscalYearCode? = nil, status: BudgetStatus? = nil, as caller: Caller
    ) async throws -> [BudgetVersion] {
        try await self.database.read(as: caller, VersionStore.versions(of: year, status: status))
    }

    /// One version.
    package func version(_ id: BudgetVersion.ID, as caller: Caller) async throws -> BudgetVersion {
        guard let version = try await self.database.read(as: caller, VersionStore.version(id)).first else {
            throw BudgetingError.notFound
        }
        return version
    }

    /// A version with its annual amounts, as far as the caller may see them.
    package func versionRecord(
        _ id: BudgetVersion.ID, as caller: Caller
    ) async throws -> (version: BudgetVersion, lines: [VersionLine]) {
        let (versions, lines) = try await self.database.read(
            as: caller, VersionStore.version(id), VersionStore.lines(of: id))
        guard let version = versions.first else { throw BudgetingError.notFound }
        return (version, lines)
    }

    /// Reads a budget file against the clinics, the chart and what controls its year now; nothing is written.
    package func preview(
        _ bytes: [UInt8], for year: FiscalYearCode, as caller: Caller
    ) async throws -> BudgetPreview {
        let (clinics, accounts, years, cells) = try await self.database.read(
            as: caller, VersionStore.clinics(), ChartStore.chart(), SummaryStore.year(year),
            VersionStore.current(year))
        let file = try BudgetImport(bytes, clinics: clinics, accounts: accounts)
        guard years.first?.isControlled == true else { return BudgetPreview(file: file, current: nil) }
        return BudgetPreview(
            file: file, current: Dictionary(cells.map { ($0.cell, $0.amount) }) { first, _ in first })
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
            let (waiting, years) = try await transaction.fetch(
                VersionStore.waiting(draft.year, draft.fileDigest), SummaryStore.year(draft.year))
            if let other = waiting.first { throw BudgetingError.alreadyEntered(other.id, name: other.name) }
            if years.first?.isControlled == true, draft.reason == nil { throw BudgetingError.reasonMissing }
            for statement in VersionStore.open(draft.year, calendar) + [VersionStore.add(id, draft)]
                + VersionStore.addAmounts(id, amounts)
            {
                try await transaction.run(statement)
            }
            try await transaction.run(
                AuditEvent(
                    "budgeting.budget.import", "budget_version", id.uuid, after: try JSONText(DraftRecord(draft)),
                    reason: draft.reason
                ).append)
            return id
        }
    }

    /// Gives a version on the desk another name and reason.
    package func edit(
        _ id: BudgetVersion.ID, name: String, reason: String?, version: Int, as caller: Caller
    ) async throws {
        try await self.write(as: caller) { transaction in
            let now = try await Self.seen(id, version, in: transaction)
            guard now.status.isEditable else { throw BudgetingError.notEditable(now.status) }
            let changed = try await transaction.execute(
                VersionStore.edit(id, name: name, reason: reason, version: version))
            guard changed == 1 else { throw BudgetingError.stale(seen: version, now: now.version) }
            try await transaction.run(
                AuditEvent(
                    "budgeting.budget.change", "budget_version", id.uuid,
                    before: try JSONText(["name": now.name, "reason": now.reason ?? ""]),
                    after: try JSONText(["name": name, "reason": reason ?? ""])
                ).append)
        }
    }

    /// Hands a draft in, takes it back, sends it back with a reason, discards it, or approves it and puts it in force.
    package func move(
        _ id: BudgetVersion.ID, _ event: BudgetEvent, reason: String? = nil, version: Int, as caller: Caller
    ) async throws {
        try await self.write(as: caller) { transaction in
            let now = try await Self.seen(id, version, in: transaction)
            let status = try now.status.after(event)
            let moved = try await transaction.execute(
                VersionStore.move(id, to: status, because: event == .return ? reason : nil, version: version))
            guard moved == 1 else { throw BudgetingError.stale(seen: version, now: now.version) }
            try await transaction.run(
                AuditEvent(
                    "budgeting.budget.\(event.rawValue)", "budget_version", id.uuid,
                    before: try JSONText(["status": now.status.rawValue]),
                    after: try JSONText(["status": status.rawValue, "year": now.year.description, "name": now.name]),
                    reason: reason ?? now.reason
                ).append)
        }
    }

    /// The version as it is, which must be as the caller saw it.
    private static func seen(
        _ id: BudgetVersion.ID, _ version: Int, in transaction: Transaction
    ) async throws -> BudgetVersion {
        guard let now = try await transaction.fetch(VersionStore.version(id)).first else {
            throw BudgetingError.notFound
        }
        guard now.version == version else { throw BudgetingError.stale(seen: version, now: now.version) }
        return now
    }

    /// A write whose refusals by the database come back in the words of budgeting.
    func write(as caller: Caller, _ body: @Sendable (Transaction) async throws -> Void) async throws {
        do {
            try await self.database.write(as: caller, body)
        } catch let error as PostgresError {
            throw BudgetingError(refused: error) ?? error
        }
    }
}

/// What the audit trail keeps of a file that was entered.
private struct DraftRecord: Encodable {
    let year: String
    let name: String
    let lines: Int
    let spending: String
    let sha256: String?

    init(_ draft: BudgetDraft) {
        self.year = draft.year.description
        self.name = draft.name
        self.lines = draft.lines.count
        self.spending = draft.spending.plain
        self.sha256 = draft.fileDigest?.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension BudgetingError {
    /// What the database refused, where it is one of budgeting's own refusals.
    init?(refused error: PostgresError) {
        switch error.raised?.code {
        case "sod_violation":
            let detail = error.raised?.detail.flatMap { try? JSONText(text: $0).decoded(as: [String: String].self) }
            self = detail?["rule"] == "own_closure" ? .ownClosure : .ownBudget
        case "reason_missing":
            self = .reasonMissing
        case "account_type_fixed", "account_in_use":
            let detail = error.raised?.detail.flatMap { try? JSONText(text: $0).decoded(as: [String: String].self) }
            self = .accountInUse(detail?["account"] ?? "")
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
