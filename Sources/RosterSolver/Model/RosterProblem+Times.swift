extension RosterProblem {
    /// What stands against the horizon and the shift types: by these all else is judged.
    func refusalsOfTimes() -> [Refusal] {
        var found: [Refusal] = self.days < 1 ? [.emptyHorizon] : []
        if !self.weekend.isUsable { found.append(.outOfRange(what: "weekend", person: nil)) }
        if self.shiftTypes.contains(where: { $0.minutes < 1 || $0.minutes > 2880 }) {
            found.append(.outOfRange(what: "minutes", person: nil))
        }
        for type in self.shiftTypes where !(type.start.map((0..<1440).contains) ?? true) {
            found.append(.outOfRange(what: "start of \(type.id)", person: nil))
        }
        for way in self.travel where !(0...FigureLimits.amounts.upperBound).contains(way.minutes) {
            found.append(.outOfRange(what: "travel \(way.from) to \(way.to)", person: nil))
        }
        return found.isEmpty ? self.refusalsOfDaysOff() : found
    }

    /// Shifts that, the way included, reach over a whole day off: only what follows on the next day is judged.
    private func refusalsOfDaysOff() -> [Refusal] {
        self.shiftTypes.indices.compactMap { first in
            let next = self.shiftTypes.indices.first { next in
                self.gap(from: first, to: next).map { $0 + 1440 < self.travelMinutes(from: first, to: next) } ?? false
            }
            return next.map { .reachesOverDayOff(shift: self.shiftTypes[first].id, next: self.shiftTypes[$0].id) }
        }
    }
}
