package import Postgres
package import PraxisCore

/// A release of the code set of specialties that an operator loaded.
package struct TaxonomyRelease: Hashable, Sendable {
    package typealias ID = Identifier<TaxonomyRelease>

    /// Who printed the codes: their publisher, or CMS, whose copy has the days on which some ended.
    package enum Source: String, CaseIterable, Sendable { case nucc, cms }

    package let id: ID
    package let source: Source
    /// As its publisher counts, such as `25.1`.
    package let name: String
    package let effectiveOn: LocalDate
    package let fileName: String
    package let codes: Int
    package let loadedAt: Instant
    package let isInForce: Bool
}

extension TaxonomyRelease: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let source: String = try row.read()
        self.source = Source(rawValue: source) ?? .nucc
        self.name = try row.read()
        self.effectiveOn = try row.read()
        self.fileName = try row.read()
        self.codes = try row.read()
        self.loadedAt = try row.read()
        self.isInForce = try row.read()
    }
}

/// A specialty, by its code.
package struct Taxonomy: Hashable, Codable, Sendable {
    package let code: String
    package let grouping: String
    package let classification: String
    package let specialization: String
    package let name: String
    package let section: String
    /// Whether nobody may be given it any more; old records keep it.
    package let isRetired: Bool
    package let deactivatedOn: LocalDate?

    enum CodingKeys: String, CodingKey {
        case code, grouping, classification, specialization, name, section
        case isRetired = "deactivated"
        case deactivatedOn = "deactivated_on"
    }

    /// Whether a text has the form of a code: nine digits or capitals and an X.
    package static func isCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(11))
        return bytes.count == 10 && bytes.last == UInt8(ascii: "X")
            && bytes.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }
}

extension Taxonomy: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.grouping = try row.read()
        self.classification = try row.read()
        self.specialization = try row.read()
        self.name = try row.read()
        self.section = try row.read()
        self.isRetired = try row.read()
        self.deactivatedOn = try row.read()
    }
}
