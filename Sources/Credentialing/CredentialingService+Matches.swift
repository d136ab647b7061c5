import Postgres
package import PraxisCore

/// A match with every step of its review.
package struct MatchFile: Sendable {
    package let match: ScreeningMatch
    package let dispositions: [Disposition]
    /// Shifts that were worked while excluded.
    package let findings: [ExclusionFinding]
}

/// A match with every step of its review, as a line of a list.
package struct ReviewedMatch: Sendable {
    package let match: ScreeningMatch
    package let dispositions: [Disposition]
}

extension CredentialingService {
    /// Matches that wait for somebody, or those of one state, from after one of them.
    package func matches(
        _ state: MatchState?, after: ScreeningMatch.ID? = nil, limit: Int = 500, as caller: Caller
    ) async throws -> [ScreeningMatch] {
        try await self.database.read(as: caller, MatchStore.matches(state, after: after, limit: limit))
    }

    /// A page of them.
    package func matchPage(
        _ state: MatchState?, after: ScreeningMatch.ID?, as caller: Caller
    ) async throws -> (rows: [ScreeningMatch], next: ScreeningMatch.ID?) {
        let size = MatchStore.pageSize
        let rows = try await self.matches(state, after: after, limit: size + 1, as: caller)
        return (Array(rows.prefix(size)), rows.count > size ? rows[size - 1].id : nil)
    }

    /// The same with every step of their review, as many as go into a piece of a file.
    package func reviewedMatches(
        _ state: MatchState?, after: ScreeningMatch.ID?, as caller: Caller
    ) async throws -> [ReviewedMatch] {
        try await self.database.read(as: caller) { transaction in
            let rows = try await transaction.fetch(MatchStore.matches(state, after: after, limit: 500))
            let steps = try await transaction.fetch(MatchStore.dispositions(of: rows.map(\.id)))
            let stepsOf = Dictionary(grouping: steps, by: \.match)
            return rows.map { ReviewedMatch(match: $0, dispositions: stepsOf[$0.id, default: []].map(\.step)) }
        }
    }

    /// A sample of what the rule cleared in a month that has ended: the one asked for, or the last.
    package func clearedSample(of asked: LocalDate?, as caller: Caller) async throws -> ClearedSample {
        try await self.database.read(as: caller) { transaction in
            // The first is the month that goes on.
            let months = Array(try await transaction.fetch(ScreeningStore.months(13)).map(\.month).dropFirst())
            guard let month = asked ?? months.first, months.contains(month) else {
                return ClearedSample(months: months, month: nil, population: 0, items: [])
            }
            let cleared = try await transaction.fetch(MatchStore.clearedByRule(in: month)).map(\.value)
            let picked = BinderSample.pick(ClearedSample.size, of: cleared, seed: month.description)
            let (matches, steps) = try await transaction.fetch(
                MatchStore.matches(picked), MatchStore.dispositions(of: picked))
            let stepsOf = Dictionary(grouping: steps, by: \.match)
            return ClearedSample(
                months: months, month: month, population: cleared.count,
                items: matches.map { ReviewedMatch(match: $0, dispositions: stepsOf[$0.id, default: []].map(\.step)) })
        }
    }

    /// One match with every step of its review.
    package func match(_ id: ScreeningMatch.ID, as caller: Caller) async throws -> MatchFile {
        let (matches, dispositions, findings) = try await self.database.read(
            as: caller, MatchStore.match(id), MatchStore.dispositions(of: [id]), MatchStore.findings(of: id))
        guard let match = matches.first else { throw CredentialingError.unknown }
        return MatchFile(match: match, dispositions: dispositions.map(\.step), findings: findings)
    }

    /// Adds a step to a review. The database asks for the second person where one is needed.
    ///
    /// - Parameter step: the last step that the reviewer saw.
    package func review(
        _ id: ScreeningMatch.ID, after step: Int, _ draft: DispositionDraft, as caller: Caller
    ) async throws -> Int {
        try await self.write(as: caller) { transaction in
            let matches = try await transaction.fetch(MatchStore.match(id))
            guard let match = matches.first else { throw CredentialingError.unknown }
            guard match.step == step else { throw CredentialingError.stale(current: match.step, sent: step) }
            let added = try await transaction.execute(MatchStore.add(draft, step: step + 1, to: id))
            guard added >= 1 else { throw CredentialingError.unknown }
            if draft.decision.changesClearance, let person = match.person {
                try await transaction.run(Outbox.append("credentialing.clearance.changed", object: person.uuid))
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.match.review", "screening_match", id.uuid,
                    after: try JSONText(["decision": draft.decision.rawValue, "step": String(step + 1)]),
                    reason: draft.reason.rawValue
                ).append)
            return step + 1
        }
    }
}
