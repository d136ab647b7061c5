import Testing

@testable import RosterSolver

@Suite struct `Whether a person has a legal row` {
    @Test(arguments: TinyProblem.Focus.allCases)
    func `is known exactly, for every kind of rule`(focus: TinyProblem.Focus) {
        for seed in 1...Rounds.of(8) {
            let tiny = TinyProblem(focus, seed: seed, days: 4...5)
            let proof = LegalRow(of: 0, in: tiny.problem)
            let isFound = if case .row = proof.followAll() { true } else { false }
            #expect(isFound == tiny.hasLegalRow, "\(focus) seed \(seed)")
            switch proof.find() {
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
        #expect(LegalRow(of: 0, in: problem, limit: 3).followAll() == .undecided)
    }

    /// How many steps went by before it was asked again is what a cancel waits for.
    @Test(arguments: [7, 30]) func `stops within a few hundred steps of being told to`(types: Int) {
        let problem = Contract.hopeless(days: 364, types: types)
        for follow in [LegalRow.dive, LegalRow.followAll] {
            var asked = 0
            let proof = LegalRow(of: 0, in: problem) {
                asked += 1
                return asked == 12
            }
            #expect(follow(proof)() == .undecided)
            #expect(asked == 12)
        }
        var meter = StepMeter(isCanceled: { true })
        while meter.mayStep() {}
        #expect(meter.steps <= 512)
        let again = meter.mayStep()
        #expect(!again)
    }
}
