import Crypto
import Postgres
package import PraxisCore

/// A provider file as somebody hands it in.
package struct ProviderUpload: Sendable {
    package let fileName: String
    package let bytes: [UInt8]
    /// From when the people of the file are appointed at the clinic.
    package let startsOn: LocalDate

    package init(fileName: String, bytes: [UInt8], startsOn: LocalDate) {
        self.fileName = String(fileName.suffix(255))
        self.bytes = bytes
        self.startsOn = startsOn
    }

    var digest: [UInt8] { Array(SHA256.hash(data: self.bytes)) }
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
            file = try ProviderFile(upload.bytes)
        } catch {
            throw CredentialingError.unusableFile(error)
        }
        guard !file.rows.isEmpty else { throw CredentialingError.unusableFile(.empty) }
        let id = ProviderImport.ID.make()
        return try await self.write(as: caller) { transaction in
            let (clinics, people) = try await transaction.fetch(
                ProviderStore.clinic(in: caller.scope), ProviderStore.known(file.npis, in: caller.scope))
            guard clinics.count == 1, let clinic = clinics.first else { throw CredentialingError.unknown }
            let known = people.byNPI
            let previews = file.rows.map { ProviderPreview($0, known: known) }
            try await transaction.run(ProviderStore.add(id, file, as: upload, at: clinic))
            for start in stride(from: 0, to: previews.count, by: 1_000) {
                let chunk = previews[start..<min(start + 1_000, previews.count)]
                try await transaction.run(try ProviderStore.add(Array(chunk), to: id, at: clinic))
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.provider-import.preview", "provider_import", id.uuid, clinic: clinic.id,
                    after: try JSONText(["sha256": Hexadecimal.text(upload.digest), "rows": String(file.rows.count)])
                ).append)
            return id
        }
    }

    /// Does what the preview showed: all of it, or nothing where the practice has changed since.
    package func confirm(_ id: ProviderImport.ID, version: Int, as caller: Caller) async throws {
        let _: ProviderImport.ID = try await self.write(as: caller) { transaction in
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
            let people = try await transaction.fetch(
                ProviderStore.known(previews.compactMap(\.npi), in: caller.scope))
            let known = people.byNPI
            guard previews.allSatisfy({ $0 == $0.compared(with: known) }) else {
                throw CredentialingError.stale(current: nil, sent: version)
            }
            let changes = try JSONText(
                previews.compactMap { ProviderChange($0, known: $0.npi.flatMap { known[$0] }) })
            let closed = try await transaction.execute(ProviderStore.close(id, version: version, as: .confirmed))
            guard closed == 1 else { throw CredentialingError.stale(current: nil, sent: version) }
            try await transaction.run(
                ProviderStore.addPeople(changes), ProviderStore.keepFormerNames(changes),
                ProviderStore.changePeople(changes), ProviderStore.addLicenses(changes),
                ProviderStore.employ(changes, at: clinic, from: summary.startsOn),
                ProviderStore.appoint(changes, at: clinic, from: summary.startsOn),
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
            let closed = try await transaction.execute(ProviderStore.close(id, version: version, as: .discarded))
            guard closed == 1 else { throw CredentialingError.importClosed }
            try await transaction.run(
                AuditEvent("credentialing.provider-import.discard", "provider_import", id.uuid).append)
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

extension ProviderFile {
    fileprivate var npis: [String] {
        self.rows.compactMap { if case .provider(_, let provider) = $0 { provider.npi.description } else { nil } }
    }
}

extension ProviderPreview {
    /// The preview as it would be now.
    fileprivate func compared(with known: [String: KnownProvider]) -> ProviderPreview {
        guard let provider = self.provider else { return self }
        return ProviderPreview(.provider(row: self.row, provider), known: known)
    }
}

extension [KnownProvider] {
    fileprivate var byNPI: [String: KnownProvider] {
        Dictionary(self.map { ($0.npi, $0) }) { first, _ in first }
    }
}
