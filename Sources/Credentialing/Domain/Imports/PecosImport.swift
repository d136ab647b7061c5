package import Postgres
package import PraxisCore

/// A file of Medicare's on its way into the practice: shown first, done when somebody confirms.
package struct PecosImport: Hashable, Sendable {
    package typealias ID = Identifier<PecosImport>

    package let id: ID
    package let clinic: String?
    package let layout: PecosReader.Layout
    package let fileName: String
    package let digest: [UInt8]
    package let state: ProviderImport.State
    package let rows: Int
    package let flagged: Int
    /// The day of a list, and where it is from.
    package let listDay: ListDay?
    package let version: Int
    package let createdAt: Instant
    /// How many people have each outcome, by its name.
    package let counts: [String: Int]

    /// How many people have an outcome.
    package func count(_ outcome: PecosPreview.Outcome) -> Int { self.counts[outcome.rawValue] ?? 0 }
}

extension PecosImport: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.clinic = try row.read()
        let layout: String = try row.read()
        self.layout = PecosReader.Layout(rawValue: layout) ?? .enrollment
        self.fileName = try row.read()
        self.digest = try row.read()
        let state: String = try row.read()
        self.state = ProviderImport.State(rawValue: state) ?? .discarded
        self.rows = try row.read()
        self.flagged = try row.read()
        let day: LocalDate? = try row.read()
        let source: String? = try row.read()
        self.listDay = day.map { ListDay(day: $0, source: source.flatMap(ListDay.Source.init) ?? .upload) }
        self.version = try row.read()
        self.createdAt = try row.read()
        let counts: JSONText = try row.read()
        self.counts = (try? counts.decoded()) ?? [:]
    }
}

/// A file of Medicare's as somebody hands it in.
package struct PecosUpload: Sendable {
    package let fileName: String
    package let source: ListSource
    /// The day of a list, where somebody says it.
    package let asOf: LocalDate?
    /// That a list which is much shorter than the one before is whole all the same.
    package let isWhole: Bool

    package init(fileName: String, source: ListSource, asOf: LocalDate? = nil, isWhole: Bool = false) {
        self.fileName = String(fileName.suffix(255))
        self.source = source
        self.asOf = asOf
        self.isWhole = isWhole
    }
}

/// An import with the people whom it is about, at most five hundred of them.
package struct PecosImportFile: Sendable {
    package let summary: PecosImport
    package let people: [PecosPreview]
}
