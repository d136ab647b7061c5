import FoundationEssentials
import Postgres
import PraxisCore

extension ImportService {
    /// The day of a list: as somebody says, else the newest in the file, else today.
    ///
    /// - Throws: where a newer list is in effect, or this one has lost a twentieth or more of the one before.
    static func day(
        of list: MedicareList, _ reader: PecosReader, _ upload: PecosUpload, _ transaction: Transaction
    ) async throws -> ListDay {
        let (days, lists) = try await transaction.fetch(RuleStore.today(), MedicareStore.newest(list))
        guard let today = days.first?.day else { throw ImportError.unknown }
        let day = try Self.day(entered: upload.asOf, inFile: reader.updatedOn, today: today)
        guard let newest = lists.first else { return day }
        guard newest.asOf <= day.day else { throw ImportError.outdated(newest: newest.asOf) }
        guard upload.isWhole || reader.rows * 20 > newest.rows * 19 else {
            throw ImportError.shrunk(from: newest.rows, to: reader.rows)
        }
        return day
    }

    private static func day(entered: LocalDate?, inFile: LocalDate?, today: LocalDate) throws -> ListDay {
        if let entered {
            guard entered <= today, entered.year >= 2000 else {
                throw FieldErrors("as_of", "Enter the day of the list; it is not in the future")
            }
            return ListDay(day: entered, source: .entered)
        }
        if let inFile, inFile <= today, inFile.year >= 2000 { return ListDay(day: inFile, source: .file) }
        return ListDay(day: today, source: .upload)
    }

    static func people(
        of rows: [MedicareRow], on list: MedicareList, sought: [String], rows count: Int, _ transaction: Transaction
    ) async throws -> [PecosPreview] {
        let known = try await transaction.fetch(MedicareStore.known(sought, list))
        // The headings are the first row.
        return PecosPreview.all(rows, of: list, known.map(\.person), last: count + 1)
    }

    /// Writes down what the list says of everybody who was looked for in it, and gives enrollments its dates.
    static func apply(
        _ people: [PecosPreview], of summary: PecosImport, on day: LocalDate, at clinic: UUID?,
        _ transaction: Transaction
    ) async throws {
        let batch = summary.id.uuid
        let dues = people.flatMap { $0.listed?.dues ?? [] }.filter { $0.outcome == .set }
        try await transaction.run(
            ImportStore.add(
                batch, .pecos, file: summary.fileName, digest: summary.digest, rows: summary.rows, at: clinic),
            try MedicareStore.add(people, of: summary.id, on: day))
        guard try await transaction.execute(try MedicareStore.set(dues)) == dues.count else {
            throw ImportError.stale(current: nil, sent: summary.version)
        }
        try await transaction.run(
            try MedicareStore.keep(dues, of: summary.id),
            ImportStore.keepEffects(on: people.map(\.person.uuid), in: batch, at: clinic))
        for person in people where person.outcome == .changed {
            try await transaction.run(
                AuditEvent(
                    "credentialing.medicare-list.change", "person", person.person.uuid, clinic: clinic,
                    after: try JSONText(["import": summary.id.description, "list": summary.layout.rawValue])
                ).append)
        }
        for due in dues {
            try await transaction.run(
                AuditEvent(
                    "credentialing.enrollment.change", "enrollment", due.enrollment.uuid,
                    before: try JSONText(["revalidation_due": due.before?.description ?? ""]),
                    after: try JSONText([
                        "revalidation_due": due.listed.description, "import": summary.id.description,
                    ])
                ).append)
        }
        try await transaction.run(
            AuditEvent(
                "credentialing.pecos-import.confirm", "pecos_import", batch, clinic: clinic,
                after: try JSONText(summary.counts)
            ).append)
    }
}
