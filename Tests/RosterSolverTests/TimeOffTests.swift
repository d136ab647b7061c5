import Testing

@testable import RosterSolver

@Suite struct `The longest time off in a window` {
    static let types = [
        ShiftType(id: "E", start: 7 * 60, minutes: 480), ShiftType(id: "L", start: 14 * 60, minutes: 480),
        ShiftType(id: "N", start: 22 * 60, minutes: 480),
    ]
    static let weekly = RosterRule(
        id: "weekly rest", kind: .longestOff, window: .rolling(days: 7), bounds: Bounds(hardMin: 35 * 60))

    private func problem(
        days: Int, _ history: History = History(), window: RosterRule.Window = .rolling(days: 7)
    ) -> RosterProblem {
        var rule = Self.weekly
        rule.window = window
        return RosterProblem(
            days: days, shiftTypes: Self.types, people: [Person(id: "Ana", rules: [rule], history: history)],
            demands: [])
    }

    private func found(_ row: [Int?], _ problem: RosterProblem) -> [Int64] {
        RowEvaluation(of: row, person: 0, against: problem).violations.map(\.actual)
    }

    @Test func `depends on the shifts on both sides of a day off`() {
        let week = self.problem(days: 7)
        #expect(self.found([0, 0, 0, 0, nil, 0, 0], week) == [])  // from 15:00 to 7:00 are 40 hours
        #expect(self.found([0, 0, 0, 1, nil, 0, 0], week) == [33 * 60])
        #expect(self.found([0, 0, 0, 2, nil, 2, 2], week) == [])
        #expect(self.found([0, 0, 0, 2, nil, 0, 0], week) == [31 * 60])  // before the night; after it are 25
        #expect(self.found([nil, 0, 0, 0, 0, 0, 0], week) == [31 * 60])  // from midnight on
    }

    @Test func `looks at windows that begin before the horizon as far as it is told`() {
        let days: [Int?] = [0, 0, 0, 0, 0, 0, nil]
        #expect(self.found(days, self.problem(days: 7)) == [33 * 60])  // to the last midnight
        let off = History(eve: .resting(days: 1))
        #expect(self.found(days, self.problem(days: 7, off)) == [31 * 60, 33 * 60])
        let free: [Int?] = [0, 0, 0, nil, nil, 0, 0]
        let working = History(eve: .working(days: 4, last: 1), cells: [0, 0, 0, 1])
        #expect(self.found(free, self.problem(days: 7, working)) == [23 * 60, 33 * 60])
        #expect(self.found(free, self.problem(days: 7)) == [])
        // The week of the eve has its Friday in what is told, that of the last days is not over.
        let weeks = self.problem(days: 10, working, window: .weeks(from: .friday))
        #expect(self.found([0, 0, 0, 0, 0, nil, nil, 0, 0, 0], weeks) == [23 * 60])
    }

    @Test func `is refused with maximums, without times and longer than its window`() {
        var problem = self.problem(days: 7)
        problem.people[0].rules[0].bounds = Bounds(hardMax: 60)
        #expect(problem.refusals().count == 1)
        problem.people[0].rules[0].bounds = Bounds(hardMin: 7 * 1440 + 1)
        #expect(problem.refusals().count == 1)
        problem.people[0].rules[0].bounds = Bounds(hardMin: 7 * 1440)
        #expect(problem.refusals().isEmpty)
        problem.shiftTypes[0].start = nil
        #expect(problem.refusals().count == 1)
    }

    @Test func `is kept by everybody over four weeks, and the slots are filled`() throws {
        let people = (0..<5).map { Person(id: "P\($0)", rules: [Self.weekly, Self.rest]) }
        let demands = (0..<28).flatMap { day in
            [0, 1, 2].map { Demand(day: day, slot: "S\($0)", shifts: [$0], target: 1) }
        }
        let problem = RosterProblem(days: 28, shiftTypes: Self.types, people: people, demands: demands)
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(300), seed: 1))
        let evaluation = Evaluation(of: result.roster, against: problem)
        #expect(result.withoutLegalRow.isEmpty)
        #expect(evaluation.hardViolations.isEmpty)
        #expect(evaluation.score[.target] == 0)
        let again = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(300), seed: 1))
        #expect(again.roster == result.roster)
    }

    private static let rest = RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 11 * 60))

    @Test func `too short is told in hours`() {
        var problem = self.problem(days: 7)
        problem.demands = [Demand(day: 4, slot: "E", shifts: [0], target: 1)]
        let roster = Roster(rows: [[0, 0, 0, 0, nil, 0, 0]])
        let text = Explanation(of: roster, for: problem).report(on: Slot(day: 4, shift: 0)).text(for: problem)
        #expect(text == "1 appointed: 1 would have 16 h off at a stretch (at least 35 h)")
        // Another day off in its place.
        let candidates = Repair(of: roster, for: problem).candidates(for: Slot(day: 4, shift: 0))
        #expect(candidates.first?.moves.count == 1)
    }

    @Test func `that pins make impossible is named`() {
        var problem = self.problem(days: 2, History(eve: .working(days: 5, last: 0), cells: [0, 0, 0, 0, 0]))
        problem.people[0].pins = [Pin(day: 0, shift: 0)]
        let parts = problem.contradictions().map(\.parts)
        #expect(parts == [[.rule("weekly rest"), .pin(Pin(day: 0, shift: 0))]])
        problem.people[0].pins = []
        #expect(problem.contradictions().isEmpty)
    }

    /// Not exact: how often the best of all rows is found.
    @Test func `is kept at the least cost in four cases of five`() {
        var (best, all) = (0, 0)
        for seed in 1...Rounds.of(40) {
            var tiny = TinyProblem(.timeOff, seed: seed, days: 4...5)
            tiny.problem.goals = .sum
            let known = BestOfAll(tiny)
            guard known.hasLegalRow else { continue }
            let weights = TierWeights(for: tiny.problem)
            let model = RowModel(of: 0, in: tiny.problem, weights: weights, relaxed: false)
            let plan = Plan(tiny.problem, weights: weights, tables: [RowTables(model)])
            plan.price(0, in: 0..<tiny.problem.days)
            all += 1
            guard plan.bestRow(0, plan.whole) != nil else { continue }
            let row = (0..<tiny.problem.days).map { plan.engine.row[$0] < 0 ? nil : Int(plan.engine.row[$0]) }
            #expect(known.isLegal(row))
            if known.score(of: [row]).sum == known.score.sum { best += 1 }
        }
        #expect(best * 10 >= all * 8, "\(best) of \(all)")
    }
}
