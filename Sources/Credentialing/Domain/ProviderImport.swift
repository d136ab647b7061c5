package import Postgres
package import PraxisCore

/// A provider file on its way into the practice: shown first, done when somebody confirms.
package struct ProviderImport: Hashable, Sendable {
    package typealias ID = Identifier<ProviderImport>

    /// Where the file stands.
    package enum State: String, CaseIterable, Sendable { case previewed, confirmed, discarded }

    package let id: ID
    package let clinic: String
    package let clinicSlug: Slug
    package let fileName: String
    package let digest: [UInt8]
    package let isFallbackEncoding: Bool
    package let state: State
    /// From when the people of the file are appointed.
    package let startsOn: LocalDate
    package let rows: Int
    package let version: Int
    package let createdAt: Instant
    /// How many rows have each outcome, by its name.
    package let counts: [String: Int]

    /// How many rows have an outcome.
    package func count(_ outcome: ProviderPreview.Outcome) -> Int { self.counts[outcome.rawValue] ?? 0 }
}

extension ProviderImport: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.fileName = try row.read()
        self.digest = try row.read()
        self.isFallbackEncoding = try row.read()
        let state: String = try row.read()
        self.state = State(rawValue: state) ?? .discarded
        self.startsOn = try row.read()
        self.rows = try row.read()
        self.version = try row.read()
        self.createdAt = try row.read()
        let counts: JSONText = try row.read()
        self.counts = (try? counts.decoded()) ?? [:]
    }
}
