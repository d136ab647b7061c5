package import Postgres

/// The end of a practice's chain, as the database keeps it beside the events.
package struct AuditHead: Codable, Equatable, Sendable {
    package let practice: String
    package let seq: Int64
    /// 64 hexadecimal digits.
    package let hash: String

    package init(practice: String, seq: Int64, hash: String) {
        self.practice = practice
        self.seq = seq
        self.hash = hash
    }
}

extension AuditHead: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.practice = try row.read()
        self.seq = try row.read()
        self.hash = try row.read()
    }
}
