import Postgres
package import PraxisCore

/// A provider file as somebody hands it in.
package struct ProviderUpload: Sendable {
    package let fileName: String
    package let source: ListSource
    /// From when the people of the file are appointed at the clinic.
    package let startsOn: LocalDate

    package init(fileName: String, source: ListSource, startsOn: LocalDate) {
        self.fileName = String(fileName.suffix(255))
        self.source = source
        self.startsOn = startsOn
    }
}

/// An import with a page of its rows.
package struct ProviderImportFile: Sendable {
    package let summary: ProviderImport
    package let rows: [ProviderPreview]
    /// The row after which the next page begins.
    package let next: Int?
}

extension CredentialingService {
    static let previewRows = 100

    /// Reads a file in the NPPES layout and keeps what it would do, row by row. Nothing is done yet.
    package func preview(_ upload: ProviderUpload, as caller: Caller) async throws -> ProviderImport.ID {
        let file: ProviderFile
        do {
            file = try await ProviderFile(upload.source)
        } catch let failure as CSVFailure {
            throw CredentialingError.unusableFile(failure)
        }
        guard !file.rows.isEmpty else { throw CredentialingError.unusableFile(.empty) }
        let digest = try upload.source.digest()
        let id = ProviderImport.ID.make()
        return try await self.write(as: caller) { transaction in
            let providers = file.providers
            let (clinics, people, elsewhere, taxonomies) = try await transaction.fetch(
                ProviderStore.clinic(in: caller.scope),
                ProviderStore.known(file.rows.compactMap(\.npi), in: caller.scope),
                ProviderStore.elsewhere(providers), TaxonomyStore.known(Array(Set(providers.flatMap(\.taxonomies)))))
            guard clinics.count == 1, let clinic = clinics.first else { throw CredentialingError.unknown }
            let known = KnownProviders(people, elsewhere)
            let check = TaxonomyCheck(taxonomies)
            let previews = file.rows.map { known.preview($0.checked(by: check)) }
            try await transaction.run(ProviderStore.add(id, file, as: upload, digest: digest, at: clinic))
            for start in stride(from: 0, to: previews.count, by: 1_000) {
                let chunk = previews[start..<min(start + 1_000, previews.count)]
                try await transaction.run(try ProviderStore.add(Array(chunk), to: id, at: clinic))
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.provider-import.preview", "provider_import", id.uuid, clinic: clinic.id,
                    after: try JSONText(["sha256": Hexadecimal.text(digest), "rows": String(file.rows.count)])
                ).append)
            return id
        }
    }

    /// Does what the preview showed: all of it, or nothing where the practice has changed since.
    package func confirm(_ id: ProviderImport.ID, version: Int, as caller: Caller) async throws {
        let _: ProviderImport.ID = try await self.write(as: caller) { transaction in
            try await transaction.run(ImportStore.turn)
            let (clinics, imports, stored) = try await transaction.fetch(
                ProviderStore.clinic(in: caller.scope), ProviderStore.providerImport(id, in: caller.scope),
                ProviderStore.rows(of: id, nil, after: 0, limit: 100_000))
            guard clinics.count == 1, let clinic = clinics.first, let summary = imports.first else {
                throw CredentialingError.unknown
            }
            guard summary.state == .previewed else { throw CredentialingError.importClosed }
            guard summary.version == version else {
                throw CredentialingError.stale(current: summary.version, sent: version)
            }
            let previews = try stored.map { try $0.text.decoded(as: ProviderPreview.self) }
            let (visible, elsewhere) = try await transaction.fetch(
                ProviderStore.known(previews.compactMap(\.npi), in: caller.scope),
                ProviderStore.elsewhere(previews.compactMap(\.provider)))
            let known = KnownProviders(visible, elsewhere)
            guard previews.allSatisfy({ $0 == known.compared($0) }) else {
                throw CredentialingError.stale(current: nil, sent: version)
            }
            let rows = previews.compactMap { ProviderChange($0) }
            let changes = try JSONText(rows)
            let standings = previews.compactMap { StandingChange($0) }
            let people = Array(Set(rows.map(\.person.uuid) + standings.map(\.person.uuid)))
            let closed = try await transaction.execute(ProviderStore.close(id, version: version, as: .confirmed))
            guard closed == 1 else { throw CredentialingError.stale(current: nil, sent: version) }
            try await transaction.run(
                ImportStore.add(
                    id.uuid, .nppes, file: summary.fileName, digest: summary.digest, rows: summary.rows, at: clinic.id),
                ProviderStore.addPeople(changes), ProviderStore.employ(changes, at: clinic, from: summary.startsOn),
                ProviderStore.appoint(changes, at: clinic, from: summary.startsOn),
                ImportStore.keepValues(
                    of: rows.filter(\.changesPerson).map(\.person.uuid), in: id.uuid, at: clinic.id),
                ProviderStore.keepFormerNames(changes), ProviderStore.changePeople(changes),
                ProviderStore.addLicenses(changes), ProviderStore.addTaxonomies(changes),
                ProviderStore.addStandings(try JSONText(standings), from: summary.fileName),
                ImportStore.keepEffects(on: people, in: id.uuid, at: clinic.id))
            let added = Set(rows.filter(\.isNew).map(\.person.uuid))
            for person in people {
                try await transaction.run(
                    AuditEvent(
                        added.contains(person) ? "people.person.add" : "people.person.change", "person", person,
                        clinic: clinic.id,
                        after: try JSONText(["import": id.description])
                    ).append)
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.provider-import.confirm", "provider_import", id.uuid, clinic: clinic.id,
                    after: try JSONText(summary.counts)
                ).append)
            return id
        }
    }

    /// Puts a preview aside; nothing of it is done.
    package func discard(_ id: ProviderImport.ID, version: Int, as caller: Caller) async throws {
        let _: ProviderImport.ID = try await self.write(as: caller) { transaction in
            let clinics = try await transaction.fetch(ProviderStore.clinic(in: caller.scope))
            guard clinics.count == 1, let clinic = clinics.first else { throw CredentialingError.unknown }
            let closed = try await transaction.execute(ProviderStore.close(id, version: version, as: .discarded))
            guard closed == 1 else { throw CredentialingError.importClosed }
            try await transaction.run(
                AuditEvent("credentialing.provider-import.discard", "provider_import", id.uuid, clinic: clinic.id)
                    .append)
            return id
        }
    }

    /// Imports of the scope, the newest first.
    package func providerImports(as caller: Caller) async throws -> [ProviderImport] {
        try await self.database.read(as: caller, ProviderStore.imports(in: caller.scope))
    }

    /// One import with the rows of an outcome, or all.
    package func providerImport(
        _ id: ProviderImport.ID, _ outcome: ProviderPreview.Outcome?, after row: Int = 0, as caller: Caller
    ) async throws -> ProviderImportFile {
        let (imports, stored) = try await self.database.read(
            as: caller, ProviderStore.providerImport(id, in: caller.scope),
            ProviderStore.rows(of: id, outcome, after: row, limit: Self.previewRows + 1))
        guard let summary = imports.first else { throw CredentialingError.unknown }
        let rows = try stored.prefix(Self.previewRows).map { try $0.text.decoded(as: ProviderPreview.self) }
        return ProviderImportFile(
            summary: summary, rows: rows, next: stored.count > Self.previewRows ? rows.last?.row : nil)
    }
}

