/// What is to be said about who works beside whom.
struct CompanyEvaluation {
    private(set) var violations: [Violation] = []

    /// - Parameter days: the days that are looked at; all if nil.
    init(of roster: Roster, on days: Set<Int>? = nil, against problem: RosterProblem) {
        for rule in problem.company {
            for day in 0..<problem.days where rule.holds(on: day) && days?.contains(day) ?? true {
                self.judge(rule, roster, on: day)
            }
        }
    }

    /// What is counted in a tier.
    func cost(_ tier: Tier) -> Int64 { self.violations.reduce(0) { $0 + ($1.tier == tier ? $1.cost : 0) } }

    /// By how much hard bounds are broken, by the rule's id.
    var breaches: [String: Int64] {
        self.violations.reduce(into: [:]) { sums, violation in
            guard violation.isHard, case .company(let id) = violation.subject else { return }
            sums[id, default: 0] += violation.cost
        }
    }

    private mutating func judge(_ rule: CompanyRule, _ roster: Roster, on day: Int) {
        func atWork(_ people: Set<Int>) -> [Int] { people.sorted().filter { rule.counts(roster.rows[$0][day]) } }
        let present = atWork(rule.others)
        for person in atWork(rule.people) {
            let company = present.filter { $0 != person }
            let amount = company.count
            func report(_ bound: Int, hard: Bool, _ tier: Tier, _ cost: Int64) {
                self.violations.append(
                    Violation(
                        subject: .company(rule.id), person: person, window: day..<day + 1, actual: Int64(amount),
                        bound: Int64(bound), isHard: hard, tier: tier, cost: cost,
                        culprits: ([person] + company).map { Violation.Cell(person: $0, day: day) }))
            }
            if let breach = rule.bounds.breach(of: amount) {
                report(breach.bound, hard: true, rule.hardTier, Int64(breach.excess))
            }
            if let bound = rule.bounds.softBound(for: amount) {
                report(bound, hard: false, rule.softTier, rule.bounds.cost(of: amount))
            }
        }
    }
}
