/// Which units a state can have at all: what can still be worked after it must reach the least, and what could be
/// worked before it is the most. Prices play no part, so most states of a full horizon are never looked at.
extension RowEngine {
    func bound() {
        let size = (self.span + 1) * self.weekends
        let low = self.low.reserve(size)
        let high = self.high.reserve(size)
        let base = self.base.reserve(self.span + 1)
        // Twice two tables: the most units before and after, for states in work and at rest.
        let most = self.most.reserve(4 * size)
        self.mostBefore(most, most + size)
        self.mostAfter(most + 2 * size, most + 3 * size)
        let least = max(0, self.tables.leastUnits - self.window.units)
        let cap = self.tables.mostUnits - self.window.units
        let firstWeekend = self.firstWeekend.reserve(self.span + 1)
        let endWeekend = self.endWeekend.reserve(self.span + 1)
        self.width = 1
        for day in 0..<self.span + 1 {
            var lowest = Int.max
            var highest = -1
            firstWeekend[day] = self.weekends
            endWeekend[day] = 0
            for weekend in 0..<self.weekends {
                let index = day * self.weekends + weekend
                let before = max(most[index], most[size + index])
                let left = day * self.weekends + self.weekends - 1 - weekend
                let after = max(most[2 * size + left], most[3 * size + left])
                low[index] = max(0, least - max(0, after))
                high[index] = min(cap, before)
                if let corridor = self.corridor {
                    let units = corridor.units.start[day]
                    let isInside = abs(weekend - corridor.weekends.start[day]) <= corridor.weekendReach
                    low[index] = isInside ? max(low[index], units - corridor.unitReach) : 1
                    high[index] = isInside ? min(high[index], units + corridor.unitReach) : 0
                }
                guard low[index] <= high[index] else { continue }
                firstWeekend[day] = min(firstWeekend[day], weekend)
                endWeekend[day] = weekend + 1
                lowest = min(lowest, low[index])
                highest = max(highest, high[index])
            }
            base[day] = lowest == .max ? 0 : lowest
            self.width = max(self.width, highest - base[day] + 1)
        }
    }

    /// The most units up to a day with at most so many weekends, just after work and after a run off.
    private func mostBefore(_ worked: UnsafeMutablePointer<Int>, _ ready: UnsafeMutablePointer<Int>) {
        let rest = max(1, self.tables.plainOff)
        for day in 0..<self.span + 1 {
            for weekend in 0..<self.weekends {
                let index = day * self.weekends + weekend
                worked[index] = -1
                ready[index] = day == 0 || self.isOffAllowed(0, day) ? 0 : -1
                guard day > 0 else { continue }
                ready[index] = max(ready[index], ready[index - self.weekends])
                if day > rest { ready[index] = max(ready[index], worked[index - rest * self.weekends]) }
            }
            self.eachStretch(endingAt: day) { length, units, weekends in
                for weekend in weekends..<max(weekends, self.weekends) {
                    let from = ready[(day - length) * self.weekends + weekend - weekends]
                    let index = day * self.weekends + weekend
                    if from >= 0 { worked[index] = max(worked[index], from + units) }
                }
            }
        }
    }

    /// The most units from a day on with at most so many weekends, just after work and after a run off.
    private func mostAfter(_ worked: UnsafeMutablePointer<Int>, _ ready: UnsafeMutablePointer<Int>) {
        let rest = max(1, self.tables.plainOff)
        for index in 0..<(self.span + 1) * self.weekends {
            worked[index] = 0
            ready[index] = 0
        }
        for day in stride(from: self.span, through: 0, by: -1) {
            if day < self.span {
                for weekend in 0..<self.weekends {
                    let index = day * self.weekends + weekend
                    ready[index] = max(ready[index], ready[index + self.weekends])
                    if day + rest <= self.span {
                        worked[index] = max(worked[index], ready[index + rest * self.weekends])
                    }
                }
            }
            // Stretches that end here begin at a ready state of an earlier day.
            self.eachStretch(endingAt: day) { length, units, weekends in
                for weekend in weekends..<max(weekends, self.weekends) {
                    let index = (day - length) * self.weekends + weekend
                    ready[index] = max(ready[index], worked[day * self.weekends + weekend - weekends] + units)
                }
            }
        }
    }

    @inline(__always) private func eachStretch(endingAt day: Int, _ body: (Int, Int, Int) -> Void) {
        let first = self.window.days.lowerBound
        var units = 0
        var weekends = 0
        for length in 1..<min(self.tables.longest, day) + 1 {
            let start = day - length
            let most = self.tables.dayMost[first + start]
            if most < 0 { return }
            units += most
            let number = self.weekend.start[start]
            if number >= 0, length == 1 || self.weekend.start[start + 1] != number { weekends += 1 }
            if weekends >= self.weekends { return }
            body(length, units, weekends)
        }
    }
}
