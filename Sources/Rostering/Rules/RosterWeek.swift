package import PraxisCore

/// One week of one clinic: its slots, who is on them, and where its publication stands.
package struct RosterWeek: Hashable, Sendable {
    package let week: ISOWeek
    package let state: RosterState
    package let shifts: [Shift]
    package let assignments: [Assignment]

    package init(_ week: ISOWeek, _ state: RosterState, _ shifts: [Shift], _ assignments: [Assignment]) {
        self.week = week
        self.state = state
        self.shifts = shifts
        self.assignments = assignments
    }

    /// The number of the publication to come, or everything that stands in its way.
    ///
    /// Open places don't: a roster with gaps is better known than unknown, and coverage shows them. What has ended does
    /// not either: nobody can change it.
    ///
    /// - Parameters:
    ///   - refusals: of assignments that have not ended.
    ///   - surroundings: what the people work beside the week.
    package func nextPublication(
        given refusals: [Refusal], under rules: [RestRule], around surroundings: WeekSurroundings = WeekSurroundings(),
        after now: Instant? = nil
    ) throws(RosterError) -> Int {
        guard self.hasNews else { throw .nothingToPublish }
        let violations =
            RosterRules.overlaps(in: self.assignments) + refusals.map(Violation.notCleared)
            + RosterRules.shortRests(
                in: self.assignments.filter { assignment in now.map { assignment.span.end > $0 } ?? true },
                around: surroundings, under: rules.filter(\.isBinding))
        guard violations.isEmpty else { throw .violations(violations) }
        return (self.state.publication?.number ?? 0) + 1
    }

    /// Whether a publication would tell anything: a first roster with shifts, or any change, also that nothing is left.
    package var hasNews: Bool {
        switch self.state {
        case .draft: !self.shifts.isEmpty
        case .published: false
        case .changed: true
        }
    }

    /// Planned paid minutes of each person in this week, at this clinic.
    package var paidMinutes: [RosterPerson.ID: Int] {
        let shifts = Dictionary(self.shifts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return self.assignments.reduce(into: [:]) { minutes, assignment in
            minutes[assignment.person, default: 0] += shifts[assignment.shift]?.paidMinutes ?? assignment.span.minutes
        }
    }
}

/// What a use case of the roster refuses, in cases that a caller can act on.
package enum RosterError: Error, Hashable, Sendable {
    case violations([Violation])
    case nothingToPublish
    /// There is no such shift, assignment, template or week for the caller.
    case unknown
    /// Somebody changed it meanwhile.
    case stale(seen: Int, now: Int)
    /// The plan is another than the one that was to be published.
    case replanned
    /// On that day there is no shift of this kind to move to.
    case noSuchShift(LocalDate)
    /// Nobody may take the slot away while people are on it.
    case shiftTaken
    case templateNameTaken
    case notCleared([ClearanceReason])
    /// The person is busy then; where is not told.
    case busy([Span])
}
