/// What is to be said about a roster: every finding, and the score they add up to.
///
/// This is the slow and plain reference: it looks at the roster day by day and shares nothing with the search.
package struct Evaluation: Sendable {
    package private(set) var violations: [Violation]
    package private(set) var score: Score
    /// The wages of the roster in minor units, overtime premiums not included.
    package private(set) var wages: Int64

    package init(of roster: Roster, against problem: RosterProblem) {
        let rows = roster.rows.indices.map { person in
            RowEvaluation(of: roster.rows[person], person: person, against: problem)
        }
        self.wages = rows.reduce(0) { $0 + $1.wages }
        self.violations = rows.flatMap(\.violations)
        self.violations += Self.coverViolations(of: roster, against: problem)
        self.violations += CompanyEvaluation(of: roster, against: problem).violations
        self.violations += problem.allCeilings.flatMap { Self.violations(of: $0, roster, problem) }
        self.score = Score()
        for violation in self.violations { self.score[violation.tier] += violation.cost }
        self.score[.money] += self.wages
    }

    /// The broken hard bounds of rows and of company; none in a legal roster.
    package var hardViolations: [Violation] { self.violations.filter { $0.isHard && $0.person != nil } }

    /// How many people are missing against the targets.
    package var uncovered: Int64 {
        self.violations.reduce(0) { sum, violation in
            guard case .target = violation.subject else { return sum }
            return sum + max(0, violation.bound - violation.actual)
        }
    }

    private static func coverViolations(of roster: Roster, against problem: RosterProblem) -> [Violation] {
        problem.demands.flatMap { demand -> [Violation] in
            let assigned = roster.count(on: demand.day, of: demand.shifts)
            let costs = demand.costs(assigned: assigned)
            let here = demand.day..<demand.day + 1
            var found: [Violation] = []
            if assigned < demand.critical {
                found.append(
                    Violation(
                        subject: .critical(slot: demand.slot), person: nil, window: here, actual: Int64(assigned),
                        bound: Int64(demand.critical), isHard: false, tier: .critical, cost: costs.critical))
            }
            if assigned != demand.target {
                found.append(
                    Violation(
                        subject: .target(slot: demand.slot), person: nil, window: here, actual: Int64(assigned),
                        bound: Int64(demand.target), isHard: false, tier: .target, cost: costs.target))
            }
            return found
        }
    }

    private static func violations(
        of ceiling: CostCeiling, _ roster: Roster, _ problem: RosterProblem
    ) -> [Violation] {
        let wages = problem.wages(of: roster, under: ceiling)
        let cost = ceiling.cost(of: wages)
        func violation(_ bound: Int64, hard: Bool, _ tier: Tier, _ cost: Int64) -> Violation {
            Violation(
                subject: ceiling.subject, person: nil, window: 0..<problem.days, actual: wages, bound: bound,
                isHard: hard, tier: tier, cost: cost)
        }
        var found: [Violation] = []
        if let hard = ceiling.hard, wages > hard { found.append(violation(hard, hard: true, .contract, cost.hard)) }
        if let soft = ceiling.soft, wages > soft { found.append(violation(soft, hard: false, .money, cost.soft)) }
        return found
    }
}
