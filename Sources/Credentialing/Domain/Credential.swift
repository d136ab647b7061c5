package import Postgres
package import PraxisCore

/// Something that a person holds: a license, a registration, a certificate.
package struct Credential: Hashable, Sendable {
    package typealias ID = Identifier<Credential>

    package let id: ID
    package let person: Person.ID
    package let type: String
    package let typeName: String
    package let state: String?
    package let number: String?
    package let issuer: String?
    /// Whether other states of a compact honor it.
    package let isMultistate: Bool
    /// Whether it came from a provider file, where holders say what they hold.
    package let isFromFile: Bool

    /// What it is called in lists: `Medical license CO DR.0040037`.
    package var title: String { [self.typeName, self.state, self.number].compactMap(\.self).joined(separator: " ") }
}

extension Credential: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.type = try row.read()
        self.typeName = try row.read()
        self.state = try row.read()
        self.number = try row.read()
        self.issuer = try row.read()
        self.isMultistate = try row.read()
        self.isFromFile = try row.read()
    }
}
