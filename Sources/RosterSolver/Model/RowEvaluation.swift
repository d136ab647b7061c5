/// What is to be said about one person's row.
package struct RowEvaluation: Sendable {
    package private(set) var violations: [Violation] = []
    package private(set) var wages: Int64 = 0

    let problem: RosterProblem
    let person: Int
    let row: [Int?]
    var who: Person { self.problem.people[self.person] }

    package init(of row: [Int?], person: Int, against problem: RosterProblem) {
        self.problem = problem
        self.person = person
        self.row = row
        for case let shift? in row { self.wages += self.who.wage(minutes: problem.shiftTypes[shift].minutes) }
        self.judgeCells()
        self.judgeTravel()
        for rule in self.who.rules { self.judge(rule) }
        self.judgeWishes()
        self.judgeFairness()
    }

    /// Whether no hard bound is broken.
    package var isLegal: Bool { !self.violations.contains(where: \.isHard) }

    mutating func report(
        _ subject: Violation.Subject, _ window: Range<Int>, actual: Int, bound: Int, hard: Bool, tier: Tier,
        cost: Int64, days: [Int]
    ) {
        self.violations.append(
            Violation(
                subject: subject, person: self.person, window: window, actual: Int64(actual), bound: Int64(bound),
                isHard: hard, tier: tier, cost: cost,
                culprits: days.map { Violation.Cell(person: self.person, day: $0) }))
    }

    /// Reports an amount that is beyond the bounds of a rule.
    mutating func weigh(_ amount: Int, _ rule: RosterRule, _ window: Range<Int>, days: [Int]) {
        if let breach = rule.bounds.breach(of: amount) {
            self.report(
                .rule(rule.id), window, actual: amount, bound: breach.bound, hard: true, tier: rule.hardTier,
                cost: rule.hardCost(of: breach.excess), days: days)
        }
        if let bound = rule.bounds.softBound(for: amount) {
            self.report(
                .rule(rule.id), window, actual: amount, bound: bound, hard: false, tier: rule.softTier,
                cost: rule.bounds.cost(of: amount), days: days)
        }
    }

    private mutating func judgeCells() {
        for pin in self.who.pins where self.row[pin.day] != pin.shift {
            self.report(
                .pin(pin), pin.day..<pin.day + 1, actual: 0, bound: 1, hard: true, tier: .law, cost: Self.cellCost,
                days: [pin.day])
        }
        for (day, cell) in self.row.enumerated() {
            guard let shift = cell, let obstacle = self.problem.obstacle(person: self.person, day: day, shift: shift)
            else { continue }
            if case .pinned = obstacle { continue }  // said above
            self.report(
                .obstacle(obstacle), day..<day + 1, actual: 1, bound: 0, hard: true, tier: .law, cost: Self.cellCost,
                days: [day])
        }
    }

    private mutating func judgeTravel() {
        for (day, first, next) in self.followers {
            guard let gap = self.problem.gap(from: first, to: next) else { continue }
            let needed = self.problem.travelMinutes(from: first, to: next)
            guard gap < needed else { continue }
            self.report(
                gap < 0 ? .overlap : .travel, max(0, day)..<day + 2, actual: gap, bound: gap < 0 ? 0 : needed,
                hard: true, tier: .law, cost: RosterRule.hours(needed - gap), days: day < 0 ? [0] : [day, day + 1])
        }
    }

    private mutating func judgeWishes() {
        for request in self.who.requests where !request.isGranted(by: self.row[request.day]) {
            self.report(
                .request(request), request.day..<request.day + 1, actual: 0, bound: 1, hard: false, tier: .wishes,
                cost: request.cost, days: [request.day])
        }
        guard let published = self.who.published else { return }
        for day in self.row.indices where self.row[day] != published.cells[day] {
            self.report(
                .change, day..<day + 1, actual: 1, bound: 0, hard: false, tier: .wishes,
                cost: published.changeCost[day], days: [day])
        }
    }

    private mutating func judgeFairness() {
        for share in self.problem.fairness {
            guard let target = share.targets[self.person] else { continue }
            let days = self.row.indices.filter { day in
                self.row[day].map { share.points(day: day, shift: $0) != 0 } ?? false
            }
            let points = days.reduce(share.carried[self.person]) { sum, day in
                sum + (self.row[day].map { share.points(day: day, shift: $0) } ?? 0)
            }
            let cost = share.cost(of: points, person: self.person)
            guard cost != 0 else { continue }
            self.report(
                .fairness(share.id), 0..<self.problem.days, actual: points, bound: target, hard: false, tier: .wishes,
                cost: cost, days: days)
        }
    }

    /// What working against a settled cell, or a cell that may not hold the shift, counts as: more than any run.
    static let cellCost: Int64 = 100
}
