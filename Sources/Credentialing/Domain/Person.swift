package import Postgres
package import PraxisCore

/// One human of the practice, as credentialing speaks of them.
package struct Person: Hashable, Sendable {
    package typealias ID = Identifier<Person>

    package let id: ID
    package let given: String
    package let family: String
    package let npi: String?
    /// The clinics of their appointments and employments, by name.
    package let clinics: String

    package var name: String { "\(self.given) \(self.family)" }
}

extension Person: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.given = try row.read()
        self.family = try row.read()
        self.npi = try row.read()
        self.clinics = try row.read()
    }
}
