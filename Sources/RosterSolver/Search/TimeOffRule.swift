/// The longest time off in each of some windows, as the search judges it on a row and keeps it: by barring the cells
/// that are in the way of one.
struct TimeOffRule: Sendable {
    /// In minutes after the midnight before the horizon, as all times here.
    var windows: [Range<Int>]
    /// When the shifts of each type are on a first day.
    var times: [Range<Int>]
    /// Shifts before the horizon.
    var before: [Range<Int>]
    var bounds: Bounds
    var hard: Price
    var soft: Price

    func time(of type: Int, on day: Int) -> Range<Int> {
        self.times[type].lowerBound + day * 1440..<self.times[type].upperBound + day * 1440
    }

    /// What the row costs by the rule, `blocked` beyond a hard bound unless that has a price.
    func cost(of row: UnsafePointer<Int16>, days: Int) -> Price {
        let worked = self.worked(row, days)
        return self.windows.reduce(0) { min(.blocked, $0 + self.cost(of: Self.longest(in: $1, worked))) }
    }

    /// What a window costs with that many minutes off.
    func cost(of longest: Int) -> Price {
        var cost = Price(self.bounds.cost(of: longest)) * self.soft
        if let breach = self.bounds.breach(of: longest) {
            cost += self.hard >= .limit ? .blocked : self.hard * Price(RosterRule.hours(breach.excess))
        }
        return cost
    }

    /// When the person works, in order.
    func worked(_ row: UnsafePointer<Int16>, _ days: Int) -> [Range<Int>] {
        self.before + (0..<days).filter { row[$0] >= 0 }.map { self.time(of: Int(row[$0]), on: $0) }
    }

    static func longest(in window: Range<Int>, _ worked: [Range<Int>]) -> Int {
        var (longest, free) = (0, window.lowerBound)
        for time in worked where time.upperBound > window.lowerBound {
            if time.lowerBound >= window.upperBound { break }
            longest = max(longest, time.lowerBound - free)
            free = max(free, time.upperBound)
        }
        return max(longest, window.upperBound - free)
    }

    /// Where in a window so many minutes off could be: at its edges, after a shift, or before one.
    func places(for minutes: Int, in window: Range<Int>, _ worked: [Range<Int>]) -> [Range<Int>] {
        let starts =
            [window.lowerBound, window.upperBound - minutes] + worked.map(\.upperBound)
            + worked.map { $0.lowerBound - minutes }
        return starts.filter { $0 >= window.lowerBound && $0 + minutes <= window.upperBound }
            .map { $0..<$0 + minutes }
    }
}

extension RowCompiler {
    /// The person's rules about the longest time off.
    func timesOff() -> [TimeOffRule] {
        let who = self.problem.people[self.person]
        let before = self.problem.cellsBefore(of: who)
        return self.rules { $0.kind == .longestOff }.map { rule in
            TimeOffRule(
                windows: self.problem.windowsOfTimeOff(rule, for: who).map {
                    $0.lowerBound * 1440..<$0.upperBound * 1440
                },
                times: self.problem.shiftTypes.indices.map { self.problem.time(of: $0, on: 0) ?? 0..<0 },
                before: self.problem.times(of: before, from: -before.count), bounds: rule.bounds,
                hard: self.hardPrice(rule), soft: self.weights[rule.softTier])
        }
    }
}
