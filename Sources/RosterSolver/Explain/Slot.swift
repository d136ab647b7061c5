/// A shift of a day that somebody may take.
package struct Slot: Sendable, Hashable {
    package var day: Int
    package var shift: Int

    package init(day: Int, shift: Int) {
        self.day = day
        self.shift = shift
    }
}

extension RosterProblem {
    /// The slots that would fill what is missing against the targets, each once, by day.
    package func openSlots(in roster: Roster) -> [Slot] {
        let open = self.demands.filter { roster.count(on: $0.day, of: $0.shifts) < $0.target }
        let slots = Set(open.flatMap { demand in demand.shifts.map { Slot(day: demand.day, shift: $0) } })
        return slots.sorted { ($0.day, $0.shift) < ($1.day, $1.shift) }
    }
}
