package import Postgres
package import PraxisCore

/// Something that is asked of a person: a course to take, or a policy to acknowledge.
package enum DutySubject: Hashable, Sendable {
    case course(TrainingCourse)
    case policy(Policy)

    package var code: String {
        switch self {
        case .course(let course): course.code
        case .policy(let policy): policy.code
        }
    }

    package var name: String {
        switch self {
        case .course(let course): course.name
        case .policy(let policy): policy.name
        }
    }

    package var kind: String {
        switch self {
        case .course: "course"
        case .policy: "policy"
        }
    }
}

/// Where one person stands with one of them.
package struct Duty: Hashable, Sendable {
    package let subject: DutySubject
    package let since: LocalDate
    package let due: LocalDate?
    package let state: DutyState
    /// The version to take or acknowledge.
    package let version: Int
    /// The version that was taken or acknowledged last.
    package let doneVersion: Int?
    package let doneOn: LocalDate?
}

/// Somebody of the scope.
package struct TrainedPerson: Hashable, Sendable {
    package let id: Person.ID
    package let name: String
    package let clinics: String
    package let positions: String
}

extension TrainedPerson: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        self.clinics = try row.read()
        self.positions = try row.read()
    }
}

/// A person with all duties.
package struct DutyRow: Hashable, Sendable {
    package let person: TrainedPerson
    package let duties: [Duty]

    /// Where the person stands with something; `nil` where it is not asked.
    package func duty(_ subject: DutySubject) -> Duty? { self.duties.first { $0.subject == subject } }
}

/// What the matrix is narrowed to.
package struct DutyFilter: Hashable, Sendable {
    package var state: DutyState?
    /// The code of a course or policy.
    package var subject: String?
    package var search: String?

    package init(state: DutyState? = nil, subject: String? = nil, search: String? = nil) {
        self.state = state
        self.subject = subject
        self.search = search
    }

    /// Whether a duty is in the list.
    package func admits(_ duty: Duty) -> Bool {
        (self.state.map { $0 == duty.state } ?? true) && (self.subject.map { $0 == duty.subject.code } ?? true)
    }
}

/// Where everybody of a scope stands.
package struct DutyMatrix: Sendable {
    /// People with a duty that the filter admits.
    package let rows: [DutyRow]
    /// What is asked of anybody, narrowed to the filter's.
    package let subjects: [DutySubject]
    /// Duties by their state, whatever the filter's state.
    package let counts: [DutyState: Int]

    init(rows: [DutyRow], subjects: [DutySubject], filter: DutyFilter) {
        self.subjects = subjects.filter { subject in filter.subject.map { $0 == subject.code } ?? true }
        let wanted = DutyFilter(subject: filter.subject)
        self.counts = Dictionary(
            rows.flatMap(\.duties).filter(wanted.admits).map { ($0.state, 1) }, uniquingKeysWith: +)
        self.rows = rows.filter { $0.duties.contains(where: filter.admits) }
    }
}

/// Everything about one person's training and policies.
package struct TrainingFile: Sendable {
    /// `nil` for the caller's own.
    package let person: Person?
    package let duties: [Duty]
    package let completions: [TrainingCompletion]
    package let claims: [TrainingClaim]
    package let acknowledgements: [PolicyAcknowledgement]
    package let courses: [TrainingCourse]
    package let versions: [TrainingCourse.ID: [TrainingVersion]]
    package let policies: [Policy]
    package let texts: [PolicyVersion]
}

/// All courses with everything that is set about them.
package struct TrainingCatalog: Sendable {
    package let courses: [TrainingCourse]
    package let versions: [TrainingCourse.ID: [TrainingVersion]]
    package let rules: [TrainingRule]
    package let gates: [TrainingGate]
    package let exposures: [ExposedJob]
    package let retentions: [Retention]
}
