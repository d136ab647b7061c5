import FoundationEssentials
import Postgres
package import PraxisCore

/// A staff file as somebody hands it in.
package struct StaffUpload: Sendable {
    package let fileName: String
    package let source: ListSource
    /// From when people work where a row does not say.
    package let startsOn: LocalDate?

    package init(fileName: String, source: ListSource, startsOn: LocalDate?) {
        self.fileName = String(fileName.suffix(255))
        self.source = source
        self.startsOn = startsOn
    }
}

/// A staff import with its questions and a page of its rows.
package struct StaffImportFile: Sendable {
    package let summary: StaffImport
    package let questions: [StaffPreview]
    package let rows: [StaffPreview]
    /// The row after which the next page begins.
    package let next: Int?
}

extension ImportService {
    static let previewRows = 100

    /// Reads a staff file and keeps what it would do, row by row. Nothing is done yet.
    package func preview(_ upload: StaffUpload, as caller: Caller) async throws -> StaffImport.ID {
        let clinics = try await self.database.read(as: caller, StaffStore.clinics())
        let only: StaffClinicRow? =
            if case .clinic(let slug) = caller.scope { clinics.first { $0.slug == slug.description } } else { nil }
        if caller.scope != .all && only == nil { throw ImportError.unknown }
        let site = StaffSite(
            clinics: clinics.map { StaffSite.Clinic(slug: $0.slug, name: $0.name) }, only: only?.slug,
            startsOn: upload.startsOn, today: self.today())
        let file: StaffFile
        do {
            file = try await StaffFile(upload.source, for: site)
        } catch let failure as CSVFailure {
            throw ImportError.unusable(failure)
        }
        guard !file.rows.isEmpty else { throw ImportError.unusable(.empty) }
        let digest = try upload.source.digest()
        let id = StaffImport.ID.make()
        return try await self.write(as: caller) { transaction in
            let previews = try await Self.previews(of: file.rows, transaction)
            try await transaction.run(StaffStore.add(id, file, as: upload, digest: digest, at: only?.id))
            for start in stride(from: 0, to: previews.count, by: 1_000) {
                let chunk = previews[start..<min(start + 1_000, previews.count)]
                try await transaction.run(try StaffStore.add(Array(chunk), to: id, at: only?.id))
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.staff-import.preview", "staff_import", id.uuid, clinic: only?.id,
                    after: try JSONText(["sha256": Hexadecimal.text(digest), "rows": String(file.rows.count)])
                ).append)
            return id
        }
    }

    /// Does what the preview showed and the answers say: all of it, or nothing where the practice has changed since.
    package func confirm(
        _ id: StaffImport.ID, answers: [Int: StaffAnswer], version: Int, as caller: Caller
    ) async throws {
        let _: StaffImport.ID = try await self.write(as: caller) { transaction in
            try await transaction.run(ImportStore.turn)
            let (imports, origins, stored) = try await transaction.fetch(
                StaffStore.staffImport(id, in: caller.scope), StaffStore.origin(id),
                StaffStore.rows(of: id, nil, after: 0, limit: 100_000))
            guard let summary = imports.first, let origin = origins.first else { throw ImportError.unknown }
            guard summary.state == .previewed else { throw ImportError.closed }
            guard summary.version == version else {
                throw ImportError.stale(current: summary.version, sent: version)
            }
            let previews = try stored.map { try $0.text.decoded(as: StaffPreview.self) }
            guard try await Self.previews(of: previews.map(StaffFile.Row.init), transaction) == previews else {
                throw ImportError.stale(current: nil, sent: version)
            }
            let plan = try StaffPlan(previews, answers)
            guard try await transaction.execute(StaffStore.close(id, version: version, as: .confirmed)) == 1 else {
                throw ImportError.stale(current: nil, sent: version)
            }
            try await Self.apply(plan, of: summary, origin, transaction)
            return id
        }
    }

    private static func apply(
        _ plan: StaffPlan, of summary: StaffImport, _ origin: StaffImportOrigin, _ transaction: Transaction
    ) async throws {
        let (batch, clinic) = (summary.id.uuid, origin.clinic)
        let changes = try JSONText(plan.changes)
        let people = Set(plan.changes.map(\.person.uuid)).sorted { $0.uuidString < $1.uuidString }
        try await transaction.run(
            StaffStore.keep(plan.answers, of: summary.id, at: clinic),
            ImportStore.add(
                batch, .staff, file: summary.fileName, digest: origin.digest, rows: summary.rows, at: clinic),
            StaffStore.addPeople(changes), StaffStore.employ(changes), StaffStore.appoint(changes),
            ImportStore.keepValues(of: plan.changes.filter(\.fillsIn).map(\.person.uuid), in: batch, at: clinic),
            StaffStore.changePeople(changes), StaffStore.number(changes),
            ImportStore.keepEffects(on: people, in: batch, at: clinic))
        for change in plan.changes {
            try await transaction.run(
                AuditEvent(
                    change.isNew ? "people.person.add" : "people.person.change", "person", change.person.uuid,
                    clinic: clinic, after: try JSONText(["import": summary.id.description, "clinic": change.clinic])
                ).append)
        }
        try await transaction.run(
            AuditEvent(
                "credentialing.staff-import.confirm", "staff_import", batch, clinic: clinic,
                after: try JSONText(summary.counts)
            ).append)
    }

    /// Puts a preview aside; nothing of it is done.
    package func discard(_ id: StaffImport.ID, version: Int, as caller: Caller) async throws {
        let _: StaffImport.ID = try await self.write(as: caller) { transaction in
            guard try await transaction.execute(StaffStore.close(id, version: version, as: .discarded)) == 1 else {
                throw ImportError.closed
            }
            try await transaction.run(
                AuditEvent("credentialing.staff-import.discard", "staff_import", id.uuid).append)
            return id
        }
    }

    /// Staff files of the scope, the newest first.
    package func staffImports(as caller: Caller) async throws -> [StaffImport] {
        try await self.database.read(as: caller, StaffStore.imports(in: caller.scope))
    }

    /// One import with its questions and the rows of an outcome, or all.
    package func staffImport(
        _ id: StaffImport.ID, _ outcome: StaffPreview.Outcome?, after row: Int = 0, as caller: Caller
    ) async throws -> StaffImportFile {
        let (imports, questions, stored) = try await self.database.read(
            as: caller, StaffStore.staffImport(id, in: caller.scope),
            StaffStore.rows(of: id, .question, after: 0, limit: 5_000),
            StaffStore.rows(of: id, outcome, after: row, limit: Self.previewRows + 1))
        guard let summary = imports.first else { throw ImportError.unknown }
        let rows = try stored.prefix(Self.previewRows).map { try $0.text.decoded(as: StaffPreview.self) }
        return StaffImportFile(
            summary: summary, questions: try questions.map { try $0.text.decoded(as: StaffPreview.self) }, rows: rows,
            next: stored.count > Self.previewRows ? rows.last?.row : nil)
    }

    /// What rows would do in the practice as it is now.
    private static func previews(
        of rows: [StaffFile.Row], _ transaction: Transaction
    ) async throws -> [StaffPreview] {
        let asked = rows.compactMap { row in row.record.map { StaffInquiry(row: row.number, $0) } }
        let found = try await transaction.fetch(StaffStore.candidates(try JSONText(asked)))
        let people = Set(found.map(\.candidate.person.uuid))
        let known = try await transaction.fetch(StaffStore.known(Array(people)))
        let byPerson = Dictionary(known.map { ($0.person, $0) }) { first, _ in first }
        let byRow = Dictionary(grouping: found, by: \.row)
        var previews: [Int: StaffPreview] = [:]
        for row in rows.sorted(by: { $0.number < $1.number }) {
            previews[row.number] = StaffPreview(
                row, candidates: byRow[row.number]?.map(\.candidate) ?? [], known: byPerson,
                leader: row.follows.flatMap { previews[$0] })
        }
        return rows.compactMap { previews[$0.number] }.sorted { $0.row < $1.row }
    }
}

/// What the database needs of a row to find whom it may be about.
private struct StaffInquiry: Encodable {
    let row: Int
    let given, family: String
    let birth: LocalDate?
    let npi, email, number: String?

    init(row: Int, _ record: StaffRecord) {
        self.row = row
        self.given = record.given
        self.family = record.family
        self.birth = record.birthDate
        self.npi = record.npi?.description
        self.email = record.email
        self.number = record.number
    }
}

extension StaffFile.Row {
    /// The row as its preview keeps it.
    fileprivate init(_ preview: StaffPreview) {
        let isRefusedByItself = preview.record == nil
        self.init(
            number: preview.row, record: preview.record, follows: preview.follows,
            problems: isRefusedByItself ? preview.problems : [], notes: preview.notes)
    }
}
