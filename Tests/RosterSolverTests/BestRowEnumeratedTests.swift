import Testing

@testable import RosterSolver

@Suite struct `One person's best row` {
    @Test(arguments: TinyProblem.Focus.allCases.filter(\.isExact))
    func `costs what the best of all rows costs`(focus: TinyProblem.Focus) throws {
        for seed in 1...Rounds.of(5) {
            var tiny = TinyProblem(focus, seed: seed, days: 4...5)
            tiny.problem.goals = .sum
            let best = BestOfAll(tiny)
            guard let row = Self.row(tiny.problem, relaxed: false) else {
                #expect(!best.hasLegalRow, "\(focus) seed \(seed): \(best.row) is legal")
                continue
            }
            #expect(best.isLegal(row), "\(focus) seed \(seed): \(row)")
            let found = best.score(of: [row])
            #expect(found.sum == best.score.sum, "\(focus) seed \(seed): \(row) is \(found), \(best.row) \(best.score)")
        }
    }

    @Test(arguments: TinyProblem.Focus.allCases.filter(\.isExact))
    func `violates the least where no row is legal`(focus: TinyProblem.Focus) throws {
        for seed in 1...Rounds.of(5) {
            var tiny = TinyProblem(focus, seed: seed, days: 4...5)
            tiny.problem.goals = .sum
            let best = BestOfAll(tiny)
            guard !best.hasLegalRow else { continue }
            let row = Self.row(tiny.problem, relaxed: true)
            let found = row.map { best.score(of: [$0]) }
            #expect(found?[.law] == best.score[.law], "\(focus) seed \(seed): \(row ?? []) but \(best.row)")
        }
    }

    @Test(arguments: TinyProblem.Focus.allCases)
    func `is legal whenever it is said to be`(focus: TinyProblem.Focus) throws {
        for seed in 1...Rounds.of(3) {
            let tiny = TinyProblem(focus, seed: seed, days: 4...5)
            let best = BestOfAll(tiny)
            let result = try RosterSolver.solve(tiny.problem, SolverOptions(budget: .iterations(30), seed: 1))
            let isLegal = best.isLegal(result.roster.rows[0])
            #expect(result.withoutLegalRow.isEmpty == isLegal, "\(focus) seed \(seed)")
            #expect(best.hasLegalRow || !isLegal, "\(focus) seed \(seed)")
            #expect(best.score(of: result.roster.rows) == result.score, "\(focus) seed \(seed)")
        }
    }

    /// What the program over rows finds for the only person.
    private static func row(_ problem: RosterProblem, relaxed: Bool) -> [Int?]? {
        let weights = TierWeights(for: problem)
        let model = RowModel(of: 0, in: problem, weights: weights, relaxed: relaxed)
        let plan = Plan(problem, weights: weights, tables: [RowTables(model)])
        plan.price(0, in: 0..<problem.days)
        guard plan.bestRow(0, plan.whole) != nil else { return nil }
        return (0..<problem.days).map { plan.engine.row[$0] < 0 ? nil : Int(plan.engine.row[$0]) }
    }
}

/// The best row of a problem with one person, found by looking at all of them: a legal one if there is any.
struct BestOfAll {
    private(set) var row: [Int?] = []
    private(set) var score = Score()
    private(set) var hasLegalRow = false
    private let judge: NaiveJudge

    init(_ tiny: TinyProblem) {
        self.judge = NaiveJudge(problem: tiny.problem)
        var isFirst = true
        for row in tiny.rows {
            let findings = self.judge.findings(of: row, person: 0)
            let isLegal = !findings.contains(where: \.isHard)
            if self.hasLegalRow, !isLegal { continue }
            let score = self.score(of: [row], findings)
            if isFirst || isLegal != self.hasLegalRow || score.isBetter(than: self.score, by: tiny.problem.goals) {
                (self.row, self.score, self.hasLegalRow, isFirst) = (row, score, isLegal, false)
            }
        }
    }

    func score(of rows: [[Int?]]) -> Score { self.score(of: rows, self.judge.findings(of: rows[0], person: 0)) }

    func isLegal(_ row: [Int?]) -> Bool { !self.judge.findings(of: row, person: 0).contains(where: \.isHard) }

    private func score(of rows: [[Int?]], _ findings: [NaiveJudge.Finding]) -> Score {
        var score = Score()
        for finding in findings + self.judge.coverFindings(of: rows) { score[finding.tier] += finding.cost }
        score[.money] += self.judge.wages(of: rows[0], person: 0)
        return score
    }
}
