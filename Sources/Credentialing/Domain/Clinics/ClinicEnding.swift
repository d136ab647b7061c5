package import Postgres
package import PraxisCore

/// A certificate of a clinic that has stopped to count, does so soon, or is missing where work waits for it.
package struct ClinicEnding: Hashable, Sendable {
    package let clinic: String
    package let clinicSlug: Slug
    package let typeName: String
    /// Whether anything was put on file.
    package let isOnFile: Bool
    /// The last day on which it counts or counted; `nil` where none was ever verified.
    package let coveredUntil: LocalDate?
    /// Whether the practice stops work at the clinic without it.
    package let isRequired: Bool
    /// How many days it still counts; `nil` where it does not.
    package let daysLeft: Int?
    /// What the authority did that bars it today.
    package let barredBy: ClinicStatusSpan.Status?

    package var isOver: Bool { self.daysLeft == nil }
}

extension ClinicEnding: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.typeName = try row.read()
        self.isOnFile = try row.read()
        self.coveredUntil = try row.read()
        self.isRequired = try row.read()
        self.daysLeft = try row.read()
        let status: String? = try row.read()
        self.barredBy = status.flatMap(ClinicStatusSpan.Status.init)
    }
}
