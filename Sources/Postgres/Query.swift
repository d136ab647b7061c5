/// A statement together with the type of its rows. Making one does nothing.
package struct Query<Row: PostgresRow>: Sendable {
    package let sql: SQL

    package init(_ sql: SQL) { self.sql = sql }
}

/// A type that is read from the columns of one row, in their order.
///
///     extension Clinic: PostgresRow {
///         package init(row: inout RowReader) throws(PostgresError) {
///             self.id = try row.read()
///             self.zone = try row.read()
///         }
///     }
package protocol PostgresRow: Sendable {
    init(row: inout RowReader) throws(PostgresError)
}
