import Postgres
package import PraxisCore

extension CredentialingService {
    /// Everything that the clinic of the scope holds.
    package func clinicFile(as caller: Caller) async throws -> ClinicFile {
        let scope = caller.scope
        let (sites, types, credentials, terms, statuses, checks, documents, standing, directors) =
            try await self.database.read(
                as: caller, ClinicCredentialStore.site(scope), ClinicCredentialStore.types(),
                ClinicCredentialStore.credentials(in: scope), ClinicCredentialStore.terms(in: scope),
                ClinicRecordStore.statuses(in: scope), ClinicRecordStore.checks(in: scope),
                ClinicRecordStore.documents(in: scope), ClinicCredentialStore.standing(in: scope),
                ClinicCredentialStore.directors(in: scope))
        guard let site = sites.first else { throw CredentialingError.unknown }
        return ClinicFile(
            site: site, types: types, credentials: credentials, terms: terms, statuses: statuses, checks: checks,
            documents: documents, standing: standing, directors: directors)
    }

    /// What the clinics of the scope may do today.
    package func standing(as caller: Caller) async throws -> [ServiceStanding] {
        try await self.database.read(as: caller, ClinicCredentialStore.standing(in: caller.scope))
    }

    /// Puts a certificate of the clinic on file. It counts for nothing until it is verified.
    package func add(_ draft: ClinicCredentialDraft, as caller: Caller) async throws -> ClinicCredential.ID {
        let id = ClinicCredential.ID.make()
        return try await self.writeAtClinic(as: caller) { transaction, site in
            try await transaction.run(
                ClinicCredentialStore.add(id, draft, at: site),
                ClinicCredentialStore.add(.make(), draft.term, to: id, at: site),
                AuditEvent(
                    "credentialing.clinic-credential.create", "clinic_credential", id.uuid, clinic: site.id.uuid,
                    after: try JSONText(["type": draft.type])
                ).append)
            return id
        }
    }

    /// Adds a term: a renewal, or the correction of one that was entered wrongly. Rosters meet a correction at once.
    package func add(
        _ draft: TermDraft, to credential: ClinicCredential.ID, as caller: Caller
    ) async throws -> ClinicTerm.ID {
        let id = ClinicTerm.ID.make()
        return try await self.writeAtClinic(as: caller) { transaction, site in
            try await transaction.run(
                ClinicCredentialStore.add(id, draft, to: credential, at: site),
                AuditEvent(
                    "credentialing.clinic-term.create", "clinic_credential", credential.uuid, clinic: site.id.uuid,
                    after: try JSONText([
                        "issued": draft.issuedOn.description, "expires": draft.expiresOn?.description ?? "",
                        "supersedes": draft.supersedes?.description ?? "",
                    ]), reason: draft.reason
                ).append)
            return id
        }
    }

    /// Says who directs the laboratory from a day on. After another director, the program is to be told in time.
    package func appoint(_ draft: DirectorDraft, as caller: Caller) async throws -> LaboratoryDirector.ID {
        let id = LaboratoryDirector.ID.make()
        return try await self.writeAtClinic(as: caller) { transaction, site in
            try await transaction.run(
                ClinicCredentialStore.add(id, draft, at: site),
                AuditEvent(
                    "credentialing.laboratory-director.change", "laboratory_director", id.uuid, clinic: site.id.uuid,
                    after: try JSONText(["starts": draft.startsOn.description])
                ).append)
            return id
        }
    }

    /// Says that the program has been told.
    ///
    /// - Throws: `FieldErrors` about `notified`.
    package func noticeSent(_ id: LaboratoryDirector.ID, on day: LocalDate?, as caller: Caller) async throws {
        guard let day else { throw FieldErrors("notified", "Enter the day on which the notice was sent") }
        let _: LaboratoryDirector.ID = try await self.writeAtClinic(as: caller) { transaction, site in
            guard try await transaction.execute(ClinicCredentialStore.notified(id, on: day, at: site)) == 1 else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.laboratory-director.notify", "laboratory_director", id.uuid, clinic: site.id.uuid,
                    after: try JSONText(["notified": day.description])
                ).append)
            return id
        }
    }

    /// A write about the one clinic of the scope.
    func writeAtClinic<Value: Codable & Sendable>(
        as caller: Caller, _ body: @escaping @Sendable (Transaction, ClinicSite) async throws -> Value
    ) async throws -> Value {
        try await self.write(as: caller) { transaction in
            let sites = try await transaction.fetch(ClinicCredentialStore.site(caller.scope))
            guard let site = sites.first else { throw CredentialingError.unknown }
            return try await body(transaction, site)
        }
    }
}