extension ProviderFile.Row {
    /// The row with what is to be said of its specialties.
    fileprivate func checked(by check: TaxonomyCheck) -> ProviderFile.Row {
        guard case .provider(let row, var provider) = self else { return self }
        provider.remarks += check.remarks(on: provider.taxonomies)
        provider.specialties = check.names(of: provider.taxonomies)
        return .provider(row: row, provider)
    }
}

extension ProviderFile {
    fileprivate var providers: [ProviderRecord] {
        self.rows.compactMap { if case .provider(_, let provider) = $0 { provider } else { nil } }
    }
}

/// Who has the NPIs of a file by now: as far as the caller sees them, and whoever else.
private struct KnownProviders {
    let visible: [String: KnownProvider]
    let elsewhere: [String: ProviderElsewhere]

    init(_ visible: [KnownProvider], _ elsewhere: [ProviderElsewhere]) {
        self.visible = Dictionary(visible.map { ($0.npi, $0) }) { first, _ in first }
        self.elsewhere = Dictionary(elsewhere.map { ($0.npi, $0) }) { first, _ in first }
    }

    func preview(_ row: ProviderFile.Row) -> ProviderPreview {
        ProviderPreview(row, known: self.visible, elsewhere: self.elsewhere)
    }

    /// The preview as it would be now.
    func compared(_ preview: ProviderPreview) -> ProviderPreview {
        if let provider = preview.provider { return self.preview(.provider(row: preview.row, provider)) }
        if let standing = preview.standing, let npi = preview.npi.flatMap({ NPI($0) }) {
            return self.preview(.deactivated(row: preview.row, npi, standing))
        }
        return preview
    }
}
