/// The outer program: stretches and runs off, with units and weekends as resources.
///
/// `worked` holds the states in which a stretch has just ended, `ready` those in which a run off is long enough for the
/// next to begin. A state's units are stored against the day's `base`.
extension RowEngine {
    @inline(__always) func states(
        _ buffer: Buffer<Price>, _ day: Int, _ weekend: Int, _ counted: Int = 0
    ) -> UnsafeMutablePointer<Price> {
        buffer.start + ((day * self.weekends + weekend) * self.caps + counted) * self.width - self.base.start[day]
    }

    /// The weekend states of a day that have units at all.
    @inline(__always) func weekendRange(_ day: Int) -> Range<Int> {
        let first = self.firstWeekend.start[day]
        return first..<max(first, self.endWeekend.start[day])
    }

    @inline(__always) func isOffAllowed(_ from: Int, _ to: Int) -> Bool {
        self.mustBefore.start[from] == self.mustBefore.start[to]
    }

    /// What starting the window off for that many days costs.
    @inline(__always) func openingOff(_ length: Int) -> Price {
        guard self.isOffAllowed(0, length) else { return .blocked }
        guard self.window.days.lowerBound == 0 else { return 0 }
        let model = self.tables.model
        return model.workedAtStart + model.off.cost(self.tables.place(0, length), length)
    }

    @inline(__always) func openingReady() -> Price {
        self.window.days.lowerBound == 0 ? self.tables.model.readyAtStart : 0
    }

    /// False when told to stop.
    func joinStretches() -> Bool {
        let size = (self.span + 1) * self.weekends * self.caps * self.width
        _ = self.ready.reserve(size)
        _ = self.worked.reserve(size)
        for day in 0..<self.span + 1 {
            for weekend in self.weekendRange(day) {
                let index = day * self.weekends + weekend
                let first = self.low.start[index]
                let last = self.high.start[index]
                if first > last { continue }
                for counted in 0..<self.caps {
                    let ready = self.states(self.ready, day, weekend, counted)
                    let worked = self.states(self.worked, day, weekend, counted)
                    for units in first..<last + 1 {
                        ready[units] = .blocked
                        worked[units] = .blocked
                    }
                }
            }
            if day == 0 {
                if self.low.start[0] <= 0, self.high.start[0] >= 0 {
                    self.states(self.ready, 0, 0)[0] = self.openingReady()
                }
                continue
            }
            self.endStretches(at: day)
            self.endRunsOff(at: day)
            if day % Self.daysBetweenAsks == 0, self.isCanceled() { return false }
        }
        return true
    }

    private static let daysBetweenAsks = 32

    /// What a stretch costs by its length and place, apart from its cells.
    @inline(__always) func stretchCost(_ start: Int, _ end: Int) -> Price {
        let first = self.window.days.lowerBound
        let ties = self.tables.tie[first + start] + self.tables.tie[first + end]
        return self.tables.model.work.cost(self.tables.place(first + start, first + end), end - start) + ties
    }

    @inline(__always) private func endStretches(at day: Int) {
        let longest = min(self.tables.longest, day)
        var weekends = 0
        for length in 1..<longest + 1 {
            let start = day - length
            let number = self.weekend.start[start]
            if number >= 0, length == 1 || self.weekend.start[start + 1] != number { weekends += 1 }
            guard length <= self.stretchCount.start[start] else { continue }
            let cost = self.stretchCost(start, day)
            guard cost < .limit, weekends < self.weekends else { continue }
            let prices = self.stretch.start + start * self.entries + (length - 1) * self.excess
            let least = length * self.tables.leastUnit
            if self.excess == 1 {
                self.append(prices[0] + cost, units: least, weekends, 0, from: start, to: day)
                continue
            }
            let width = self.tables.excessWidth
            for counted in 0..<min(self.caps, self.excess / width) {
                for excess in 0..<min(width, length * self.tables.spread + 1) {
                    let price = prices[counted * width + excess]
                    if price >= .limit { continue }
                    self.append(price + cost, units: least + excess, weekends, counted, from: start, to: day)
                }
            }
        }
    }

    @inline(__always)
    private func append(
        _ price: Price, units: Int, _ weekends: Int, _ counted: Int, from start: Int, to day: Int
    ) {
        let range = self.weekendRange(start)
        let end = min(range.upperBound, self.endWeekend.start[day] - weekends)
        for weekend in range.lowerBound..<max(range.lowerBound, end) {
            let from = start * self.weekends + weekend
            let to = day * self.weekends + weekend + weekends
            let first = max(self.low.start[from], self.low.start[to] - units)
            let last = min(self.high.start[from], self.high.start[to] - units)
            guard first <= last else { continue }
            for before in 0..<self.caps - counted {
                Self.lower(
                    self.states(self.worked, day, weekend + weekends, before + counted) + first + units,
                    self.states(self.ready, start, weekend, before) + first, count: last - first + 1, by: price)
            }
        }
    }

    /// Lowers each target to the source plus a price where that is less.
    @inline(__always)
    static func lower(
        _ target: UnsafeMutablePointer<Price>, _ source: UnsafeMutablePointer<Price>, count: Int, by price: Price
    ) {
        for index in 0..<count {
            let value = source[index] + price
            target[index] = value < target[index] ? value : target[index]
        }
    }

    @inline(__always) private func endRunsOff(at day: Int) {
        let plain = self.tables.plainOff
        if plain > 0 {
            if day > 1, self.isOffAllowed(day - 1, day) { self.rest(self.ready, since: day - 1, to: day, 0) }
            if day > plain, self.isOffAllowed(day - plain, day) {
                self.rest(self.worked, since: day - plain, to: day, 0)
            }
        } else {
            let first = self.window.days.lowerBound
            for length in 1..<max(1, day) where self.isOffAllowed(day - length, day) {
                let start = first + day - length
                let cost = self.tables.model.off.cost(
                    start + length == self.tables.model.days ? .atEnd : .inside, length)
                if cost < .limit { self.rest(self.worked, since: day - length, to: day, cost) }
            }
        }
        let opening = self.openingOff(day)
        let index = day * self.weekends
        if opening < .limit, self.low.start[index] <= 0, self.high.start[index] >= 0 {
            let state = self.states(self.ready, day, 0)
            if opening < state[0] { state[0] = opening }
        }
    }

    @inline(__always)
    private func rest(_ buffer: Buffer<Price>, since start: Int, to day: Int, _ price: Price) {
        for weekend in self.weekendRange(start) {
            let from = start * self.weekends + weekend
            let to = day * self.weekends + weekend
            let first = max(self.low.start[from], self.low.start[to])
            let last = min(self.high.start[from], self.high.start[to])
            guard first <= last else { continue }
            for counted in 0..<self.caps {
                Self.lower(
                    self.states(self.ready, day, weekend, counted) + first,
                    self.states(buffer, start, weekend, counted) + first, count: last - first + 1, by: price)
            }
        }
    }
}
