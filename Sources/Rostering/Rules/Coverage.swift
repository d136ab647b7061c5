package import PraxisCore

/// How many people are there, and how many it takes.
package struct Coverage: Hashable, Sendable {
    package var have: Int
    package var need: Int

    package init(have: Int = 0, need: Int = 0) {
        self.have = have
        self.need = need
    }

    package var unfilled: Int { max(0, self.need - self.have) }

    package static func + (a: Self, b: Self) -> Self { Self(have: a.have + b.have, need: a.need + b.need) }
}

extension Coverage {
    /// Coverage of each day. A person too many on one shift does not fill a place on another.
    package static func byDay(of shifts: [Shift], with assignments: [Assignment]) -> [LocalDate: Coverage] {
        let have = Dictionary(grouping: assignments, by: \.shift).mapValues(\.count)
        return shifts.reduce(into: [:]) { days, shift in
            days[shift.date, default: Coverage()] =
                days[shift.date, default: Coverage()]
                + Coverage(have: min(have[shift.id] ?? 0, shift.need), need: shift.need)
        }
    }
}
