package import PraxisCore

/// Says what stands between people and one shift, from what everybody works around it.
package struct CandidateJudge: Sendable {
    private let shift: Shift
    private let zone: Zone
    private let own: [RosterPerson.ID: [Assignment]]
    private let busyElsewhere: [RosterPerson.ID: [Span]]
    private let rules: [RestRule]

    package init(
        shift: Shift, in zone: Zone, assignments: [Assignment], busyElsewhere: [RosterPerson.ID: [Span]],
        rules: [RestRule]
    ) {
        self.shift = shift
        self.zone = zone
        self.own = Dictionary(grouping: assignments, by: \.person)
        self.busyElsewhere = busyElsewhere
        self.rules = rules.filter { $0.applies(on: shift.date) }
    }

    /// How well a person fits the shift, with everything that speaks against it.
    ///
    /// - Parameter reasons: all that credentialing says.
    package func candidate(_ person: RosterPerson, _ reasons: [ClearanceReason] = []) -> Candidate {
        let spans = (self.own[person.id] ?? []).map(\.span) + (self.busyElsewhere[person.id] ?? [])
        let busy = spans.filter { $0.overlaps(self.shift.span) }.sorted()
        let rest = spans.compactMap { $0.rest(to: self.shift.span) }.min()
        return Candidate(
            person: person, reasons: ClearanceReason.binding(reasons), warnings: ClearanceReason.warnings(reasons),
            billing: ClearanceReason.billing(reasons), busy: busy,
            shortRests: self.rules.compactMap { rule in
                rest.flatMap { $0 < rule.minutes ? Candidate.ShortRest(minutes: $0, rule: rule) : nil }
            },
            weekMinutes: self.weekMinutes(of: person))
    }

    /// What starts in the week of the shift, at this clinic and at others.
    private func weekMinutes(of person: RosterPerson) -> Int {
        let week = ISOWeek(containing: self.shift.date)
        let elsewhere = (self.busyElsewhere[person.id] ?? [])
            .filter { ISOWeek(containing: self.zone.local(of: $0.start).date) == week }
        let here = (self.own[person.id] ?? []).filter { ISOWeek(containing: $0.date) == week }.map(\.span)
        return (here + elsewhere).map(\.minutes).reduce(0, +)
    }
}
