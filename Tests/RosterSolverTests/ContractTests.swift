import Testing

@testable import RosterSolver

@Suite struct `People with ordinary contracts` {
    @Test(arguments: [0, 1, 2, 3, 6, 8, 13])
    func `have a legal row, whenever they are on leave`(day: Int) throws {
        let problem = Contract.month(leave: day)
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(1)))
        #expect(result.withoutLegalRow.isEmpty)
        #expect(Evaluation(of: result.roster, against: problem).hardViolations.isEmpty)
    }

    @Test(arguments: [3, 12, 21])
    func `have a legal row under strict rules as well`(day: Int) throws {
        let problem = Contract.month(Contract.month + Contract.strict, leave: day)
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(1)))
        #expect(result.withoutLegalRow.isEmpty)
        #expect(Evaluation(of: result.roster, against: problem).hardViolations.isEmpty)
    }

    @Test(arguments: [56, 84, 182], [[450, 495, 615], [455, 510, 725]])
    func `have a legal row over a long time, whatever their shifts last`(days: Int, minutes: [Int]) throws {
        let problem = Contract.long(days: days, minutes: minutes)
        let first = FirstRows(for: problem, isCanceled: { false })
        #expect(first.relaxed.isEmpty)
        #expect(Evaluation(of: first.roster, against: problem).hardViolations.isEmpty)
    }
}
