package import Postgres
package import PraxisCore

/// A document of a clinic's certificate; its bytes come with an opening alone.
package struct ClinicDocument: Hashable, Sendable {
    package typealias ID = Identifier<Document>

    package let id: ID
    package let credential: ClinicCredential.ID
    package let term: ClinicTerm.ID
    package let name: String
    package let mediaType: String
    package let size: Int64
    /// SHA-256 in hexadecimal digits.
    package let digest: String
    package let addedBy: String
    package let addedAt: Instant
}

extension ClinicDocument: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.credential = try row.read()
        self.term = try row.read()
        self.name = try row.read()
        self.mediaType = try row.read()
        self.size = try row.read()
        self.digest = try row.read()
        self.addedBy = try row.read()
        self.addedAt = try row.read()
    }
}
