import Postgres
package import PraxisCore

extension CredentialingService {
    /// Records a check of a term at its source.
    package func verify(_ term: ClinicTerm.ID, _ draft: VerificationDraft, as caller: Caller) async throws {
        let _: ClinicTerm.ID = try await self.writeAtClinic(as: caller) { transaction, site in
            guard try await transaction.execute(try ClinicRecordStore.verify(term, draft, at: site)) == 1 else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.clinic-verification.create", "clinic_term", term.uuid, clinic: site.id.uuid,
                    after: try JSONText([
                        "method": draft.method.rawValue, "result": draft.result.rawValue,
                        "supersedes": draft.supersedes?.description ?? "",
                    ]), reason: draft.reason
                ).append)
            return term
        }
    }

    /// Records what an authority did to a certificate. Rosters learn of it at once.
    package func add(
        _ draft: ClinicStatusDraft, to credential: ClinicCredential.ID, as caller: Caller
    ) async throws -> ClinicStatusSpan.ID {
        let id = ClinicStatusSpan.ID.make()
        return try await self.writeAtClinic(as: caller) { transaction, site in
            try await transaction.run(
                ClinicRecordStore.add(id, draft, to: credential, at: site),
                AuditEvent(
                    "credentialing.clinic-status.create", "clinic_credential", credential.uuid, clinic: site.id.uuid,
                    after: try JSONText([
                        "status": draft.status.rawValue, "starts": draft.startsOn.description,
                        "ends": draft.endsOn?.description ?? "",
                        "supersedes": draft.supersedes?.description ?? "",
                    ]), reason: draft.reason
                ).append)
            return id
        }
    }

    /// Puts a document of a certificate's term on file.
    package func keep(
        _ draft: DocumentDraft, of term: ClinicTerm.ID, as caller: Caller
    ) async throws -> ClinicDocument.ID {
        let id = ClinicDocument.ID.make()
        return try await self.writeAtClinic(as: caller) { transaction, site in
            let kept = try await transaction.fetch(DocumentStore.keep(draft.bytes))
            guard let digest = kept.first?.bytes else { throw CredentialingError.unknown }
            try await transaction.run(ClinicRecordStore.add(id, draft, digest: digest, at: site))
            guard try await transaction.execute(ClinicRecordStore.link(id, to: term, at: site)) == 1 else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.clinic-document.add", "clinic_document", id.uuid, clinic: site.id.uuid,
                    after: try JSONText(["term": term.description, "sha256": Hexadecimal.text(digest)])
                ).append)
            return id
        }
    }

    /// Opens a document of the clinic of the scope: the opening is recorded in the transaction that hands out the bytes.
    package func open(_ id: ClinicDocument.ID, as caller: Caller) async throws -> (ClinicDocument, bytes: [UInt8]) {
        let documents = try await self.database.read(as: caller, ClinicRecordStore.documents(in: caller.scope))
        guard let document = documents.first(where: { $0.id == id }) else { throw CredentialingError.unknown }
        let bytes: [UInt8] = try await self.write(as: caller.withoutKey) { transaction in
            try await transaction.fetch(ClinicRecordStore.open(id)).first?.bytes ?? []
        }
        return (document, bytes)
    }

    /// The kinds of certificates that clinics hold, the practice's own among them.
    package func clinicTypes(as caller: Caller) async throws -> [ClinicCredentialType] {
        try await self.database.read(as: caller, ClinicCredentialStore.types())
    }

    /// Adds a kind of certificate of the practice.
    package func add(_ draft: ClinicTypeDraft, as caller: Caller) async throws -> String {
        try await self.write(as: caller) { transaction in
            guard let added = try await transaction.fetch(ClinicRecordStore.addType(draft)).first else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.clinic-type.create", "clinic_credential_type",
                    Identifier<ClinicCredentialType>.make().uuid,
                    after: try JSONText(["code": added.code, "name": draft.name])
                ).append)
            return added.code
        }
    }
}
