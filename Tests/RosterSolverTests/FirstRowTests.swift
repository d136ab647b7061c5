import Testing

@testable import RosterSolver

@Suite struct `First rows` {
    @Test(arguments: TinyProblem.Focus.allCases)
    func `are legal wherever a legal row exists`(focus: TinyProblem.Focus) throws {
        let known: [TinyProblem.Focus: [Int]] = [
            .taggedMinutes: [25, 236, 307, 488], .weekMinutes: [29, 69, 79, 132], .shifts: [43, 46, 52],
            .fixedMinutes: [110, 118], .weekShifts: [149], .several: [138, 214, 229, 315],
        ]
        for seed in Array(1...Rounds.of(2)) + (known[focus] ?? []) {
            let tiny = TinyProblem(focus, seed: seed, days: 4...5)
            let result = try RosterSolver.solve(tiny.problem, SolverOptions(budget: .iterations(3)))
            #expect(result.withoutLegalRow.isEmpty == tiny.hasLegalRow, "\(focus) seed \(seed)")
        }
    }

    @Test func `are not waited for once the run is canceled`() throws {
        let problem = try Fixture.instance(3)
        let result = try RosterSolver.solve(
            problem, SolverOptions(budget: .seconds(60), isCanceled: { true }))
        #expect(result.wasCanceled)
        #expect(result.withoutLegalRow == Array(problem.people.indices))
        #expect(result.roster == Roster(emptyFor: problem))
    }

    @Test func `are those given when the run is canceled at once`() throws {
        let problem = try Fixture.instance(3)
        let good = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(10))).roster
        let result = try RosterSolver.solve(
            problem, SolverOptions(budget: .seconds(60), start: good, isCanceled: { true }))
        #expect(result.withoutLegalRow.isEmpty)
        #expect(result.roster == good)
    }

    @Test func `are told apart where there is none and where none was found in time`() {
        var problem = Contract.hopeless(days: 120, types: 16)
        problem.people.append(Person(id: "Ben", pins: [Pin(day: 0, shift: 1), Pin(day: 0, shift: 0)]))
        let first = FirstRows(for: problem, limits: FirstRows.Limits(searches: 0), isCanceled: { false })
        #expect(first.relaxed == [0, 1])
        #expect(first.undecided == [0])
        #expect(first.wasCutShort)
    }
}
