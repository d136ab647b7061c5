/// How far a change of one row can move each tier of the score, and by how much it moves it at least.
struct TierReach {
    private var most = [Price](repeating: 0, count: Tier.allCases.count)
    private var steps = [Int64](repeating: 0, count: Tier.allCases.count)

    init(of problem: RosterProblem, relaxed: Set<Int>) {
        self.addDemands(of: problem)
        let cover = self
        for person in problem.people.indices {
            var own = TierReach()
            own.addCells(of: person, in: problem, isRelaxed: relaxed.contains(person))
            own.addCompany(of: person, in: problem)
            for rule in problem.people[person].rules {
                own.add(rule, RuleReach(rule, of: problem.people[person], in: problem), relaxed.contains(person))
            }
            for tier in Tier.allCases.map(\.rawValue) {
                self.most[tier] = max(self.most[tier], cover.most[tier] + own.most[tier])
                self.steps[tier] = Self.divisor(self.steps[tier], own.steps[tier])
            }
        }
    }

    private init() {}

    /// The most that a change of one row can make.
    func most(of tier: Tier) -> Price { self.most[tier.rawValue] }

    /// What every change of the tier is a multiple of.
    func step(of tier: Tier) -> Price { Price(max(1, self.steps[tier.rawValue])) }

    private mutating func add(_ tier: Tier, _ most: Price, inStepsOf step: Int64 = 1) {
        self.most[tier.rawValue] += most
        if most > 0 { self.steps[tier.rawValue] = Self.divisor(self.steps[tier.rawValue], step) }
    }

    /// On each day a row can leave the demands of one cell and join those of another.
    private mutating func addDemands(of problem: RosterProblem) {
        for (_, day) in Dictionary(grouping: problem.demands, by: \.day).sorted(by: { $0.key < $1.key }) {
            for (tier, cost) in [
                (Tier.critical, { Price($0.criticalCost) }), (.target, { Price(max($0.underCost, $0.overCost)) }),
            ] as [(Tier, (Demand) -> Price)] {
                let most = problem.shiftTypes.indices.map { type in
                    day.reduce(0) { $0 + ($1.shifts.contains(type) ? cost($1) : 0) }
                }
                self.most[tier.rawValue] += 2 * (most.max() ?? 0)
            }
        }
        for demand in problem.demands {
            self.steps[Tier.critical.rawValue] = Self.divisor(self.steps[Tier.critical.rawValue], demand.criticalCost)
            for cost in [demand.underCost, demand.overCost] {
                self.steps[Tier.target.rawValue] = Self.divisor(self.steps[Tier.target.rawValue], cost)
            }
        }
    }

    /// Wages, ceilings, wishes, changes of published cells, fairness, and cells that are settled or barred.
    private mutating func addCells(of person: Int, in problem: RosterProblem, isRelaxed: Bool) {
        let who = problem.people[person]
        let days = Price(problem.days)
        let wages = days * Price(problem.shiftTypes.map { who.wage(minutes: $0.minutes) }.max() ?? 0)
        self.add(.money, wages)
        for ceiling in problem.allCeilings {
            if ceiling.hard != nil { self.add(.contract, wages) }
            if ceiling.soft != nil { self.add(.money, wages * Price(ceiling.softCost)) }
        }
        self.add(.wishes, who.requests.reduce(0) { $0 + Price($1.cost) })
        self.add(.wishes, who.published?.changeCost.reduce(0) { $0 + Price($1) } ?? 0)
        for share in problem.fairness {
            guard let target = share.targets[person] else { continue }
            let perDay = (share.points.values.max() ?? 0)
            let least = share.carried[person]
            let most = least + problem.days * perDay + share.dayPoints.values.reduce(0, +)
            let deviation = Price(max(abs(least - target), abs(most - target)))
            self.add(.wishes, Price(share.cost) * deviation * deviation)
        }
        if isRelaxed { self.add(.law, days * Price(RowEvaluation.cellCost + 72)) }  // and shifts that overlap
    }

    /// On each day a person can spoil the company of everybody, and be in bad company.
    private mutating func addCompany(of person: Int, in problem: RosterProblem) {
        for rule in problem.company where rule.people.contains(person) || rule.others.contains(person) {
            let judged = Price(problem.days) * Price(rule.people.count + 1)
            let numbers = 0...rule.others.count
            self.add(rule.hardTier, judged * Price(numbers.map { rule.bounds.breach(of: $0)?.excess ?? 0 }.max() ?? 0))
            self.add(rule.softTier, judged * Price(numbers.map { rule.bounds.cost(of: $0) }.max() ?? 0))
        }
    }

    private mutating func add(_ rule: RosterRule, _ reach: RuleReach, _ isRelaxed: Bool) {
        let bounds = rule.bounds
        self.add(
            rule.softTier, reach.most { Price(bounds.cost(of: $0)) },
            inStepsOf: bounds.per == 1 ? Self.divisor(bounds.softMinCost, bounds.softMaxCost) : 1)
        if isRelaxed {
            self.add(
                rule.hardTier, reach.most { bounds.breach(of: $0).map { Price(rule.hardCost(of: $0.excess)) } ?? 0 })
        }
    }

    private static func divisor(_ first: Int64, _ second: Int64) -> Int64 {
        second == 0 ? first : Self.divisor(second, first % second)
    }
}

/// The amounts that a rule can be judged by in one row.
private enum RuleReach {
    /// Each of some periods, between two amounts.
    case periods([ClosedRange<Int>])
    /// At most so many times, any of these amounts.
    case amounts([Int], times: Int)
    /// Runs that fill so many days, with a day between two of them.
    case runs(days: Int)

    init(_ rule: RosterRule, of who: Person, in problem: RosterProblem) {
        let types = problem.shiftTypes
        let carried = who.history.carried[rule.id] ?? 0
        func periods(of amount: Int) -> RuleReach {
            .periods(
                problem.periods(of: rule, for: who.history).map { period in
                    period.carried...period.carried + period.days.count * amount
                })
        }
        switch rule.kind {
        case .minutes: self = periods(of: types.map(\.minutes).max() ?? 0)
        case .shifts: self = periods(of: 1)
        case .weekends: self = .periods([carried...carried + problem.mostWeekends])
        case .incompleteWeekend: self = .amounts([1], times: problem.mostWeekends)
        case .workRun, .offRun, .shiftRun:
            var before = carried
            switch who.history.eve {
            case .unknown: break
            case .working(let days, _), .resting(let days): before = max(before, days)
            }
            self = .runs(days: problem.days + before)
        case .rest:
            let gaps = types.indices.flatMap { first in types.indices.compactMap { problem.gap(from: first, to: $0) } }
            self = .amounts(gaps, times: problem.days)
        case .longestOff:
            let windows = problem.windowsOfTimeOff(rule, for: who)
            self = .amounts([0, (windows.map(\.count).max() ?? 0) * 1440], times: windows.count)
        case .sequence: self = .amounts([1], times: problem.days)
        }
    }

    /// The most that such amounts can cost together, when costs grow away from the bounds.
    func most(_ cost: (Int) -> Price) -> Price {
        switch self {
        case .periods(let periods): periods.reduce(0) { $0 + max(cost($1.lowerBound), cost($1.upperBound)) }
        case .amounts(let amounts, let times): (amounts.map(cost).max() ?? 0) * Price(times)
        case .runs(let days):
            // Each run takes its length and a day of the days there are, and the one that follows the last.
            (0...days).reduce(0) { most, length in max(most, cost(length) * Price(days + 2) / Price(length + 1)) }
                .rounded(.up)
        }
    }
}
