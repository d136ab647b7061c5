package import PraxisCore

/// A week laid over another: which shifts can be placed there, and which the clocks do not allow.
package struct WeekCopy: Hashable, Sendable {
    package let placed: [Copied]
    package let refused: [Refused]

    /// A shift of the earlier week and the one made from it.
    package struct Copied: Hashable, Sendable {
        package let source: Shift.ID
        package let shift: Shift
        /// Whether its times exist twice in the new week; then the first are taken.
        package let isFirstOfTwo: Bool
    }

    /// A shift that the copy leaves out, with the reason.
    package struct Refused: Hashable, Sendable {
        package let source: Shift.ID
        package let date: LocalDate
        package let reason: PlacementError
    }

    /// A person's place on a copied shift.
    package struct Place: Hashable, Sendable {
        package let person: RosterPerson.ID
        package let shift: Shift.ID
        package let span: Span
    }

    /// Copies by the clock on the wall, not by elapsed time: 8:00 AM stays 8:00 AM in a week when the clocks change.
    /// Of a time that exists twice the first is taken. Shifts that the later week already has are left out.
    ///
    /// - Parameter templates: those that the shifts were made from. A night on which the clocks changed does not show
    ///   what the shift looks like in other weeks; its template does.
    package init(
        of shifts: [Shift], from templates: [ShiftTemplate] = [], to week: ISOWeek, in zone: Zone,
        without present: [Shift] = []
    ) {
        let hours = Dictionary(templates.map { ($0.id, $0.hours) }, uniquingKeysWith: { first, _ in first })
        var placed: [Copied] = []
        var refused: [Refused] = []
        for source in shifts {
            let date = week.monday.adding(days: source.date.weekday - 1)
            let hours = source.template.flatMap { hours[$0] } ?? source.span.wallHours(in: zone)
            do {
                let span = try hours.placed(on: date, in: zone, .first)
                let shift = Shift(
                    id: .make(), template: source.template, name: source.name, role: source.role, date: date,
                    span: span, breakMinutes: source.breakMinutes, need: source.need, services: source.services)
                guard !present.contains(where: { $0.isSameSlot(as: shift) }) else { continue }
                let last = try hours.placed(on: date, in: zone, .second)
                placed.append(Copied(source: source.id, shift: shift, isFirstOfTwo: span != last))
            } catch {
                refused.append(Refused(source: source.id, date: date, reason: error))
            }
        }
        self.placed = placed
        self.refused = refused
    }

    /// The places that people of the earlier week would have in the later one, by person: writers who go through
    /// people in one order do not wait for each other in a circle.
    package func places(of assignments: [Assignment]) -> [Place] {
        let shifts = Dictionary(self.placed.map { ($0.source, $0.shift) }, uniquingKeysWith: { first, _ in first })
        return assignments.sorted { ($0.person, $0.span) < ($1.person, $1.span) }.compactMap { assignment in
            shifts[assignment.shift].map { Place(person: assignment.person, shift: $0.id, span: $0.span) }
        }
    }
}

extension Span {
    /// The hours that the clocks show; where they changed in between, the start and as long as it lasts.
    fileprivate func wallHours(in zone: Zone) -> WallHours {
        let start = zone.local(of: self.start).time
        guard self.clockChange(in: zone) != 0 else { return WallHours(start, zone.local(of: self.end).time) }
        let end = TimeOfDay(minutes: (start.minutes + self.minutes) % 1440) ?? start
        return WallHours(start, end, .keepDuration)
    }
}

extension Shift {
    fileprivate func isSameSlot(as other: Shift) -> Bool {
        self.name == other.name && self.role == other.role && self.span == other.span
    }
}
