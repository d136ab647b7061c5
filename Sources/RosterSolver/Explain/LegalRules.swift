/// The hard rules of one person in the form in which states of a row are judged.
struct LegalRules {
    /// An amount that grows over the days of a period.
    struct Sum {
        enum Measure {
            case amounts([Int])
            /// The weekend that each type counts toward, by day; -1 is none.
            case weekends([[Int]])
            case run(of: Set<Int>, isEveUnknown: Bool)
        }

        var measure: Measure
        /// The period that each day is in, if it counts.
        var periods: [Range<Int>?]
        var start: Int
        var least: Int
        var most: Int

        /// The amount after a day; nil when the bounds are broken. Past the minimum all amounts are alike if there is no
        /// maximum.
        func after(_ amount: Int, _ cell: Int, _ day: Int, lastWeekend: Int) -> Int? {
            guard let period = self.periods[day] else { return 0 }
            var amount = period.lowerBound == day && day > 0 ? 0 : amount
            switch self.measure {
            case .amounts(let amounts): amount += cell < 0 ? 0 : amounts[cell]
            case .weekends(let weekends):
                let weekend = cell < 0 ? -1 : weekends[day][cell]
                amount += weekend >= 0 && weekend != lastWeekend ? 1 : 0
            case .run(let types, let isEveUnknown):
                return self.run(amount, goesOn: types.contains(cell), isOpen: isEveUnknown && day == 0)
            }
            if amount > self.most, self.most < Int.max { return nil }
            if period.upperBound == day + 1, amount < self.least { return nil }
            return self.most == Int.max ? min(amount, self.least) : amount
        }

        /// The length of a run after a day; negative for one that may have begun before the horizon and is therefore
        /// never too short.
        private func run(_ length: Int, goesOn: Bool, isOpen: Bool) -> Int? {
            guard goesOn else { return length > 0 && length < self.least ? nil : 0 }
            let next = isOpen || length < 0 ? length - 1 : length + 1
            if abs(next) > self.most { return nil }
            return self.most < Int.max ? next : next < 0 ? -1 : min(next, max(1, self.least))
        }
    }

    let eve: History.Eve
    /// The cells that each day may hold, -1 for off.
    let cells: [[Int]]
    let work: (least: Int, most: Int)
    let off: (least: Int, most: Int)
    let sums: [Sum]
    let rolling: [RollingSum]
    let timesOff: [LegalTimeOff]
    /// The weekend that each type counts toward, by day, the one after the last included; empty where none counts.
    private let weekends: [[Int]]
    /// Whether a day and the one before are both worked or both off; by day, where the one before is in the same weekend.
    let isTied: [Bool]
    private let follow: [Bool]
    private let types: Int

    init(of person: Int, in problem: RosterProblem) {
        let who = problem.people[person]
        let types = problem.shiftTypes.indices
        self.types = types.count
        self.eve = who.history.eve
        self.cells = (0..<problem.days).map { day in
            ([-1] + types).filter { cell in
                let held = cell < 0 ? nil : cell
                return who.pins.allSatisfy { $0.day != day || $0.shift == held }
                    && (cell < 0 || problem.obstacle(person: person, day: day, shift: cell) == nil)
            }
        }
        self.work = Self.run(.workRun, who.rules)
        self.off = Self.run(.offRun, who.rules)
        self.follow = types.flatMap { first in
            types.map { next in Self.mayFollow(ShiftPair(first, then: next), who.rules, problem) }
        }
        let counts = who.rules.contains { $0.kind == .weekends }
        self.weekends = counts ? Self.weekends(of: problem) : []
        let ties = who.rules.contains { $0.kind == .incompleteWeekend && $0.bounds.hardMax != nil }
        self.isTied = (0..<problem.days).map { ties && problem.weekendAcross($0) != nil }
        self.sums = who.rules.compactMap { Self.sum($0, who, problem) }
        self.timesOff = who.rules.compactMap { LegalTimeOff($0, who, problem) }
        self.rolling = who.rules.compactMap { RollingSum($0, who, problem) }
    }

    func mayFollow(_ first: Int, _ next: Int) -> Bool { self.follow[first * self.types + next] }

    /// The weekend last worked in after a day, while a further day may belong to it; else -1.
    func lastWeekend(after last: Int, _ cell: Int, on day: Int) -> Int {
        if self.weekends.isEmpty { return -1 }
        let worked = cell < 0 ? -1 : self.weekends[day][cell]
        let weekend = worked >= 0 ? worked : last
        return self.weekends[day + 1].contains(weekend) ? weekend : -1
    }

    private static func weekends(of problem: RosterProblem) -> [[Int]] {
        (0...problem.days).map { day in problem.shiftTypes.indices.map { problem.weekend(of: $0, on: day) ?? -1 } }
    }

    private static func run(_ kind: RosterRule.Kind, _ rules: [RosterRule]) -> (least: Int, most: Int) {
        let bounds = rules.filter { $0.kind == kind }.map(\.bounds)
        return (bounds.compactMap(\.hardMin).max() ?? 0, bounds.compactMap(\.hardMax).min() ?? Int.max)
    }

    private static func mayFollow(_ pair: ShiftPair, _ rules: [RosterRule], _ problem: RosterProblem) -> Bool {
        let gap = problem.gap(from: pair.first, to: pair.next)
        if let gap, gap < problem.travelMinutes(from: pair.first, to: pair.next) { return false }
        return rules.allSatisfy { rule in
            switch rule.kind {
            case .rest: gap.map { $0 >= rule.bounds.hardMin ?? $0 } ?? true
            case .sequence(let pairs): rule.bounds.hardMax == nil || !pairs.contains(pair)
            case .minutes, .shifts, .weekends, .incompleteWeekend, .workRun, .offRun, .shiftRun, .longestOff: true
            }
        }
    }

    private static func sum(_ rule: RosterRule, _ who: Person, _ problem: RosterProblem) -> Sum? {
        guard rule.bounds.hardMin != nil || rule.bounds.hardMax != nil else { return nil }
        let types = problem.shiftTypes
        let carried = who.history.carried[rule.id] ?? 0
        let measure: Sum.Measure
        var start = carried
        switch rule.kind {
        case .minutes(let tag):
            measure = .amounts(types.map { tag.map($0.tags.contains) ?? true ? $0.minutes : 0 })
        case .shifts(let counted):
            measure = .amounts(types.indices.map { counted?.contains($0) ?? true ? 1 : 0 })
        case .weekends:
            measure = .weekends(Self.weekends(of: problem))
        case .shiftRun(let counted):
            measure = .run(of: counted, isEveUnknown: who.history.eve == .unknown)
            start = rule.shiftRunAtEve(of: who)
        case .incompleteWeekend, .workRun, .offRun, .rest, .longestOff, .sequence: return nil
        }
        if case .rolling = rule.window { return nil }
        var periods = [Range<Int>?](repeating: nil, count: problem.days)
        for period in problem.periods(of: rule, for: who.history) {
            for day in period.days { periods[day] = period.days }
        }
        return Sum(
            measure: measure, periods: periods, start: start, least: rule.bounds.hardMin ?? 0,
            most: rule.bounds.hardMax ?? Int.max)
    }
}
