package import Postgres
package import PraxisCore

/// A completion that counts: passed, and not corrected since.
package struct TrainingRecord: Hashable, Sendable {
    package let person: Person.ID
    package let course: TrainingCourse.ID
    package let version: Int
    package let completedOn: LocalDate
    /// The last day on which it counts; `nil` for good.
    package let validThrough: LocalDate?

    package init(
        person: Person.ID = .make(), course: TrainingCourse.ID = .make(), version: Int, completedOn: LocalDate,
        validThrough: LocalDate?
    ) {
        self.person = person
        self.course = course
        self.version = version
        self.completedOn = completedOn
        self.validThrough = validThrough
    }
}

extension TrainingRecord: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.course = try row.read()
        self.version = try row.read()
        self.completedOn = try row.read()
        self.validThrough = try row.read()
    }
}

/// Everything that is on record about one completion, with what OSHA asks for: contents, trainer, qualification, job title.
package struct TrainingCompletion: Hashable, Sendable {
    package typealias ID = Identifier<TrainingCompletion>

    /// How it went.
    package enum Result: String, CaseIterable, Codable, Sendable {
        case passed, failed, withdrawn

        package var title: String { self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst() }
    }

    package let id: ID
    package let course: TrainingCourse.ID
    package let courseName: String
    package let version: Int
    package let summary: String
    package let completedOn: LocalDate
    package let result: Result
    package let score: Int?
    package let minutes: Int
    package let trainer: String
    package let qualification: String
    package let jobTitle: String
    package let validThrough: LocalDate?
    package let evidence: String?
    package let supersedes: ID?
    package let isSuperseded: Bool
    package let reason: String?
    package let recordedBy: String
    package let recordedAt: Instant
    /// The last day on which its version was the newest; `nil` while it is.
    package let lastEffective: LocalDate?
    package let retention: Retention

    /// The last day on which it must be kept; `nil` while its version is in force.
    package var keptThrough: LocalDate? {
        self.retention.keptThrough(recordedOn: self.completedOn, lastEffective: self.lastEffective)
    }
}

extension TrainingCompletion: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.course = try row.read()
        self.courseName = try row.read()
        self.version = try row.read()
        self.summary = try row.read()
        self.completedOn = try row.read()
        let result: String = try row.read()
        self.result = Result(rawValue: result) ?? .failed
        self.score = try row.read()
        self.minutes = try row.read()
        self.trainer = try row.read()
        self.qualification = try row.read()
        self.jobTitle = try row.read()
        self.validThrough = try row.read()
        self.evidence = try row.read()
        self.supersedes = try row.read()
        self.isSuperseded = try row.read()
        self.reason = try row.read()
        self.recordedBy = try row.read()
        self.recordedAt = try row.read()
        self.lastEffective = try row.read()
        self.retention = try Retention(row: &row)
    }
}
