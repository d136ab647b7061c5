package import Postgres
package import PraxisCore

/// A shift that was worked and of which a later fact says that its person was not cleared. The past stays as it was.
package struct ClearanceFinding: Hashable, Sendable {
    package let person: Person.ID
    package let name: String
    package let clinic: String
    package let zone: Zone
    package let role: String
    package let starts: Instant
    package let ends: Instant
    package let reasons: [ClearanceReason]
    package let foundAt: Instant

    package var roleTitle: String { ClinicalRole(rawValue: self.role)?.title ?? self.role }
}

extension ClearanceFinding: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
        self.clinic = try row.read()
        self.zone = try row.read()
        self.role = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
        let reasons: JSONText = try row.read()
        self.reasons = (try? reasons.decoded(as: [ClearanceReason].self)) ?? []
        self.foundAt = try row.read()
    }
}
