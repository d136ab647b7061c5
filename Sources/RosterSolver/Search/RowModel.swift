/// One person's rules in the form in which the search reads them: cells, runs, followers and sums as figures.
///
/// Cells, runs, rest, sequences, the horizon's minutes and weekends are held exactly by the search over rows. The
/// remaining sums (`sums`) are held by prices and judged exactly afterward.
struct RowModel: Sendable {
    /// Shift types that are alike in length and in what may come before and after them.
    struct Node: Sendable {
        var types: [Int]
        var units: Int
        /// Position in a limited run of shifts, per limited run; zero outside.
        var positions: [Int]
    }

    let days: Int
    let types: Int
    /// Cost of each cell against being off that day, `blocked` where it may not be; by day, then type.
    let cells: [Price]
    /// Cost of the whole row off, before rules.
    let idle: Price
    /// Days that may not be off.
    let mustWork: [Bool]
    let nodes: [Node]
    /// Cost from node to node on the next day, `blocked` where forbidden; by first, then next.
    let follow: [Price]
    /// Cost of starting a run of work with a node after a day off.
    let entry: [Price]
    /// Cost of starting the horizon with a node, given the eve.
    let opening: [Price]
    /// Cost of a day off after a node: runs of shifts that end too short. Nothing is due at the end of the horizon.
    let exit: [Price]
    let work: RunTable
    let off: RunTable
    /// Off on the eve, or unknown: work may begin at once, at this cost.
    let readyAtStart: Price
    /// At work on the eve, or unknown: a run off may begin at once, at this cost.
    let workedAtStart: Price
    /// Days at work that the eve brings in.
    let workBefore: Int
    /// Minutes per unit; zero when minutes do not matter over the horizon.
    let unit: Int
    let minutesCost: [Price]
    let leastUnits: Int
    let mostUnits: Int
    let weekendCost: [Price]
    /// The weekend that a day belongs to, or -1.
    let weekendOf: [Int]
    /// The weekend that has a day and the day before in it, by day, or -1; and what it costs, once for each weekend, when
    /// one of them is worked and the other is not. Before the first day only where the eve was off.
    let tiedWeekend: [Int]
    let tieCost: Price
    /// Whether the first day is in one weekend, the first, with work on the eve.
    let isTiedToWork: Bool
    /// Rules about the longest time off, kept by barring cells.
    let timesOff: [TimeOffRule]
    let sums: [SumRule]
    /// Sums that are plain counts with a small maximum: each can be held exactly at some expense.
    let caps: [Int]
    /// Whether hard bounds are priced, not enforced: for a person who has no legal row.
    let isRelaxed: Bool

    /// Shortest and longest node, in units.
    var unitRange: (least: Int, most: Int) {
        (self.nodes.map(\.units).min() ?? 0, self.nodes.map(\.units).max() ?? 0)
    }
}

/// A sum over some cells of a row with bounds or a cost, held by prices.
struct SumRule: Sendable {
    enum Measure: Sendable {
        case bounds(Bounds, hard: Price, soft: Price, hours: Bool)
        case fairness(target: Int, cost: Price)
    }

    var days: Range<Int>
    /// By type.
    var amounts: [Int]
    /// Extra for any shift on a day.
    var dayAmounts: [Int: Int]
    /// Where weekends are counted: the weekend of each cell by day, then type, or -1; else empty.
    var weekends: [Int] = []
    var carried: Int
    var measure: Measure

    /// About what one shift adds.
    var grain: Int { max(1, self.amounts.max() ?? 0, self.dayAmounts.values.max() ?? 0) }

    @inline(__always) func amount(day: Int, type: Int) -> Int {
        if !self.weekends.isEmpty { return self.weekends[day * self.amounts.count + type] >= 0 ? 1 : 0 }
        return self.dayAmounts.isEmpty ? self.amounts[type] : self.amounts[type] + (self.dayAmounts[day] ?? 0)
    }

    /// The most that may still be counted, when the sum is a plain count over the horizon with a hard maximum alone.
    func cap(days: Int) -> Int? {
        guard case .bounds(let bounds, let hard, _, let hours) = self.measure, hard >= .limit, !hours,
            self.days == 0..<days, self.dayAmounts.isEmpty, self.weekends.isEmpty,
            self.amounts.allSatisfy({ $0 == 0 || $0 == 1 }),
            bounds.hardMin == nil, bounds.softMin == nil, bounds.softMax == nil, let most = bounds.hardMax
        else { return nil }
        return most >= self.carried ? most - self.carried : nil
    }

    func total(of row: UnsafePointer<Int16>) -> Int {
        if !self.weekends.isEmpty { return self.carried + self.weekendsWorked(in: row) }
        var sum = self.carried
        for day in self.days where row[day] >= 0 { sum += self.amount(day: day, type: Int(row[day])) }
        return sum
    }

    private func weekendsWorked(in row: UnsafePointer<Int16>) -> Int {
        var (count, last) = (0, -1)
        for day in self.days where row[day] >= 0 {
            let weekend = self.weekends[day * self.amounts.count + Int(row[day])]
            if weekend >= 0, weekend != last { (count, last) = (count + 1, weekend) }
        }
        return count
    }

    /// What a total costs: hard bounds at their price, then the soft ones.
    func cost(of total: Int) -> Price {
        switch self.measure {
        case .bounds(let bounds, let hard, let soft, let hours):
            var cost = bounds.softBound(for: total) == nil ? 0 : Price(bounds.cost(of: total)) * soft
            if let breach = bounds.breach(of: total) {
                let excess = hours ? RosterRule.hours(breach.excess) : Int64(breach.excess)
                cost += hard >= .limit ? .blocked : hard * Price(excess)
            }
            return cost
        case .fairness(let target, let cost):
            let deviation = Price(total - target)
            return cost * deviation * deviation
        }
    }
}
