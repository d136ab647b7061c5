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
    /// The plans in which the person was enrolled there on the day; `nil` for whoever may not read enrollments.
    package let plans: [String]?
    /// Those of them with federal funds, to which claims are held.
    package let heldPlans: [String]?
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
        self.plans = try row.read()
        self.heldPlans = try row.read()
    }
}
