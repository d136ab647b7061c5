package import Postgres
package import PraxisCore

/// A shift that somebody worked while excluded. Past rosters are not changed; what was worked is claims to look at.
package struct ExclusionFinding: Hashable, Sendable {
    package let clinic: String
    package let clinicSlug: Slug
    package let day: LocalDate
    package let role: String
    /// By the clinic's clock.
    package let starts: String
    package let ends: String
    package let minutes: Int
    package let notedAt: Instant
}

extension ExclusionFinding: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.day = try row.read()
        self.role = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
        self.minutes = try row.read()
        self.notedAt = try row.read()
    }
}
