/// Why a person may not work a shift type on a day, whatever else the row holds.
package enum Obstacle: Sendable, Hashable {
    case notAppointed
    /// The qualification is missing, or not valid on every day the shift touches.
    case unqualified(String)
    case onLeave
    case forbidden
    /// The cell is settled otherwise.
    case pinned(Pin)
}

extension RosterProblem {
    /// The first reason why the cell may not hold the shift type, or nil when only rules decide.
    package func obstacle(person: Int, day: Int, shift: Int) -> Obstacle? {
        let who = self.people[person]
        let type = self.shiftTypes[shift]
        if let appointed = who.appointedTo, !appointed.contains(shift) { return .notAppointed }
        for name in type.requires.sorted() where !self.holds(name, who, on: day, through: type) {
            return .unqualified(name)
        }
        if who.leave.contains(day) { return .onLeave }
        if who.forbids.contains(Forbid(day: day, shift: shift)) { return .forbidden }
        if let pin = who.pins.first(where: { $0.day == day && $0.shift != shift }) { return .pinned(pin) }
        return nil
    }

    private func holds(_ name: String, _ who: Person, on day: Int, through type: ShiftType) -> Bool {
        who.qualifications.contains { held in
            guard held.name == name else { return false }
            guard let valid = held.validOn else { return true }
            return valid.contains(day) && valid.contains(min(self.days - 1, day + type.midnights))
        }
    }
}
