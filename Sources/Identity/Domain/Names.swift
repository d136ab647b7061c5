package import FoundationEssentials
package import Postgres

/// A clinic to choose.
package struct ClinicName: PostgresRow {
    package let id: UUID
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
    }
}

/// A person to choose.
package struct PersonName: PostgresRow {
    package let id: UUID
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
    }
}
