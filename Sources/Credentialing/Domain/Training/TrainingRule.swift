package import Postgres
package import PraxisCore

/// Of whom a course or policy is asked: everybody, or those of a clinic, position, clinical role or exposed job.
package struct TrainingRule: Hashable, Sendable {
    package typealias ID = Identifier<TrainingRule>

    package let id: ID
    package let course: TrainingCourse.ID?
    package let policy: Policy.ID?
    package let clinic: String?
    package let position: String?
    package let role: String?
    package let exposure: String?
    package let dueDays: Int
    package let startsOn: LocalDate
    package let endsOn: LocalDate?
    package let citation: String
}

extension TrainingRule: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.course = try row.read()
        self.policy = try row.read()
        self.clinic = try row.read()
        self.position = try row.read()
        self.role = try row.read()
        self.exposure = try row.read()
        self.dueDays = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.citation = try row.read()
    }
}

/// A course without which a role does not work, or works with a remark.
package struct TrainingGate: Hashable, Sendable {
    package typealias ID = Identifier<TrainingGate>

    package let id: ID
    package let course: TrainingCourse.ID
    package let clinic: String?
    package let role: String
    package let severity: String
    package let startsOn: LocalDate
    package let endsOn: LocalDate?
    package let citation: String
}

extension TrainingGate: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.course = try row.read()
        self.clinic = try row.read()
        self.role = try row.read()
        self.severity = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.citation = try row.read()
    }
}

/// What a rule asks of one person: rows of `praxis_private.duty_spans`.
struct AskedSpan: PostgresRow {
    let person: Person.ID
    let course: TrainingCourse.ID?
    let policy: Policy.ID?
    let span: DutySpan

    init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.course = try row.read()
        self.policy = try row.read()
        let start: LocalDate = try row.read()
        let end: LocalDate? = try row.read()
        self.span = DutySpan(start, until: end, due: try row.read())
    }
}
