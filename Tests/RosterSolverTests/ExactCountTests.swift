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

    /// More than 64 sums of one person, so that a count of hers has the number that another's would have after her.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `is held by each person's own tables, however many sums there are`(seed: UInt64) throws {
        let weekly = (0..<3).map {
            RosterRule(
                id: "week \($0)", kind: .shifts(of: nil), window: .rolling(days: 7), bounds: Bounds(hardMax: 6))
        }
        let tags = (0..<2).map {
            RosterRule(id: "tag \($0)", kind: .minutes(tag: "none"), bounds: Bounds(hardMax: 6000))
        }
        func nights(_ most: Int) -> RosterRule {
            RosterRule(id: "nights", kind: .shifts(of: [1]), bounds: Bounds(hardMax: most))
        }
        let ana = Person(id: "Ana", rules: weekly + [nights(12)])
        let ben = Person(id: "Ben", rules: tags + [nights(3)] + weekly, leave: Set(0..<10))
        let problem = RosterProblem(
            days: 28, shiftTypes: ["E", "N"].map { ShiftType(id: $0, start: 420, minutes: 480) }, people: [ana, ben],
            demands: (0..<28).map { Demand(day: $0, slot: "N", shifts: [1], target: 2, underCost: 100) }, goals: .sum)
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(300), seed: seed))
        #expect(Evaluation(of: result.roster, against: problem).hardViolations.isEmpty)
        #expect(result.score.sum == 4100)
    }
}
