import Postgres
package import PraxisCore

extension FileService {
    /// Whom the practice asks, and what there is to verify.
    package func sources(as caller: Caller) async throws -> (sources: [KeptSource], elements: [FileElement]) {
        let (sources, elements) = try await self.database.read(as: caller, SourceStore.sources(), CheckStore.elements())
        return (sources, elements)
    }

    /// Adds a source of the practice's own.
    package func add(_ draft: SourceDraft, as caller: Caller) async throws -> VerificationSource.ID {
        let id = VerificationSource.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                SourceStore.add(id, draft),
                AuditEvent(
                    "credentialing.source.create", "psv_source", id.uuid,
                    after: try JSONText(["element": draft.element, "name": draft.name, "kind": draft.kind.rawValue])
                ).append)
            return id
        }
    }

    /// Stops asking a source; checks that were made there stay.
    package func retire(_ id: VerificationSource.ID, as caller: Caller) async throws {
        let _: VerificationSource.ID = try await self.write(as: caller) { transaction in
            guard try await transaction.execute(SourceStore.retire(id)) == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.source.retire", "psv_source", id.uuid, after: try JSONText(["retired": "yes"])
                )
                .append)
            return id
        }
    }
}
