import Testing

@testable import RosterSolver

@Suite struct `Goals in order` {
    @Test(arguments: TinyProblem.Focus.allCases.filter(\.isExact))
    func `one person gets the best of all rows, tier by tier`(focus: TinyProblem.Focus) throws {
        for seed in 1...Rounds.of(3) {
            var tiny = TinyProblem(focus, seed: seed, days: 4...5)
            tiny.problem.goals = .lexicographic
            let best = BestOfAll(tiny)
            guard best.hasLegalRow else { continue }
            let result = try RosterSolver.solve(tiny.problem, SolverOptions(budget: .iterations(20)))
            #expect(result.score == best.score, "\(focus) seed \(seed): \(result.roster.rows[0]), \(best.row)")
        }
    }

    @Test(arguments: TinyProblem.Focus.allCases.filter(\.isExact))
    func `of two people neither has a better row, given the other's`(focus: TinyProblem.Focus) throws {
        for seed in 1...Rounds.of(1) {
            var tiny = TinyProblem(focus, seed: seed, people: 2, days: 3...4)
            tiny.problem.goals = .lexicographic
            let result = try RosterSolver.solve(tiny.problem, SolverOptions(budget: .iterations(40)))
            for person in 0..<2 where !result.withoutLegalRow.contains(person) {
                for row in tiny.rows {
                    guard RowEvaluation(of: row, person: person, against: tiny.problem).isLegal else { continue }
                    var other = result.roster
                    other.rows[person] = row
                    let score = Evaluation(of: other, against: tiny.problem).score
                    #expect(!(score < result.score), "\(focus) seed \(seed): \(row) for \(person) makes \(score)")
                }
            }
        }
    }

    @Test(arguments: 0..<20)
    func `a step of a tier weighs more than all that one row can change below`(seed: Int) {
        let problem = RandomProblem.make(seed: seed, days: 21, people: 6, types: 4)
        var ordered = problem
        ordered.goals = .lexicographic
        let weights = TierWeights(for: ordered)
        var dice = Dice(seed: seed)
        func row() -> [Int?] { (0..<problem.days).map { _ in dice.isLucky(40) ? nil : dice.roll(0...3) } }
        var roster = Roster(rows: problem.people.map { _ in row() })
        for _ in 0..<40 {
            let before = Evaluation(of: roster, against: problem).score
            roster.rows[dice.roll(0...5)] = row()
            let after = Evaluation(of: roster, against: problem).score
            let tiers = Tier.allCases.filter { $0 != .law && $0 != .contract }
            guard let first = tiers.first(where: { before[$0] != after[$0] }) else { continue }
            let change = tiers.reduce(Price(0)) { $0 + Price(after[$1] - before[$1]) * weights[$1] }
            #expect((change < 0) == (after[first] < before[first]), "seed \(seed): \(before) to \(after)")
        }
    }
}
