package import Postgres

/// The fields that an update changed, as JSON objects of their values before and after; empty where nothing did.
package struct FieldChange: PostgresRow {
    package let before: JSONText?
    package let after: JSONText?

    package init(row: inout RowReader) throws(PostgresError) {
        self.before = try row.read()
        self.after = try row.read()
    }
}
