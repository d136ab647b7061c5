import PraxisCore

/// A course that somebody has to have taken by a day, or a policy to have acknowledged.
struct DueDuty: Hashable, Encodable, Sendable {
    let person: Person.ID
    let course: TrainingCourse.ID?
    let policy: Policy.ID?
    let due: LocalDate
}

extension DutyFacts {
    /// What is overdue on a day or due within so many days after it, of everybody who is asked for anything.
    func dueDuties(on day: LocalDate, within days: Int) -> [DueDuty] {
        self.people.flatMap { person in
            self.duties(of: person, on: day).compactMap { duty in
                guard let due = duty.due, day.distance(to: due) <= days else { return nil }
                return switch duty.subject {
                case .course(let course): DueDuty(person: person, course: course.id, policy: nil, due: due)
                case .policy(let policy): DueDuty(person: person, course: nil, policy: policy.id, due: due)
                }
            }
        }
    }
}
