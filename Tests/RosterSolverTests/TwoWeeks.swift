import Testing

@testable import RosterSolver

/// A person with one type of shift over eleven days, so that every row can be looked at and two weekends are in them.
struct TwoWeeks {
    private(set) var problem: RosterProblem

    init(_ seed: Int, weekend: Weekend, _ rule: (inout SeededDice) -> RosterRule) {
        var dice = SeededDice(seed)
        let days = 11
        let eves: [History.Eve] = [.unknown, .working(days: 2, last: 0), .resting(days: 1)]
        let rules = [
            rule(&dice), RosterRule(id: "work", kind: .workRun, bounds: Bounds(hardMax: dice.roll(3...6))),
            RosterRule(id: "off", kind: .offRun, bounds: Bounds(hardMin: dice.roll(1...2))),
        ]
        let demands = (0..<days).map { day in
            Demand(
                day: day, slot: "D", shifts: [0], target: dice.roll(0...1), underCost: Int64(dice.roll(1...12)),
                overCost: Int64(dice.roll(1...12)))
        }
        self.problem = RosterProblem(
            days: days, firstWeekday: Weekday(rawValue: dice.roll(0...6)) ?? .monday,
            shiftTypes: [ShiftType(id: "D", start: 480, minutes: 480)],
            people: [Person(id: "P", rules: rules, history: History(eve: eves[dice.roll(0...2)]))], demands: demands,
            goals: .sum, weekend: weekend)
    }

    /// The row that the program finds costs what the best of all legal rows costs.
    static func compare(_ problem: RosterProblem, _ comment: Comment) throws {
        #expect(problem.refusals().isEmpty, comment)
        let judge = NaiveJudge(problem: problem)
        func score(_ row: [Int?]) -> Int64? {
            let findings = judge.findings(of: row, person: 0)
            if findings.contains(where: \.isHard) { return nil }
            return (findings + judge.coverFindings(of: [row])).reduce(0) { $0 + $1.cost }
        }
        let best = Self.rows(of: problem).compactMap(score).min()
        let weights = TierWeights(for: problem)
        let model = RowModel(of: 0, in: problem, weights: weights, relaxed: false)
        let plan = Plan(problem, weights: weights, tables: [RowTables(model)])
        plan.price(0, in: 0..<problem.days)
        guard plan.bestRow(0, plan.whole) != nil else {
            #expect(best == nil, comment)
            return
        }
        let row = (0..<problem.days).map { plan.engine.row[$0] < 0 ? nil : Int(plan.engine.row[$0]) }
        #expect(score(row) == best, comment)
    }

    private static func rows(of problem: RosterProblem) -> [[Int?]] {
        (0..<problem.days).reduce([[]]) { rows, _ in
            rows.flatMap { row in [row + [nil]] + problem.shiftTypes.indices.map { row + [$0] } }
        }
    }
}
