package import Postgres

/// What a match under review does to the work of its subject.
package struct ScreeningPolicy: Hashable, Sendable {
    /// Whether it warns or blocks.
    package enum Pending: String, CaseIterable, Codable, Sendable {
        case warn, block
    }

    package let pending: Pending
    /// 0 where the practice has not decided; then it warns.
    package let version: Int

    package init(pending: Pending = .warn, version: Int = 0) {
        self.pending = pending
        self.version = version
    }
}

extension ScreeningPolicy: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let pending: String = try row.read()
        self.pending = Pending(rawValue: pending) ?? .warn
        self.version = try row.read()
    }
}
