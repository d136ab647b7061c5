import Dispatch
import RosterSolver
import Synchronization
import Testing

@Suite struct `Solving a roster` {
    @Test(arguments: 0..<12)
    func `never makes an illegal row of random problems`(seed: Int) throws {
        let problem = RandomProblem.make(seed: seed + 1000, days: 14, people: 4, types: 3)
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(150), seed: UInt64(seed)))
        let evaluation = Evaluation(of: result.roster, against: problem)
        #expect(result.score == evaluation.score)
        for person in problem.people.indices where !result.withoutLegalRow.contains(person) {
            let row = RowEvaluation(of: result.roster.rows[person], person: person, against: problem)
            #expect(row.isLegal, "seed \(seed), \(problem.people[person].id): \(row.violations.filter(\.isHard))")
        }
    }

    @Test func `keeps minutes that share no handy unit, weekly hours and fairness`() throws {
        let types = [ShiftType(id: "A", minutes: 443), ShiftType(id: "B", minutes: 487, tags: ["night"])]
        let rules = [
            RosterRule(id: "minutes", kind: .minutes(tag: nil), bounds: Bounds(hardMin: 3300, hardMax: 4100)),
            RosterRule(
                id: "week", kind: .minutes(tag: nil), window: .weeks(from: .monday), bounds: Bounds(hardMax: 2200)),
            RosterRule(
                id: "nights", kind: .minutes(tag: "night"), bounds: Bounds(softMax: 1000, softMaxCost: 2, per: 60)),
        ]
        let problem = RosterProblem(
            days: 14, shiftTypes: types,
            people: ["A", "B", "C"].map { Person(id: $0, rules: rules, hourlyWage: 2000) },
            demands: (0..<14).map { Demand(day: $0, slot: "any", shifts: [0, 1], target: 2) },
            fairness: [
                FairnessShare(id: "nights", points: [1: 1], targets: [3, 3, nil], carried: [0, 2, 0], cost: 5)
            ],
            ceiling: CostCeiling(hard: 450_000, soft: 300_000))
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(400)))
        #expect(result.withoutLegalRow.isEmpty)
        #expect(Evaluation(of: result.roster, against: problem).hardViolations.isEmpty)
        #expect(result.score[.contract] == 0)
    }

    @Test func `reaches the best known cost of the first instance`() throws {
        let problem = try Fixture.instance(1)
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(3000)))
        #expect(result.score.sum == 607)
        #expect(result.withoutLegalRow.isEmpty)
    }

    @Test func `gives the same roster for the same seed and effort`() throws {
        let problem = try Fixture.instance(2)
        let first = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(1500), seed: 7))
        let again = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(1500), seed: 7))
        let replayed = try RosterSolver.solve(problem, SolverOptions(budget: .cycles(first.cycles), seed: 7))
        #expect(first.roster == again.roster)
        #expect(first.roster == replayed.roster)
    }

    @Test func `gives the roster of a timed run again from its cycles`() throws {
        let problem = try Fixture.instance(3)
        let timed = try RosterSolver.solve(problem, SolverOptions(budget: .seconds(0.7), seed: 3))
        let replayed = try RosterSolver.solve(problem, SolverOptions(budget: .cycles(timed.cycles), seed: 3))
        #expect(timed.iterations == replayed.iterations)
        #expect(timed.roster == replayed.roster)
    }

    @Test func `gives the same roster however the threads run`() throws {
        let problem = try Fixture.instance(2)
        var options = SolverOptions(budget: .iterations(1500), seed: 5, threads: 2)
        let inTurn = try RosterSolver.solve(problem, options)
        options.perform = { count, work in DispatchQueue.concurrentPerform(iterations: count) { work($0) } }
        #expect(try RosterSolver.solve(problem, options).roster == inTurn.roster)
    }

    @Test func `stops when canceled, with a legal roster`() throws {
        let problem = try Fixture.instance(3)
        // Canceled as soon as there is a better roster than the first, however slow the machine is.
        let canceledAt = Mutex<ContinuousClock.Instant?>(nil)
        var options = SolverOptions(budget: .seconds(60))
        options.progress = { _ in canceledAt.withLock { $0 = $0 ?? .now } }
        options.isCanceled = { canceledAt.withLock { $0 != nil } }
        let result = try RosterSolver.solve(problem, options)
        let since = try #require(canceledAt.withLock { $0 })
        #expect(result.wasCanceled)
        #expect(ContinuousClock.now - since < .seconds(2))
        #expect(Evaluation(of: result.roster, against: problem).hardViolations.isEmpty)
    }

    @Test func `starts from a roster that is given`() throws {
        let problem = try Fixture.instance(1)
        let good = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(3000)))
        let options = SolverOptions(budget: .iterations(1), start: good.roster)
        #expect(try RosterSolver.solve(problem, options).score.sum <= good.score.sum)
    }
}
