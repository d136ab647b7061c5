import Postgres
package import PraxisCore

extension CredentialingService {
    /// What is in a person's file for the caller.
    package func documents(of person: Person.ID, as caller: Caller) async throws -> DocumentFile {
        let (people, documents, credentials) = try await self.database.read(
            as: caller, CredentialStore.person(person), DocumentStore.documents(of: person),
            CredentialStore.credentials(of: person))
        guard let person = people.first else { throw CredentialingError.unknown }
        return DocumentFile(person: person, documents: documents, credentials: credentials)
    }

    /// A document that the caller may see, without its bytes.
    package func document(_ id: Document.ID, of person: Person.ID, as caller: Caller) async throws -> Document {
        let found = try await self.database.read(as: caller, DocumentStore.documents(of: person, id))
        guard let document = found.first else { throw CredentialingError.unknown }
        return document
    }

    /// Puts a document into a compartment of a person's file.
    package func add(_ draft: DocumentDraft, to person: Person.ID, as caller: Caller) async throws -> Document.ID {
        let id = Document.ID.make()
        return try await self.write(as: caller) { transaction in
            let kept = try await transaction.fetch(DocumentStore.keep(draft.bytes))
            guard let digest = kept.first?.bytes else { throw CredentialingError.unknown }
            try await transaction.run(DocumentStore.add(id, draft, digest: digest, of: person))
            if let credential = draft.credential {
                let linked = try await transaction.execute(
                    DocumentStore.link(id, to: credential, of: person, draft.compartment))
                guard linked == 1 else {
                    throw FieldErrors("credential", "Choose a credential that is kept in the same compartment")
                }
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.document.add", "document", id.uuid,
                    after: try JSONText([
                        "person": person.description, "compartment": draft.compartment.rawValue,
                        "sha256": Hexadecimal.text(digest),
                    ])
                ).append)
            return id
        }
    }

    /// Opens a document: the opening is recorded in the transaction that hands out the bytes.
    package func open(
        _ id: Document.ID, of person: Person.ID, purpose: String?, as caller: Caller
    ) async throws -> OpenedDocument {
        let caller = Caller(
            claim: caller.claim, scope: caller.scope, request: caller.request, address: caller.address,
            demand: caller.demand)
        let opening = DocumentStore.OpeningID.make()
        let bytes: [UInt8] = try await self.write(as: caller) { transaction in
            try await transaction.run(DocumentStore.open(opening, id, of: person, purpose: purpose))
            return try await transaction.fetch(DocumentStore.bytes(opening)).first?.bytes ?? []
        }
        return OpenedDocument(document: try await self.document(id, of: person, as: caller), bytes: bytes)
    }

    /// Adds a kind of credential of the practice.
    package func add(_ draft: CredentialTypeDraft, as caller: Caller) async throws -> String {
        try await self.write(as: caller) { transaction in
            guard let added = try await transaction.fetch(DocumentStore.addType(draft)).first else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.type.create", "credential_type", Identifier<CredentialType>.make().uuid,
                    after: try JSONText(["code": added.code, "name": draft.name])
                ).append)
            return added.code
        }
    }
}
