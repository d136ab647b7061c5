import Testing

@testable import RosterSolver

@Suite struct `The best row` {
    /// Every row of a short horizon, judged by the plain evaluation, against the one that the programs find.
    @Test(arguments: 0..<30)
    func `is as good as the best of all rows`(seed: Int) throws {
        let problem = RandomProblem.make(seed: seed, days: 6, people: 1, types: 2)
        #expect(problem.refusals().isEmpty)
        let weights = TierWeights(for: problem)
        let model = RowModel(of: 0, in: problem, weights: weights, relaxed: false)
        let plan = Plan(problem, weights: weights, tables: [RowTables(model)])
        plan.price(0, in: 0..<problem.days)
        let cost = plan.bestRow(0, plan.whole)
        var best: Price?
        var bestRow: [Int?] = []
        for row in Self.rows(days: 6, types: 2) where RowEvaluation(of: row, person: 0, against: problem).isLegal {
            let scalar = weights.scalar(Evaluation(of: Roster(rows: [row]), against: problem).score)
            if best.map({ scalar < $0 }) ?? true { best = scalar; bestRow = row }
        }
        guard let cost, let best else {
            #expect((cost == nil) == (best == nil), "seed \(seed)")
            return
        }
        plan.insert(0, plan.engine.row, cost: cost)
        let found = (0..<6).map { plan.row(0)[$0] < 0 ? nil : Int(plan.row(0)[$0]) }
        #expect(plan.total == best, "seed \(seed): \(found) against \(bestRow)")
        let evaluation = Evaluation(of: Roster(rows: [found]), against: problem)
        #expect(plan.total == weights.scalar(evaluation.score), "seed \(seed)")
    }

    static func rows(days: Int, types: Int) -> [[Int?]] {
        (0..<days).reduce([[]]) { rows, _ in
            rows.flatMap { row in [row + [nil]] + (0..<types).map { row + [$0] } }
        }
    }
}

extension TierWeights {
    /// The one figure that the search minimizes.
    func scalar(_ score: Score) -> Price { Tier.allCases.reduce(0) { $0 + Price(score[$1]) * self[$1] } }
}
