import FoundationEssentials
import Postgres
package import PraxisCore

/// What the page of screening shows.
package struct ScreeningOverview: Sendable {
    package let imports: [ScreeningImport]
    package let runs: [ScreeningRun]
    package let months: [ScreeningMonth]
    package let policy: ScreeningPolicy
}

extension CredentialingService {
    /// Compares everybody and every business with the lists in force. What an earlier run found keeps its review.
    ///
    /// It reads, compares outside of any transaction, and writes down what it compared. The database refuses what was
    /// overtaken meanwhile, by another run or another list; then it is made again.
    package func screen(
        on occasion: ScreeningOccasion = .operator, as caller: Caller
    ) async throws -> ScreeningRun.ID {
        for _ in 1..<Self.attempts {
            do { return try await self.screenOnce(on: occasion, as: caller) } catch CredentialingError.stale {
                continue
            }
        }
        return try await self.screenOnce(on: occasion, as: caller)
    }

    private static let attempts = 3

    private func screenOnce(on occasion: ScreeningOccasion, as caller: Caller) async throws -> ScreeningRun.ID {
        let (now, people, parties, lists, known) = try await self.database.read(
            as: caller, ScreeningStore.now(), ScreeningStore.subjects(), ScreeningStore.parties(),
            ScreeningStore.listsInForce(), ScreeningStore.known())
        let rows = try await self.rowsInForce(as: caller)
        guard !rows.isEmpty else { throw CredentialingError.noList }
        let comparison = await Comparison(rows, known).of(people, parties)
        return try await self.record(
            comparison,
            RunReport(
                startedAt: now[0].instant, subjects: people.count, parties: parties.count, narrowedTo: nil,
                occasion: occasion, entries: rows.count, tiers: comparison.tiers, suppressed: comparison.suppressed,
                lists: lists, codeVersion: self.release),
            as: caller)
    }

    /// Compares those alone who are new, or have another name, birth date or number than when they were compared last.
    ///
    /// - Returns: `nil` where there is nobody, or no list.
    package func screenChanged(as caller: Caller) async throws -> ScreeningRun.ID? {
        for _ in 1..<Self.attempts {
            do { return try await self.screenChangedOnce(as: caller) } catch CredentialingError.stale { continue }
        }
        return try await self.screenChangedOnce(as: caller)
    }

    private func screenChangedOnce(as caller: Caller) async throws -> ScreeningRun.ID? {
        let (now, people, parties) = try await self.database.read(
            as: caller, ScreeningStore.now(), ScreeningStore.subjects(onlyUnscreened: true),
            ScreeningStore.parties(onlyUnscreened: true))
        guard !people.isEmpty || !parties.isEmpty else { return nil }
        let (lists, known) = try await self.database.read(
            as: caller, ScreeningStore.listsInForce(), ScreeningStore.known())
        let rows = try await self.rowsInForce(as: caller)
        guard !rows.isEmpty else { return nil }
        let comparison = await Comparison(rows, known).of(people, parties)
        return try await self.record(
            comparison,
            RunReport(
                startedAt: now[0].instant, subjects: people.count, parties: parties.count,
                narrowedTo: people.map(\.person.uuid) + parties.map(\.id), occasion: .identity, entries: rows.count,
                tiers: comparison.tiers, suppressed: comparison.suppressed, lists: lists, codeVersion: self.release),
            as: caller)
    }

    /// Both lists have some hundred thousand rows: more than a request may take in one answer.
    private func rowsInForce(as caller: Caller) async throws -> [ListedRow] {
        var rows: [ListedRow] = []
        for try await row in self.database.stream(as: caller, ScreeningStore.inForce()) { rows.append(row) }
        return rows
    }

    private func record(
        _ comparison: Comparison.Outcome, _ report: RunReport, as caller: Caller
    ) async throws -> ScreeningRun.ID {
        let id = ScreeningRun.ID.make()
        let findings = comparison.findings
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                try ScreeningStore.add(id, report),
                // Those that others follow come first.
                try ScreeningStore.add(findings.filter { $0.repeats == nil }, of: id),
                try ScreeningStore.add(findings.filter { $0.repeats != nil }, of: id),
                try ScreeningStore.sight(findings, in: id),
                AuditEvent(
                    "credentialing.screening.run", "screening_run", id.uuid,
                    after: try JSONText([
                        "subjects": report.subjects, "parties": report.parties, "entries": report.entries,
                        "findings": findings.count, "suppressed": report.suppressed,
                    ])
                ).append)
            return id
        }
    }

    /// Lists, runs and months, the newest first.
    package func screening(as caller: Caller) async throws -> ScreeningOverview {
        let (imports, runs, months, policy) = try await self.database.read(
            as: caller, ListStore.imports(), ScreeningStore.log(), ScreeningStore.months(), ScreeningStore.policy())
        return ScreeningOverview(
            imports: imports, runs: runs, months: months, policy: policy.first ?? ScreeningPolicy())
    }

    /// The present month, where nobody was compared in it yet.
    package func unscreenedMonth(as caller: Caller) async throws -> ScreeningMonth? {
        let month = try await self.database.read(as: caller, ScreeningStore.months(1)).first
        return month.flatMap { $0.standing == .done ? nil : $0 }
    }

    /// One entry of the log.
    package func screeningRun(_ id: ScreeningRun.ID, as caller: Caller) async throws -> ScreeningRun {
        guard let run = try await self.database.read(as: caller, ScreeningStore.run(id)).first else {
            throw CredentialingError.unknown
        }
        return run
    }

    /// Whether matches under review warn or block; where nobody decided it, they warn.
    package func screeningPolicy(as caller: Caller) async throws -> ScreeningPolicy {
        try await self.database.read(as: caller, ScreeningStore.policy()).first ?? ScreeningPolicy()
    }

    /// Decides whether matches under review warn or block.
    package func decide(_ policy: ScreeningPolicy, as caller: Caller) async throws {
        let _: Int = try await self.write(as: caller) { transaction in
            let found = try await transaction.fetch(ScreeningStore.policy()).first ?? ScreeningPolicy()
            guard found.version == policy.version else {
                throw CredentialingError.stale(current: found.version, sent: policy.version)
            }
            try await transaction.execute(ScreeningStore.save(policy))
            try await transaction.run(
                AuditEvent(
                    "credentialing.screening-policy.change", "screening_policy", UUID.version7(),
                    before: try JSONText(["pending": found.pending.rawValue]),
                    after: try JSONText(["pending": policy.pending.rawValue])
                ).append)
            return policy.version + 1
        }
    }
}
