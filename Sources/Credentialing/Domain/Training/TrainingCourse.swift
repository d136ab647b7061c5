package import Postgres
package import PraxisCore

/// A course that people take, whatever its versions.
package struct TrainingCourse: Hashable, Sendable {
    package typealias ID = Identifier<TrainingCourse>

    package let id: ID
    package let code: String
    package let name: String
    package let retention: Retention
    /// From this day on nobody is asked for it.
    package let endsOn: LocalDate?
    package let version: Int
}

extension TrainingCourse: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.code = try row.read()
        self.name = try row.read()
        self.endsOn = try row.read()
        self.version = try row.read()
        self.retention = try Retention(row: &row)
    }
}

/// What was taught from a day on, and how long a completion of it counts.
package struct TrainingVersion: Hashable, Sendable {
    package let course: TrainingCourse.ID
    package let number: Int
    package let summary: String
    package let link: String?
    package let document: TrainingDocument.ID?
    package let minutes: Int
    package let passingScore: Int?
    package let recurrence: Recurrence?
    package let warnDays: Int
    /// Days within which those who took an earlier version take this one.
    package let retakeDays: Int?
    package let citation: String
    package let effectiveFrom: LocalDate

    package init(
        course: TrainingCourse.ID = .make(), number: Int, summary: String = "", link: String? = nil,
        document: TrainingDocument.ID? = nil, minutes: Int = 30, passingScore: Int? = nil, recurrence: Recurrence?,
        warnDays: Int = 30, retakeDays: Int? = nil, citation: String = "", effectiveFrom: LocalDate
    ) {
        self.course = course
        self.number = number
        self.summary = summary
        self.link = link
        self.document = document
        self.minutes = minutes
        self.passingScore = passingScore
        self.recurrence = recurrence
        self.warnDays = warnDays
        self.retakeDays = retakeDays
        self.citation = citation
        self.effectiveFrom = effectiveFrom
    }
}

extension TrainingVersion: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.course = try row.read()
        self.number = try row.read()
        self.summary = try row.read()
        self.link = try row.read()
        self.document = try row.read()
        self.minutes = try row.read()
        self.passingScore = try row.read()
        let every: Int? = try row.read()
        let unit: String? = try row.read()
        let anchor: String? = try row.read()
        self.recurrence = every.map {
            Recurrence(
                every: $0, unit.flatMap(Recurrence.Unit.init) ?? .day,
                from: anchor.flatMap(Recurrence.Anchor.init) ?? .completion)
        }
        self.warnDays = try row.read()
        self.retakeDays = try row.read()
        self.citation = try row.read()
        self.effectiveFrom = try row.read()
    }
}
