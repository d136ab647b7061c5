import Testing

@testable import RosterSolver

@Suite struct `The last pass` {
    @Test(arguments: [(TinyProblem.Focus.offRun, 49), (.bothRuns, 15), (.minutes, 3), (.rest, 54), (.sequence, 75)])
    func `leaves the only person with the best of all rows`(focus: TinyProblem.Focus, seed: Int) throws {
        var tiny = TinyProblem(focus, seed: seed, days: 4...5)
        tiny.problem.goals = .sum
        let best = BestOfAll(tiny)
        for iterations in [1, 30] {
            let result = try RosterSolver.solve(tiny.problem, SolverOptions(budget: .iterations(iterations)))
            #expect(result.score.sum == best.score.sum, "\(focus) seed \(seed): \(result.roster.rows[0]), \(best.row)")
        }
    }

    @Test(arguments: TinyProblem.Focus.allCases.filter(\.isExact))
    func `leaves nobody a better row, given the others'`(focus: TinyProblem.Focus) throws {
        for seed in 1...Rounds.of(1) {
            var tiny = TinyProblem(focus, seed: seed, people: 3, days: 3...3)
            tiny.problem.goals = .sum
            let options = SolverOptions(budget: .iterations(2), start: Roster(emptyFor: tiny.problem))
            let result = try RosterSolver.solve(tiny.problem, options)
            for person in 0..<3 where !result.withoutLegalRow.contains(person) {
                for row in tiny.rows {
                    guard RowEvaluation(of: row, person: person, against: tiny.problem).isLegal else { continue }
                    var other = result.roster
                    other.rows[person] = row
                    let score = Evaluation(of: other, against: tiny.problem).score
                    #expect(score.sum >= result.score.sum, "\(focus) seed \(seed): \(row) for \(person)")
                }
            }
        }
    }

    @Test func `is replayed as far as it came`() throws {
        let problem = try Fixture.instance(1)
        let whole = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(5)))
        var cut = whole.cycles
        cut[cut.count - 1].made = [3]
        let replayed = try RosterSolver.solve(problem, SolverOptions(budget: .cycles(cut)))
        #expect(replayed.iterations == whole.iterations - (whole.cycles.last?.made[0] ?? 0) + 3)
        #expect(try RosterSolver.solve(problem, SolverOptions(budget: .cycles(whole.cycles))).roster == whole.roster)
    }
}
