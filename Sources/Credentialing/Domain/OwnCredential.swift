package import Postgres
package import PraxisCore

/// A credential of the caller's own: how long it counts, and whether a renewal waits for its verification.
package struct OwnCredential: Hashable, Sendable, PostgresRow {
    package let person: Person.ID
    package let type: String
    package let state: String?
    package let bucket: BoardBucket
    package let coveredUntil: LocalDate?
    package let isRenewalClaimed: Bool

    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.type = try row.read()
        self.state = try row.read()
        let bucket: String = try row.read()
        self.bucket = BoardBucket(rawValue: bucket) ?? .unverified
        self.coveredUntil = try row.read()
        self.isRenewalClaimed = try row.read()
    }
}
