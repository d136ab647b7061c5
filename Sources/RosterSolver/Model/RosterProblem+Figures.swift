/// What figures may come to, so that the score of no roster passes what 64 bits hold.
struct FigureLimits {
    /// For bounds, targets and what is brought in from before: more minutes than nineteen years have.
    static let amounts = -10_000_000...10_000_000
    /// For days in a row: a hundred years.
    static let days = 1...36_600

    private let days: Int
    private let people: Int
    /// What one demand, rule, wish, share or ceiling may cost at worst, so that all of them together stay below 2⁶².
    private let most: Double

    init(of problem: RosterProblem) {
        self.days = problem.days
        self.people = problem.people.count
        let own = problem.people.reduce(0) { $0 + $1.rules.count * 2 + $1.requests.count + 2 }
        let shared = problem.demands.count * 2 + problem.company.count + problem.allCeilings.count * 2
        self.most = 0x1p62 / Double(1 + own + shared + problem.fairness.count * problem.people.count)
    }

    func hold(_ demand: Demand) -> Bool {
        let under = max(demand.criticalCost, demand.underCost)
        return Self.amounts.contains(demand.target) && self.isEnough(for: under, demand.target)
            && self.isEnough(for: demand.overCost, self.people)
    }

    func hold(wage: Int64) -> Bool { wage >= 0 && self.isEnough(for: wage, self.days, Self.hoursOfShift) }

    func hold(_ request: Request) -> Bool { self.isEnough(for: request.cost) }

    func hold(_ published: Published) -> Bool {
        published.changeCost.allSatisfy { self.isEnough(for: $0, self.days) }
    }

    func hold(_ history: History) -> Bool {
        let run =
            switch history.eve {
            case .unknown: 1
            case .working(let days, _), .resting(let days): days
            }
        return Self.days.contains(run) && history.carried.values.allSatisfy(Self.amounts.contains)
            && history.recent.values.allSatisfy { $0.allSatisfy(Self.amounts.contains) }
    }

    func hold(_ rule: RosterRule, _ history: History) -> Bool {
        let bounds = rule.bounds
        guard self.hold(bounds) else { return false }
        var times = self.days + 1
        switch rule.window {
        case .horizon, .days: times = rule.kind.isSum ? 1 : times
        case .weeks: times = self.days / 7 + 2
        case .rolling: times += history.recent[rule.id]?.count ?? 0
        }
        let carried = abs(history.carried[rule.id] ?? 0) + (history.recent[rule.id]?.reduce(0, +) ?? 0)
        let daily = rule.kind.isInMinutes ? Self.hoursOfShift * 60 : 1
        let amount = bounds.largest + carried + (self.days + 1) * daily
        return self.isEnough(for: max(bounds.softMinCost, bounds.softMaxCost), amount, times)
    }

    func hold(_ share: FairnessShare) -> Bool {
        let figures = share.targets.compactMap(\.self) + share.carried + share.points.values + share.dayPoints.values
        guard figures.allSatisfy(Self.amounts.contains) else { return false }
        let daily = (share.points.values.max() ?? 0) + (share.dayPoints.values.max() ?? 0)
        let carried = share.carried.map(abs).max() ?? 0
        let deviation = (share.targets.compactMap(\.self).map(abs).max() ?? 0) + carried + self.days * daily
        return self.isEnough(for: share.cost, deviation, deviation)
    }

    func hold(_ rule: CompanyRule) -> Bool {
        guard self.hold(rule.bounds) else { return false }
        let number = rule.others.count + rule.bounds.largest
        let cost = max(rule.bounds.softMinCost, rule.bounds.softMaxCost)
        return self.isEnough(for: cost, number, rule.people.count, self.days)
    }

    /// Where wages themselves are held, what is charged for them is.
    func hold(_ ceiling: CostCeiling, _ wages: [Int64]) -> Bool {
        let bounds = [ceiling.hard ?? 0, ceiling.soft ?? 0, ceiling.softCost]
        guard bounds.allSatisfy({ $0 >= 0 && Double($0) < 0x1p62 }) else { return false }
        let highest = wages.max() ?? 0
        return self.isEnough(for: ceiling.softCost, Int(max(1, highest)), self.people, self.days * Self.hoursOfShift)
    }

    private func hold(_ bounds: Bounds) -> Bool {
        let figures = [bounds.hardMin, bounds.softMin, bounds.softMax, bounds.hardMax].compactMap(\.self)
        return figures.allSatisfy(Self.amounts.contains) && Self.amounts.contains(bounds.per)
    }

    private func isEnough(for cost: Int64, _ times: Int...) -> Bool {
        times.reduce(Double(cost)) { $0 * Double(max(1, $1)) } < self.most
    }

    private static let hoursOfShift = 48
}

extension Bounds {
    /// The largest of the bounds, whatever its sign.
    fileprivate var largest: Int {
        [self.hardMin, self.softMin, self.softMax, self.hardMax].compactMap { $0.map(abs) }.max() ?? 0
    }
}

extension RosterRule.Kind {
    fileprivate var isInMinutes: Bool {
        switch self {
        case .minutes, .rest, .longestOff: true
        case .shifts, .weekends, .incompleteWeekend, .workRun, .offRun, .shiftRun, .sequence: false
        }
    }
}
