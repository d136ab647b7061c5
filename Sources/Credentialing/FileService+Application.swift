import Postgres
package import PraxisCore

/// A file with its sections as its own person sees it.
package struct OwnApplication: Sendable {
    package let file: OwnFile
    package let sections: [ApplicationSection]
    package let attestations: [Attestation]
    package let name: String
    /// What is asked of work before it; `nil` where no rule says so yet.
    package let work: WorkHistory?

    /// What was written of a section.
    package func section(_ name: String) -> ApplicationSection? { self.sections.first { $0.section == name } }
    /// The sections that nobody wrote yet.
    package var missing: [ApplicationForm.Section] {
        ApplicationForm.sections.filter { part in !self.sections.contains { $0.section == part.name } }
    }
}

extension FileService {
    /// The caller's own files.
    package func own(as caller: Caller) async throws -> [OwnFile] {
        try await self.database.read(as: caller, ApplicationStore.own())
    }

    /// The caller's own application.
    package func application(_ id: CycleFile.ID, as caller: Caller) async throws -> OwnApplication {
        let (files, sections, attestations, people, work) = try await self.database.read(
            as: caller, ApplicationStore.own(), ApplicationStore.sections(of: id), FileStore.attestations(of: id),
            ApplicationStore.identity(of: id), ApplicationStore.work())
        guard let file = files.first(where: { $0.id == id }) else { throw CredentialingError.unknown }
        return OwnApplication(
            file: file, sections: sections, attestations: attestations, name: people.first?.name ?? "",
            work: work.first)
    }

    /// Begins an application, or begins anew after it was returned.
    package func begin(_ id: CycleFile.ID, version: Int, as caller: Caller) async throws {
        _ = try await self.step(
            id, StepDraft(.applicationInProgress), version: version, as: caller)
    }

    /// Writes a section from the fields of its questions.
    ///
    /// - Parameter version: of the section that the caller saw; 0 for none.
    /// - Throws: `FieldErrors` for what is missing or cannot be.
    package func write(
        _ section: ApplicationForm.Section, _ fields: [String: String], of file: CycleFile.ID, version: Int,
        as caller: Caller
    ) async throws {
        let (days, rules) = try await self.database.read(as: caller, RuleStore.today(), ApplicationStore.work())
        guard let today = days.first?.day else { throw CredentialingError.unknown }
        let answers = try section.answers({ fields[$0] }, today: today, work: rules.first)
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            let text = try JSONText(answers)
            let written = try await transaction.execute(
                version == 0
                    ? ApplicationStore.add(section.name, text, to: file)
                    : ApplicationStore.change(section.name, text, of: file, version: version))
            guard written == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.application.write", "credentialing_file", file.uuid,
                    after: try JSONText(["section": section.name])
                ).append)
            return file
        }
    }

    /// Freezes the application, signs it and hands it in.
    package func submit(
        _ id: CycleFile.ID, signature: String, version: Int, as caller: Caller
    ) async throws {
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            let (files, sections, people) = try await transaction.fetch(
                ApplicationStore.own(), ApplicationStore.sections(of: id), ApplicationStore.identity(of: id))
            guard let file = files.first(where: { $0.id == id }), let person = people.first else {
                throw CredentialingError.unknown
            }
            let application = OwnApplication(
                file: file, sections: sections, attestations: [], name: person.name, work: nil)
            guard application.missing.isEmpty else { throw CredentialingError.refused(.attestationMissing) }
            let frozen = SignedApplication(
                statement: ApplicationForm.statement, name: person.name, signature: signature,
                sections: Dictionary(sections.map { ($0.section, $0.answers) }) { first, _ in first })
            try await transaction.run(
                ApplicationStore.attest(id, Array(try JSONText(frozen).text.utf8), signature: signature),
                FileStore.step(id, to: .received, version: version, reason: nil),
                AuditEvent(
                    "credentialing.application.submit", "credentialing_file", id.uuid,
                    after: try JSONText(["attempt": String(file.attempt)])
                ).append)
            return id
        }
    }
}

extension StepDraft {
    /// A step that needs no word.
    init(_ state: FileState) {
        self.to = state
        self.reason = nil
    }
}
