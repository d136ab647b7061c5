import Postgres
package import PraxisCore

/// A person with what was suspended.
package struct PersonSuspensions: Sendable {
    package let person: Person
    /// The latest first.
    package let suspensions: [Suspension]
}

extension FileService {
    /// A person's suspensions.
    package func suspensions(of person: Person.ID, as caller: Caller) async throws -> PersonSuspensions {
        let (people, suspensions) = try await self.database.read(
            as: caller, CredentialStore.person(person), SuspensionStore.suspensions(of: person))
        guard let person = people.first else { throw CredentialingError.unknown }
        return PersonSuspensions(person: person, suspensions: suspensions)
    }

    /// Suspends what the practice granted a person: shifts to come are told to the roster as conflicts, those worked since the
    /// first day are found.
    ///
    /// - Throws: `CredentialingError.refused` where the person is suspended by then, or the day is out of bounds.
    package func suspend(
        _ person: Person.ID, _ draft: SuspensionDraft, as caller: Caller
    ) async throws -> Suspension.ID {
        let id = Suspension.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                SuspensionStore.suspend(id, person, draft),
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.file.suspend", "person", person.uuid,
                    after: try JSONText([
                        "suspension": id.description, "kind": draft.kind.rawValue,
                        "effective": draft.effectiveOn.description,
                    ])
                ).append)
            return id
        }
    }

    /// Lifts a suspension, from today or a later day on.
    ///
    /// - Throws: `CredentialingError.stale` where it was lifted by then.
    package func reinstate(
        _ id: Suspension.ID, of person: Person.ID, _ draft: ReinstatementDraft, as caller: Caller
    ) async throws {
        let _: Suspension.ID = try await self.write(as: caller) { transaction in
            try await transaction.run(
                SuspensionStore.reinstate(id, person, draft),
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.file.reinstate", "person", person.uuid,
                    after: try JSONText([
                        "suspension": id.description, "effective": draft.effectiveOn.description,
                    ])
                ).append)
            return id
        }
    }
}
