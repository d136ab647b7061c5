import Postgres
package import PraxisCore

extension CredentialingService {
    /// Records what a certificate says for a term. It counts for the person once somebody else has asked the insurer; what
    /// falls short counts at once, and rosters meet it.
    package func add(
        _ draft: MalpracticeCoverDraft, to term: Term.ID, of person: Person.ID, as caller: Caller
    ) async throws -> MalpracticeCover.ID {
        let id = MalpracticeCover.ID.make()
        return try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(MalpracticeStore.add(id, draft, to: term, of: person))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.malpractice-cover.create", "malpractice_cover", id.uuid,
                    after: try JSONText([
                        "term": term.description, "policy": draft.policy.rawValue, "each": draft.limits.each.plain,
                        "aggregate": draft.limits.aggregate.plain,
                        "retroactive": draft.retroactiveOn?.description ?? "", "fund": draft.fundState ?? "",
                    ])
                ).append)
            return id
        }
    }

    /// Records what covers earlier work, or takes such an entry back.
    package func add(
        _ draft: MalpracticeTailDraft, of person: Person.ID, as caller: Caller
    ) async throws -> MalpracticeTail.ID {
        let id = MalpracticeTail.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                MalpracticeStore.add(id, draft, of: person),
                AuditEvent(
                    "credentialing.malpractice-tail.create", "malpractice_tail", id.uuid,
                    after: try JSONText([
                        "person": person.description, "kind": draft.kind.rawValue, "starts": draft.startsOn.description,
                        "through": draft.throughOn.description, "withdrawn": draft.withdrawn ?? "",
                    ])
                ).append)
            return id
        }
    }
}
