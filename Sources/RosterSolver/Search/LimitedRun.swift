/// A rule about runs of certain shift types, as the graph of shifts follows it.
///
/// A position is the length of the run so far, in days; zero is no part of a run. Of a run that may have begun before the
/// horizon, nobody knows when, it is negative as long as the run would else be too short.
struct LimitedRun {
    let types: Set<Int>
    /// The rule with its minimum alone, and with its maximum alone.
    let atLeast: RosterRule
    let atMost: RosterRule
    /// The position on the eve.
    let eve: Int
    private let isEveUnknown: Bool
    /// The length from which on no minimum is missed.
    private let least: Int
    /// The longest position that must be told apart: from there each day costs the same.
    private let cap: Int

    init?(_ rule: RosterRule, of who: Person, days: Int) {
        guard case .shiftRun(let types) = rule.kind else { return nil }
        self.types = types
        self.atLeast = rule.with(rule.bounds.withoutMaximum)
        self.atMost = rule.with(rule.bounds.withoutMinimum)
        self.eve = rule.shiftRunAtEve(of: who)
        self.isEveUnknown = who.history.eve == .unknown
        self.least = [rule.bounds.hardMin, rule.bounds.softMin].compactMap(\.self).max() ?? 0
        let most = [rule.bounds.softMax, rule.bounds.hardMax].compactMap(\.self).max() ?? 0
        let longest = days + self.eve
        // A cost for several days together is not the same for each.
        self.cap = max(1, rule.bounds.per == 1 ? min(longest, max(most + 1, self.least)) : longest)
    }

    /// Every position that a shift of a type can have.
    func positions(of type: Int) -> [Int] {
        guard self.types.contains(type) else { return [0] }
        return Array(1...self.cap) + (self.isEveUnknown && self.least > 1 ? (1..<self.least).map { -$0 } : [])
    }

    /// The position of a further day.
    func next(after position: Int) -> Int {
        if position >= 0 { return min(position + 1, self.cap) }
        return position - 1 > -self.least ? position - 1 : min(self.least, self.cap)
    }

    /// The position on the first day.
    var atStart: Int { self.isEveUnknown && self.least > 1 ? -1 : self.next(after: self.eve) }
}

extension RowCompiler {
    /// The person's rules about runs of shift types.
    var limitedRuns: [LimitedRun] {
        let who = self.problem.people[self.person]
        return self.rules { _ in true }.compactMap { LimitedRun($0, of: who, days: self.problem.days) }
    }

    /// What a day adds to the cost of the runs that go on or end with it; blocked where it cannot follow.
    func cost(of positions: [Int], after before: [Int], _ limits: [LimitedRun]) -> Price {
        limits.indices.reduce(0) { sum, index in
            let limit = limits[index]
            if positions[index] == 0 { return min(.blocked, sum + self.cost(ofEnding: before[index], limit)) }
            guard positions[index] == limit.next(after: before[index]) else { return .blocked }
            return min(.blocked, sum + self.cost(ofReaching: positions[index], limit))
        }
    }

    /// The same for the first day. What the days before the horizon cost counts only for a run that goes on.
    func cost(atStart positions: [Int], _ limits: [LimitedRun]) -> Price {
        limits.indices.reduce(0) { sum, index in
            let limit = limits[index]
            if positions[index] == 0 { return min(.blocked, sum + self.cost(ofEnding: limit.eve, limit)) }
            guard positions[index] == limit.atStart else { return .blocked }
            let before = limit.eve == 0 ? 0 : self.cost(limit.atMost, limit.eve)
            return min(.blocked, sum + before + self.cost(ofReaching: positions[index], limit))
        }
    }

    /// Whether a run may come to that position at all.
    func isReachable(_ position: Int, _ limit: LimitedRun) -> Bool {
        position == 0 || self.cost(limit.atMost, abs(position)) < .limit
    }

    private func cost(ofEnding position: Int, _ limit: LimitedRun) -> Price {
        position > 0 ? self.cost(limit.atLeast, position) : 0
    }

    private func cost(ofReaching position: Int, _ limit: LimitedRun) -> Price {
        let now = self.cost(limit.atMost, abs(position))
        return now >= .limit ? now : now - self.cost(limit.atMost, abs(position) - 1)
    }
}
