import RosterSolver
import Testing

@Suite struct `A person without a legal row` {
    /// Whatever the others gain by it: costs are a million times those of the rest.
    @Test(arguments: TinyProblem.Focus.allCases, [Goals.sum, .lexicographic])
    func `breaks the law as little as can be`(focus: TinyProblem.Focus, goals: Goals) throws {
        for seed in 1...Rounds.of(4) {
            var tiny = TinyProblem(focus, seed: seed, people: 2, days: 4...5)
            tiny.problem.goals = goals
            for index in tiny.problem.demands.indices { tiny.problem.demands[index].underCost *= 1_000_000 }
            let problem = tiny.problem
            func law(_ row: [Int?], _ person: Int) -> Int64 {
                RowEvaluation(of: row, person: person, against: problem).violations
                    .reduce(0) { $0 + ($1.tier == .law ? $1.cost : 0) }
            }
            let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(100)))
            for person in result.withoutLegalRow {
                let least = tiny.rows.map { law($0, person) }.min()
                #expect(law(result.roster.rows[person], person) == least, "\(focus) seed \(seed)")
            }
        }
    }
}
