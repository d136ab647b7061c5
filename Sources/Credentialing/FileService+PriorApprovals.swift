import Postgres
package import PraxisCore

/// A person with what was approved before.
package struct PersonApprovals: Sendable {
    package let person: Person
    /// The latest decision first.
    package let approvals: [PriorApproval]
    /// How the person's credentialing ended, the latest first.
    package let endings: [CredentialingEnding]
}

extension FileService {
    /// What was approved of a person before the practice recorded its decisions here.
    package func approvals(of person: Person.ID, as caller: Caller) async throws -> PersonApprovals {
        let (people, approvals, endings) = try await self.database.read(
            as: caller, CredentialStore.person(person), PriorApprovalStore.approvals(of: person),
            DecisionStore.endings(of: person))
        guard let person = people.first else { throw CredentialingError.unknown }
        return PersonApprovals(person: person, approvals: approvals, endings: endings)
    }

    /// Records an approval from before with the document that shows it; it counts once a second person has confirmed it.
    ///
    /// - Throws: `CredentialingError.refused` where the practice has decided about the person here already.
    package func record(
        _ draft: PriorApprovalDraft, of person: Person.ID, as caller: Caller
    ) async throws -> PriorApproval.ID {
        let (id, evidence) = (PriorApproval.ID.make(), Evidence.ID.make())
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                PriorApprovalStore.add(evidence, draft, of: person),
                PriorApprovalStore.record(id, draft, evidence, of: person),
                AuditEvent(
                    "credentialing.approval.record", "person", person.uuid,
                    after: try JSONText([
                        "approval": id.description, "decided": draft.decidedOn.description,
                        "evidence": evidence.description,
                    ])
                ).append)
            return id
        }
    }

    /// Says of an approval from before whether it counts, or that it counts no more. Rosters learn of it.
    ///
    /// - Parameter step: the last word on it that the caller saw.
    /// - Throws: `CredentialingError.secondPersonRequired` for who recorded it.
    package func review(
        _ id: PriorApproval.ID, of person: Person.ID, _ draft: PriorReviewDraft, after step: Int, as caller: Caller
    ) async throws {
        let action = draft.isAccepted ? "confirm" : step == 0 ? "refuse" : "withdraw"
        let _: PriorApproval.ID = try await self.write(as: caller) { transaction in
            try await transaction.run(
                PriorApprovalStore.review(id, of: person, draft, after: step),
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.approval.\(action)", "person", person.uuid,
                    after: try JSONText(["approval": id.description])
                ).append)
            return id
        }
    }

    /// The document of an approval from before, opened for a purpose, which the trail keeps.
    package func document(
        of id: PriorApproval.ID, of person: Person.ID, purpose: String?, as caller: Caller
    ) async throws -> EvidenceContent {
        try await self.write(as: caller.everyTime) { transaction in
            guard
                let found = try await transaction.fetch(
                    PriorApprovalStore.document(id, of: person, purpose: purpose)
                ).first
            else { throw CredentialingError.unknown }
            return found
        }
    }
}
