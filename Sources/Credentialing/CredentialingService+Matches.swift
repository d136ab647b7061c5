import Postgres
package import PraxisCore

/// A match with every step of its review.
package struct MatchFile: Sendable {
    package let match: ScreeningMatch
    package let dispositions: [Disposition]
    /// Shifts that were worked while excluded.
    package let findings: [ExclusionFinding]
}

extension CredentialingService {
    /// Matches that wait for somebody, or all of one state.
    package func matches(_ state: MatchState?, as caller: Caller) async throws -> [ScreeningMatch] {
        try await self.database.read(as: caller, MatchStore.matches(state, limit: 200))
    }

    /// One match with every step of its review.
    package func match(_ id: ScreeningMatch.ID, as caller: Caller) async throws -> MatchFile {
        let (matches, dispositions, findings) = try await self.database.read(
            as: caller, MatchStore.match(id), MatchStore.dispositions(of: id), MatchStore.findings(of: id))
        guard let match = matches.first else { throw CredentialingError.unknown }
        return MatchFile(match: match, dispositions: dispositions, findings: findings)
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
