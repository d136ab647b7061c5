/// Scores of a plan in whole numbers, tier by tier; rows that have not changed since are not judged again.
final class ScoreKeeper {
    private let problem: RosterProblem
    private var rows: [[Int16]]
    private var scores: [Score]
    private var wages: [Int64]

    init(_ problem: RosterProblem) {
        self.problem = problem
        self.rows = Array(repeating: [], count: problem.people.count)
        self.scores = Array(repeating: Score(), count: problem.people.count)
        self.wages = Array(repeating: 0, count: problem.people.count)
    }

    /// The score of a plan in which everybody is in.
    func score(of plan: Plan) -> Score {
        var score = Score()
        for person in self.rows.indices {
            self.judge(person, UnsafeBufferPointer(start: plan.row(person), count: plan.days))
            for tier in Tier.allCases { score[tier] += self.scores[person][tier] }
        }
        let wages = self.wages.reduce(0, +)
        score[.money] += wages
        if let ceiling = self.problem.ceiling { self.add(ceiling, wages, to: &score) }
        if !self.problem.company.isEmpty || !self.problem.clinicCeilings.isEmpty {
            let roster = Roster(rows: self.rows.map { row in row.map { $0 < 0 ? nil : Int($0) } })
            for ceiling in self.problem.clinicCeilings {
                self.add(ceiling, self.problem.wages(of: roster, under: ceiling), to: &score)
            }
            let company = CompanyEvaluation(of: roster, against: self.problem)
            for tier in Tier.allCases { score[tier] += company.cost(tier) }
        }
        let cover = self.cover(of: plan)
        score[.critical] += cover.critical
        score[.target] += cover.target
        return score
    }

    private func add(_ ceiling: CostCeiling, _ wages: Int64, to score: inout Score) {
        let cost = ceiling.cost(of: wages)
        score[.contract] += cost.hard
        score[.money] += cost.soft
    }

    /// What the cover alone costs.
    func cover(of plan: Plan) -> (critical: Int64, target: Int64) {
        var sum: (critical: Int64, target: Int64) = (0, 0)
        for (index, demand) in self.problem.demands.enumerated() {
            let costs = demand.costs(assigned: plan.cover.assigned(index))
            sum.critical += costs.critical
            sum.target += costs.target
        }
        return sum
    }

    private func judge(_ person: Int, _ row: UnsafeBufferPointer<Int16>) {
        if self.rows[person].elementsEqual(row) { return }
        self.rows[person] = Array(row)
        let judged = RowEvaluation(of: row.map { $0 < 0 ? nil : Int($0) }, person: person, against: self.problem)
        var score = Score()
        for violation in judged.violations { score[violation.tier] += violation.cost }
        self.scores[person] = score
        self.wages[person] = judged.wages
    }
}
