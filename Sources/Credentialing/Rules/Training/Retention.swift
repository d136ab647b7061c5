package import Postgres
package import PraxisCore

/// How long the law has a record kept, and what starts that clock.
package struct Retention: Hashable, Sendable {
    /// What the years are counted from.
    package enum Start: String, Sendable {
        /// The day of the record (OSHA: three years from the date of the training).
        case record
        /// The day of the record, or the last one on which what it is about was in force, whichever is later (HIPAA).
        case lastEffective = "last_effective"
    }

    package let code: String
    package let name: String
    package let years: Int
    package let start: Start
    package let citation: String

    package init(code: String, name: String, years: Int, from start: Start, citation: String) {
        self.code = code
        self.name = name
        self.years = years
        self.start = start
        self.citation = citation
    }

    /// The last day on which a record must be there; whether its person has left makes no difference.
    ///
    /// - Parameter lastEffective: the last day on which the version was in force; `nil` while it is.
    /// - Returns: `nil` while the clock has not started.
    package func keptThrough(recordedOn day: LocalDate, lastEffective: LocalDate?) -> LocalDate? {
        switch self.start {
        case .record: return day.adding(months: 12 * self.years)
        case .lastEffective:
            guard let lastEffective else { return nil }
            return max(day, lastEffective).adding(months: 12 * self.years)
        }
    }
}

extension Retention: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
        self.years = try row.read()
        let start: String = try row.read()
        self.start = Start(rawValue: start) ?? .lastEffective
        self.citation = try row.read()
    }
}
