import RosterSolver
import Testing

@Suite struct `Every row of tiny problems` {
    @Test(arguments: TinyProblem.Focus.allCases)
    func `is judged as the rules read`(focus: TinyProblem.Focus) {
        for seed in 1...Rounds.of(6) {
            let tiny = TinyProblem(focus, seed: seed)
            let problem = tiny.problem
            #expect(problem.refusals().isEmpty, "seed \(seed)")
            let judge = NaiveJudge(problem: problem)
            var dice = SeededDice(seed)
            let rows = tiny.rows.shuffled(using: &dice).prefix(60)
            for row in rows {
                let evaluated = RowEvaluation(of: row, person: 0, against: problem)
                let found = evaluated.violations.map(NaiveJudge.Finding.init).sorted()
                let expected = judge.findings(of: row, person: 0).sorted()
                if found != expected {
                    Issue.record("\(focus) seed \(seed) row \(row): \(found) but by the rules \(expected)")
                    return
                }
                if evaluated.wages != judge.wages(of: row, person: 0) { Issue.record("wages, \(focus) seed \(seed)") }
                for violation in evaluated.violations where !violation.isPlaced(in: problem) {
                    Issue.record("\(focus) seed \(seed): \(violation) is nowhere")
                }
            }
        }
    }

    @Test(arguments: TinyProblem.Focus.allCases)
    func `adds up to the roster's score`(focus: TinyProblem.Focus) {
        for seed in 1...Rounds.of(5) {
            let tiny = TinyProblem(focus, seed: seed, people: 2)
            let judge = NaiveJudge(problem: tiny.problem)
            var dice = SeededDice(seed)
            for _ in 0..<10 {
                let rows = (0..<2).map { _ in
                    (0..<tiny.problem.days).map { _ -> Int? in
                        dice.chance(40) ? nil : dice.roll(0...tiny.problem.shiftTypes.count - 1)
                    }
                }
                let evaluation = Evaluation(of: Roster(rows: rows), against: tiny.problem)
                let findings = judge.findings(of: rows[0], person: 0) + judge.findings(of: rows[1], person: 1)
                var score = Score()
                for finding in findings + judge.coverFindings(of: rows) { score[finding.tier] += finding.cost }
                score[.money] += judge.wages(of: rows[0], person: 0) + judge.wages(of: rows[1], person: 1)
                #expect(evaluation.score == score, "\(focus) seed \(seed) rows \(rows)")
                #expect(evaluation.hardViolations.isEmpty == !findings.contains(where: \.isHard))
            }
        }
    }
}

extension Violation {
    /// Whether its window and its cells are in the horizon.
    fileprivate func isPlaced(in problem: RosterProblem) -> Bool {
        !self.window.isEmpty && self.window.clamped(to: 0..<problem.days) == self.window
            && self.culprits.allSatisfy { cell in
                (0..<problem.days).contains(cell.day) && problem.people.indices.contains(cell.person)
            }
    }
}
