/// Turns one person's part of a problem into the figures of a row model.
struct RowCompiler {
    let problem: RosterProblem
    let person: Int
    let weights: TierWeights
    let isRelaxed: Bool

    private var who: Person { self.problem.people[self.person] }

    func rules(_ isWanted: (RosterRule) -> Bool) -> [RosterRule] { self.who.rules.filter(isWanted) }

    func carried(_ rule: RosterRule) -> Int { self.who.history.carried[rule.id] ?? 0 }

    /// What a unit of breach of a rule's hard bounds costs here.
    func hardPrice(_ rule: RosterRule) -> Price {
        self.isRelaxed ? self.weights[rule.hardTier] : .blocked
    }

    /// What an amount costs by a rule, `blocked` beyond the hard bounds unless relaxed.
    func cost(_ rule: RosterRule, _ amount: Int) -> Price {
        var cost: Price = 0
        if let breach = rule.bounds.breach(of: amount) {
            guard self.isRelaxed else { return .blocked }
            cost += self.hardPrice(rule) * Price(rule.hardCost(of: breach.excess))
        }
        return cost + Price(rule.bounds.cost(of: amount)) * self.weights[rule.softTier]
    }

    func runs(_ kind: RosterRule.Kind, before: Int, openStart: Bool) -> RunTable {
        RunTable(
            days: self.problem.days, before: before, openStart: openStart, rules: self.rules { $0.kind == kind },
            cost: self.cost)
    }

    /// Costs of cells against being off, with requests, wages, changes and settled cells in them.
    func cells() -> (cells: [Price], idle: Price, mustWork: [Bool]) {
        let types = self.problem.shiftTypes.count
        var cells = [Price](repeating: 0, count: self.problem.days * types)
        var idle: Price = 0
        var mustWork = [Bool](repeating: false, count: self.problem.days)
        let pins = Dictionary(grouping: self.who.pins, by: \.day)
        let requests = Dictionary(grouping: self.who.requests, by: \.day)
        for day in 0..<self.problem.days {
            let pinned = pins[day] ?? []
            let off = self.cost(of: nil, on: day, pinned, requests[day] ?? [])
            mustWork[day] = off >= .limit
            let base = mustWork[day] ? 0 : off
            idle += base
            for type in 0..<types {
                cells[day * types + type] = min(
                    .blocked, self.cost(of: type, on: day, pinned, requests[day] ?? []) - base)
            }
        }
        return (cells, idle, mustWork)
    }

    private func cost(of cell: Int?, on day: Int, _ pins: [Pin], _ requests: [Request]) -> Price {
        let law = self.weights[.law] * Price(RowEvaluation.cellCost)
        let unmet = pins.count { $0.shift != cell }
        if unmet > 0, !self.isRelaxed || unmet == pins.count { return .blocked }
        var cost = Price(unmet) * law
        if let shift = cell {
            if let obstacle = self.problem.obstacle(person: self.person, day: day, shift: shift) {
                let isPinned = pins.contains { $0.shift == shift }
                guard self.isRelaxed, isPinned else { return .blocked }
                if case .pinned = obstacle {} else { cost += law }
            }
            cost += Price(self.who.wage(minutes: self.problem.shiftTypes[shift].minutes)) * self.weights[.money]
        }
        let wishes = requests.reduce(0) { $0 + ($1.isGranted(by: cell) ? 0 : $1.cost) }
        let changed = self.who.published.map { $0.cells[day] == cell ? 0 : $0.changeCost[day] } ?? 0
        return cost + Price(wishes + changed) * self.weights[.wishes]
    }

    /// The sums that prices hold: shift counts, minutes of shorter windows or of a tag, fairness.
    func sums(withHorizonMinutes: Bool) -> [SumRule] {
        let types = self.problem.shiftTypes
        var sums: [SumRule] = []
        for rule in self.who.rules {
            let amounts: [Int]
            switch rule.kind {
            case .shifts(let counted): amounts = types.indices.map { counted?.contains($0) ?? true ? 1 : 0 }
            case .minutes where rule.sumsHorizonMinutes && !withHorizonMinutes: continue
            case .minutes(let tag):
                amounts = types.map { tag.map($0.tags.contains) ?? true ? $0.minutes : 0 }
            case .weekends, .incompleteWeekend, .workRun, .offRun, .shiftRun, .rest, .longestOff, .sequence: continue
            }
            var hours = false
            if case .minutes = rule.kind { hours = true }
            for period in self.problem.periods(of: rule, for: self.who.history) {
                let measure = SumRule.Measure.bounds(
                    period.bounds, hard: self.hardPrice(rule), soft: self.weights[rule.softTier], hours: hours)
                sums.append(
                    SumRule(
                        days: period.days, amounts: amounts, dayAmounts: [:], carried: period.carried,
                        measure: measure))
            }
        }
        for share in self.problem.fairness {
            guard let target = share.targets[self.person] else { continue }
            sums.append(
                SumRule(
                    days: 0..<self.problem.days, amounts: types.indices.map { share.points[$0] ?? 0 },
                    dayAmounts: share.dayPoints, carried: share.carried[self.person],
                    measure: .fairness(target: target, cost: Price(share.cost) * self.weights[.wishes])))
        }
        return sums
    }
}
