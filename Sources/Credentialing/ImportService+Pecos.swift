import FoundationEssentials
import Postgres
package import PraxisCore

extension ImportService {
    private static let pecosPeople = 500

    /// Reads a file of Medicare's, of any size, outside of any transaction, and keeps what it would do for people of the
    /// practice. A file with a row that cannot be read is refused whole: it may be cut off.
    package func preview(_ upload: PecosUpload, as caller: Caller) async throws -> PecosImport.ID {
        let (clinics, numbers) = try await self.database.read(
            as: caller, PecosStore.clinics(in: caller.scope), PecosStore.numbers())
        let clinic = caller.scope == .all ? nil : clinics.first?.id
        if caller.scope != .all && clinic == nil { throw ImportError.unknown }
        let reader = try await Self.read(upload, keeping: Set(numbers.compactMap(\.value)))
        guard reader.problems.isEmpty else { throw ImportError.unreadable(reader.problems) }
        guard reader.rows > 0 else { throw ImportError.unusable(.empty) }
        let digest = try upload.source.digest()
        let id = PecosImport.ID.make()
        return try await self.write(as: caller) { transaction in
            let (people, day) = try await Self.shown(
                reader, upload, sought: Array(Set(numbers.compactMap(\.value))), transaction)
            try await transaction.run(
                PecosStore.add(id, upload, reader, of: day, digest: digest, at: clinic),
                try PecosStore.add(people, to: id, at: clinic),
                AuditEvent(
                    "credentialing.pecos-import.preview", "pecos_import", id.uuid, clinic: clinic,
                    after: try JSONText(["sha256": Hexadecimal.text(digest), "rows": String(reader.rows)])
                ).append)
            return id
        }
    }

    private static func read(_ upload: PecosUpload, keeping wanted: Set<String>) async throws -> PecosReader {
        var reader = PecosReader(keeping: wanted)
        do {
            var chunks = try upload.source.chunks()
            while let chunk = try await chunks.turn() { try reader.feed(chunk) }
            try reader.finish()
        } catch let failure as CSVFailure {
            throw ImportError.unusable(failure)
        }
        return reader
    }

    private static func shown(
        _ reader: PecosReader, _ upload: PecosUpload, sought: [String], _ transaction: Transaction
    ) async throws -> ([PecosPreview], ListDay?) {
        guard let list = reader.layout.list else {
            return (try await Self.people(of: reader.entries, transaction), nil)
        }
        let day = try await Self.day(of: list, reader, upload, transaction)
        let people = try await Self.people(
            of: reader.listed, on: list, sought: sought, rows: reader.rows, transaction)
        return (people, day)
    }

    private static func people(
        of entries: [PecosReader.Entry], _ transaction: Transaction
    ) async throws -> [PecosPreview] {
        let known = try await transaction.fetch(PecosStore.known(Array(Set(entries.map(\.npi)))))
        return PecosPreview.all(entries, known)
    }

    /// Keeps the numbers that the preview showed: all of them, or nothing where the practice has changed since.
    package func confirm(_ id: PecosImport.ID, version: Int, as caller: Caller) async throws {
        let _: PecosImport.ID = try await self.write(as: caller) { transaction in
            try await transaction.run(ImportStore.turn)
            let (imports, clinics, stored) = try await transaction.fetch(
                PecosStore.pecosImport(id, in: caller.scope), PecosStore.clinic(of: id),
                PecosStore.rows(of: id, limit: 100_000))
            guard let summary = imports.first else { throw ImportError.unknown }
            guard summary.state == .previewed else { throw ImportError.closed }
            guard summary.version == version else {
                throw ImportError.stale(current: summary.version, sent: version)
            }
            let previews = try stored.map { try $0.text.decoded(as: PecosPreview.self) }
            guard try await Set(Self.again(previews, of: summary, transaction)) == Set(previews) else {
                throw ImportError.stale(current: nil, sent: version)
            }
            guard try await transaction.execute(PecosStore.close(id, version: version, as: .confirmed)) == 1 else {
                throw ImportError.stale(current: nil, sent: version)
            }
            if let day = summary.listDay?.day {
                try await Self.apply(
                    previews.filter { $0.outcome != .refused }, of: summary, on: day, at: clinics.first?.id, transaction
                )
            } else {
                try await Self.apply(
                    previews.filter { $0.outcome == .changed }, of: summary, at: clinics.first?.id, transaction)
            }
            return id
        }
    }

    /// What the file would do now for the people who were looked for in it then.
    private static func again(
        _ previews: [PecosPreview], of summary: PecosImport, _ transaction: Transaction
    ) async throws -> [PecosPreview] {
        guard let list = summary.layout.list else {
            return try await Self.people(of: previews.flatMap(\.entries), transaction)
        }
        let shown = previews.compactMap(\.listed)
        return try await Self.people(
            of: shown.flatMap(\.rows), on: list, sought: shown.map(\.npi), rows: summary.rows, transaction)
    }

    private static func apply(
        _ changed: [PecosPreview], of summary: PecosImport, at clinic: UUID?, _ transaction: Transaction
    ) async throws {
        let (batch, people) = (summary.id.uuid, changed.map(\.person.uuid))
        try await transaction.run(
            ImportStore.add(
                batch, .pecos, file: summary.fileName, digest: summary.digest, rows: summary.rows, at: clinic),
            try PecosStore.number(changed), ImportStore.keepEffects(on: people, in: batch, at: clinic))
        for person in people {
            try await transaction.run(
                AuditEvent(
                    "people.person.change", "person", person, clinic: clinic,
                    after: try JSONText(["import": summary.id.description])
                ).append)
        }
        try await transaction.run(
            AuditEvent(
                "credentialing.pecos-import.confirm", "pecos_import", batch, clinic: clinic,
                after: try JSONText(summary.counts)
            ).append)
    }

    /// Puts a preview aside; nothing of it is done.
    package func discard(_ id: PecosImport.ID, version: Int, as caller: Caller) async throws {
        let _: PecosImport.ID = try await self.write(as: caller) { transaction in
            guard try await transaction.execute(PecosStore.close(id, version: version, as: .discarded)) == 1 else {
                throw ImportError.closed
            }
            try await transaction.run(
                AuditEvent("credentialing.pecos-import.discard", "pecos_import", id.uuid).append)
            return id
        }
    }

    /// Files of Medicare's of the scope, the newest first.
    package func pecosImports(as caller: Caller) async throws -> [PecosImport] {
        try await self.database.read(as: caller, PecosStore.imports(in: caller.scope))
    }

    /// One import with the people whom it is about.
    package func pecosImport(_ id: PecosImport.ID, as caller: Caller) async throws -> PecosImportFile {
        let (imports, stored) = try await self.database.read(
            as: caller, PecosStore.pecosImport(id, in: caller.scope), PecosStore.rows(of: id, limit: Self.pecosPeople))
        guard let summary = imports.first else { throw ImportError.unknown }
        return PecosImportFile(
            summary: summary, people: try stored.map { try $0.text.decoded(as: PecosPreview.self) })
    }
}
