import PraxisCore

/// Says what stands between people and one shift, from what everybody works around it.
package struct CandidateJudge: Sendable {
    private let shift: Shift
    private let own: [RosterPerson.ID: [Assignment]]
    private let busyElsewhere: [RosterPerson.ID: [Span]]
    private let rules: [RestRule]

    package init(
        shift: Shift, assignments: [Assignment], busyElsewhere: [RosterPerson.ID: [Span]], rules: [RestRule]
    ) {
        self.shift = shift
        self.own = Dictionary(grouping: assignments, by: \.person)
        self.busyElsewhere = busyElsewhere
        self.rules = rules.filter { $0.applies(on: shift.date) }
    }

    /// How well a person fits the shift, with everything that speaks against it.
    package func candidate(_ person: RosterPerson, refusedFor reasons: [ClearanceReason]) -> Candidate {
        let spans = (self.own[person.id] ?? []).map(\.span) + (self.busyElsewhere[person.id] ?? [])
        let busy = spans.filter { $0.overlaps(self.shift.span) }.sorted()
        let rest = spans.compactMap { $0.rest(to: self.shift.span) }.min()
        let week = ISOWeek(containing: self.shift.date)
        return Candidate(
            person: person, reasons: reasons, busy: busy,
            shortRests: self.rules.compactMap { rule in
                rest.flatMap { $0 < rule.minutes ? Candidate.ShortRest(minutes: $0, rule: rule) : nil }
            },
            weekMinutes: (self.own[person.id] ?? []).filter { ISOWeek(containing: $0.date) == week }
                .map(\.span.minutes).reduce(0, +))
    }
}
