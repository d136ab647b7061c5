import Testing

@testable import RosterSolver

@Suite struct `Whether a person has a legal row` {
    @Test(arguments: TinyProblem.Focus.allCases)
    func `is known exactly, for every kind of rule`(focus: TinyProblem.Focus) {
        for seed in 1...Rounds.of(8) {
            let tiny = TinyProblem(focus, seed: seed, days: 4...5)
            switch LegalRow(of: 0, in: tiny.problem).find() {
            case .row(let row):
                let findings = NaiveJudge(problem: tiny.problem).findings(of: row, person: 0)
                let isLegal = !findings.contains(where: \.isHard)
                #expect(isLegal, "\(focus) seed \(seed): \(row)")
            case .none: #expect(!tiny.hasLegalRow, "\(focus) seed \(seed)")
            case .undecided: Issue.record("\(focus) seed \(seed)")
            }
        }
    }

    @Test func `is left undecided rather than guessed`() throws {
        let problem = try Fixture.instance(3)
        #expect(LegalRow(of: 0, in: problem, limit: 3).find() == .undecided)
    }
}
