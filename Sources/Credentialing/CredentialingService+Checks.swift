import Postgres
package import PraxisCore

extension CredentialingService {
    /// Records a check of a term at its source.
    package func verify(
        _ term: Term.ID, of person: Person.ID, _ draft: VerificationDraft, as caller: Caller
    ) async throws -> Verification.ID {
        let id = Verification.ID.make()
        return try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(try TermCheckStore.add(id, draft, of: term, of: person))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.verification.create", "verification", id.uuid,
                    after: try JSONText([
                        "term": term.description, "method": draft.method.rawValue, "result": draft.result.rawValue,
                        "supersedes": draft.supersedes?.description ?? "",
                    ])
                ).append)
            return id
        }
    }

    /// Says of a check that a program fetched whether it counts. Rosters learn of it.
    package func review(
        _ check: Verification.ID, of person: Person.ID, _ draft: CheckReviewDraft, as caller: Caller
    ) async throws {
        let _: Verification.ID = try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(TermCheckStore.review(check, draft, of: person))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.verification.review", "verification", check.uuid,
                    after: try JSONText(["accepted": draft.isAccepted ? "yes" : "no"])
                ).append)
            return check
        }
    }

    /// Checks by programs that count for nothing until somebody has looked at them.
    package func waitingChecks(as caller: Caller) async throws -> [WaitingCheck] {
        try await self.database.read(as: caller, TermCheckStore.waiting(in: caller.scope))
    }
}
