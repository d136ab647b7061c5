import Testing

@testable import RosterSolver

@Suite struct `A count that the program over rows holds exactly` {
    /// One person who would work a counted shift every day if it were not for the bound.
    @Test(arguments: 0...3) func `is never passed, not even when it is zero`(most: Int) throws {
        let types = ["D", "N"].map { ShiftType(id: $0, minutes: 480) }
        let rule = RosterRule(id: "nights", kind: .shifts(of: [1]), bounds: Bounds(hardMax: most))
        let rest = RosterRule(id: "run", kind: .workRun, bounds: Bounds(hardMin: 2))
        let problem = RosterProblem(
            days: 6, shiftTypes: types, people: [Person(id: "A", rules: [rule, rest])],
            demands: (0..<6).map { Demand(day: $0, slot: "N", shifts: [1], target: 1, underCost: 100) }, goals: .sum)
        let weights = TierWeights(for: problem)
        let model = RowModel(of: 0, in: problem, weights: weights, relaxed: false)
        let capped = try #require(model.caps.first)
        let plan = Plan(problem, weights: weights, tables: [RowTables(model)])
        plan.price(0, in: 0..<6)
        let price = plan.engine.solve(RowTables(model, capped: capped), plan.whole)
        let nights = (0..<6).count { plan.engine.row[$0] == 1 }
        #expect(price == Price(-100 * most))
        #expect(nights == most)
    }
}
