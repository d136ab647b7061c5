import Postgres
package import PraxisCore

extension CredentialingService {
    /// Puts a credential with its first term on file. It counts for nothing until it is verified.
    package func add(
        _ draft: CredentialDraft, to person: Person.ID, as caller: Caller
    ) async throws -> Credential.ID {
        let id = Credential.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                CredentialStore.add(id, draft, of: person),
                CredentialStore.add(.make(), draft.term, to: id, of: person),
                AuditEvent(
                    "credentialing.credential.create", "credential", id.uuid,
                    after: try JSONText(["person": person.description, "type": draft.type])
                ).append)
            return id
        }
    }

    /// Adds a term: a renewal, or the correction of one that was entered wrongly.
    package func add(
        _ draft: TermDraft, to credential: Credential.ID, of person: Person.ID, as caller: Caller
    ) async throws -> Term.ID {
        let id = Term.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                CredentialStore.add(id, draft, to: credential, of: person),
                AuditEvent(
                    "credentialing.term.create", "credential", credential.uuid,
                    after: try JSONText([
                        "issued": draft.issuedOn.description, "expires": draft.expiresOn?.description ?? "",
                        "supersedes": draft.supersedes?.description ?? "",
                    ])
                ).append)
            return id
        }
    }

    /// Records what a board did to a credential. Rosters learn of it.
    package func add(
        _ draft: StatusDraft, to credential: Credential.ID, of person: Person.ID, as caller: Caller
    ) async throws -> StatusSpan.ID {
        let id = StatusSpan.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                CredentialStore.add(id, draft, to: credential, of: person),
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.status.create", "credential", credential.uuid,
                    after: try JSONText([
                        "status": draft.status.rawValue, "starts": draft.startsOn.description,
                        "ends": draft.endsOn?.description ?? "",
                        "supersedes": draft.supersedes?.description ?? "",
                    ])
                ).append)
            return id
        }
    }

    /// Says that a credential was put on file in error, or that it was not after all. Rosters learn of it.
    package func add(
        _ draft: EntryErrorDraft, about credential: Credential.ID, of person: Person.ID, as caller: Caller
    ) async throws {
        let _: Credential.ID = try await self.write(as: caller) { transaction in
            try await transaction.run(
                CredentialStore.add(draft, about: credential, of: person),
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    draft.isError ? "credentialing.credential.error" : "credentialing.credential.restore", "credential",
                    credential.uuid, reason: draft.reason
                ).append)
            return credential
        }
    }

    /// A write whose refusals speak the module's words.
    func write<Value: Codable & Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.database.write(as: caller, refusing: { CredentialingError(refused: $0) }, body)
    }
}
