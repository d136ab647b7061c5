/// Rules about weekends in the form in which the search reads them.
extension RowCompiler {
    /// The weekend that each day belongs to, or -1; nil where the program over rows cannot tell weekends by days: where a
    /// day counts with some shifts only, or two stretches of work fit into one weekend.
    func weekendOfDays(_ worked: [Int]) -> [Int]? {
        var weekendOf = [Int](repeating: -1, count: self.problem.days)
        if self.rules({ $0.kind == .weekends }).isEmpty { return weekendOf }
        for day in weekendOf.indices {
            let weekends = Set(worked.map { self.problem.weekend(of: $0, on: day) })
            guard weekends.count < 2 else { return nil }
            weekendOf[day] = (weekends.first ?? nil) ?? -1
        }
        let longest = Dictionary(grouping: weekendOf.filter { $0 >= 0 }, by: \.self).values.map(\.count).max() ?? 0
        return longest < 3 ? weekendOf : nil
    }

    /// Counts of weekends as sums that prices hold.
    func weekendSums() -> [SumRule] {
        let types = self.problem.shiftTypes.indices
        let weekends = (0..<self.problem.days).flatMap { day in
            types.map { self.problem.weekend(of: $0, on: day) ?? -1 }
        }
        return self.rules { $0.kind == .weekends }.map { rule in
            let measure = SumRule.Measure.bounds(
                rule.bounds, hard: self.hardPrice(rule), soft: self.weights[rule.softTier], hours: false)
            return SumRule(
                days: 0..<self.problem.days, amounts: types.map { _ in 0 }, dayAmounts: [:], weekends: weekends,
                carried: self.carried(rule), measure: measure)
        }
    }

    /// What ties the days of a weekend to each other: see the fields of the row model. A day off after work on the eve
    /// has a cost of its own.
    func ties() -> (weekends: [Int], cost: Price, afterWorkingEve: Price) {
        let rules = self.rules { $0.kind == .incompleteWeekend }
        var weekends = [Int](repeating: -1, count: self.problem.days + 1)
        if rules.isEmpty { return (weekends, 0, 0) }
        let cost = rules.reduce(Price(0)) { min(.blocked, $0 + self.cost($1, 1)) }
        for day in 0..<self.problem.days { weekends[day] = self.problem.weekendAcross(day) ?? -1 }
        let first = weekends[0]
        switch self.problem.people[self.person].history.eve {
        case .resting: return (weekends, cost, 0)
        case .unknown, .working: weekends[0] = -1
        }
        let isWorking = self.problem.people[self.person].history.eve != .unknown
        return (weekends, cost, isWorking && first >= 0 ? cost : 0)
    }
}
