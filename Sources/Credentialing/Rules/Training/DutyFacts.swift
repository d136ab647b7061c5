import PraxisCore

/// What is asked and what was done, by person, and where that leaves each on a day.
struct DutyFacts {
    private let spans: [Person.ID: [AskedSpan]]
    private let records: [Person.ID: [TrainingRecord]]
    private let acknowledgements: [Person.ID: [PolicyAcknowledgement]]
    private let courses: [TrainingCourse]
    private let versions: [TrainingCourse.ID: [TrainingVersion]]
    private let policies: [Policy]
    private let texts: [Policy.ID: [PolicyVersion]]

    init(
        spans: [AskedSpan], records: [TrainingRecord], acknowledgements: [PolicyAcknowledgement],
        courses: [TrainingCourse], versions: [TrainingVersion], policies: [Policy], texts: [PolicyVersion]
    ) {
        self.spans = Dictionary(grouping: spans, by: \.person)
        self.records = Dictionary(grouping: records, by: \.person)
        self.acknowledgements = Dictionary(grouping: acknowledgements, by: \.person)
        self.courses = courses
        self.versions = Dictionary(grouping: versions, by: \.course)
        self.policies = policies
        self.texts = Dictionary(grouping: texts, by: \.policy)
    }

    /// Whoever is asked for anything.
    var people: [Person.ID] { Array(self.spans.keys) }

    /// What anybody is asked for, courses first.
    var subjects: [DutySubject] {
        let asked = self.spans.values.joined()
        let courses = Set(asked.compactMap(\.course))
        let policies = Set(asked.compactMap(\.policy))
        return self.courses.filter { courses.contains($0.id) }.map(DutySubject.course)
            + self.policies.filter { policies.contains($0.id) }.map(DutySubject.policy)
    }

    /// Where a person stands on a day with everything that is asked then; what presses first.
    func duties(of person: Person.ID, on day: LocalDate) -> [Duty] {
        let asked = self.spans[person] ?? []
        let done = self.records[person] ?? []
        let read = self.acknowledgements[person] ?? []
        let courses = self.courses.compactMap { course -> Duty? in
            guard
                let standing = TrainingClock.standing(
                    asked.filter { $0.course == course.id }.map(\.span), done.filter { $0.course == course.id },
                    self.versions[course.id] ?? [], on: day)
            else { return nil }
            return Duty(
                subject: .course(course), since: standing.since, due: standing.due, state: standing.state,
                version: standing.version, doneVersion: standing.last?.version, doneOn: standing.last?.completedOn)
        }
        let policies = self.policies.compactMap { policy -> Duty? in
            let own = read.filter { $0.policy == policy.id }
            guard
                let standing = PolicyClock.standing(
                    asked.filter { $0.policy == policy.id }.map(\.span), self.texts[policy.id] ?? [],
                    acknowledged: own.map(\.number), on: day)
            else { return nil }
            return Duty(
                subject: .policy(policy), since: standing.since, due: standing.due, state: standing.state,
                version: standing.version.number, doneVersion: standing.acknowledged,
                doneOn: own.first { $0.number == standing.acknowledged }?.on)
        }
        return (courses + policies).sorted { Self.rank($0) < Self.rank($1) }
    }

    private static func rank(_ duty: Duty) -> (Int, LocalDate, String) {
        (DutyState.allCases.firstIndex(of: duty.state) ?? 0, duty.due ?? .last, duty.subject.name)
    }
}
