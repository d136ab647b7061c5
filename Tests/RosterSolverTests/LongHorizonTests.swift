import Synchronization
import Testing

@testable import RosterSolver

@Suite struct `A long horizon` {
    private func plan(_ problem: RosterProblem) throws -> Plan {
        let weights = TierWeights(for: problem)
        let tables = problem.people.indices.map {
            RowTables(RowModel(of: $0, in: problem, weights: weights, relaxed: false))
        }
        let plan = Plan(problem, weights: weights, tables: tables)
        for (person, row) in FirstRows(for: problem, isCanceled: { false }).rows.enumerated() {
            plan.insert(person, row, cost: tables[person].cost(of: row))
        }
        return plan
    }

    @Test(arguments: 1...Rounds.of(1))
    func `is planned with legal rows, the same ones every time`(seed: Int) throws {
        let problem = LongProblem.make(seed: seed, weeks: 13, people: 3)
        let options = SolverOptions(budget: .iterations(30), seed: UInt64(seed))
        let result = try RosterSolver.solve(problem, options)
        #expect(result.withoutLegalRow.isEmpty)
        #expect(Evaluation(of: result.roster, against: problem).hardViolations.isEmpty)
        #expect(result.score == Evaluation(of: result.roster, against: problem).score)
        #expect(try RosterSolver.solve(problem, options).roster == result.roster)
    }

    @Test func `has first rows that are even work`() throws {
        let problem = LongProblem.make(seed: 3, weeks: 26, people: 2)
        let plan = try self.plan(problem)
        for tables in plan.tables { #expect(tables.isLong) }
        for person in problem.people.indices { #expect(plan.rowCost[person] < .limit) }
    }

    @Test(arguments: 1...Rounds.of(2))
    func `is planned anew for some days, and never for the worse`(seed: Int) throws {
        let problem = LongProblem.make(seed: seed, weeks: 12, people: 3)
        let plan = try self.plan(problem)
        var dice = Dice(seed: seed)
        for _ in 0..<8 {
            let person = dice.roll(0...2)
            let first = dice.roll(0...problem.days - 2)
            let window = plan.window(person, over: first..<dice.roll(first + 1...problem.days))
            let before = plan.total
            let row = (0..<problem.days).map { plan.row(person)[$0] }
            plan.remove(person)
            plan.price(person, in: window.days)
            let cost = try #require(plan.bestRow(person, window), "seed \(seed), \(window.days)")
            plan.insert(person, plan.engine.row, cost: cost)
            #expect(plan.total <= before, "seed \(seed), \(window.days)")
            for day in 0..<problem.days where !window.days.contains(day) { #expect(plan.row(person)[day] == row[day]) }
            let cells = (0..<problem.days).map { plan.row(person)[$0] < 0 ? nil : Int(plan.row(person)[$0]) }
            #expect(RowEvaluation(of: cells, person: person, against: problem).isLegal)
        }
    }

    @Test(arguments: 1...Rounds.of(1))
    func `keeps weekends whole and a long time off in every week, whatever days are planned anew`(seed: Int) throws {
        var problem = LongProblem.make(seed: seed, weeks: 12, people: 3)
        for type in problem.shiftTypes.indices { problem.shiftTypes[type].start = 360 + 120 * type }
        for person in problem.people.indices {
            let bounds = person == 0 ? Bounds(hardMax: 0) : Bounds(softMax: 0, softMaxCost: 7)
            problem.people[person].rules += [
                RosterRule(id: "both or none", kind: .incompleteWeekend, bounds: bounds),
                RosterRule(
                    id: "time off", kind: .longestOff, window: .rolling(days: 7),
                    bounds: Bounds(hardMin: 36 * 60, softMin: 48 * 60, softMinCost: 2, per: 60)),
            ]
        }
        let plan = try self.plan(problem)
        let weights = TierWeights(for: problem)
        var dice = Dice(seed: seed)
        for _ in 0..<8 {
            let person = dice.roll(0...2)
            let first = dice.roll(0...problem.days - 15)
            let window = plan.window(person, over: first..<first + 14)
            plan.remove(person)
            plan.price(person, in: window.days)
            let cost = try #require(plan.bestRow(person, window), "seed \(seed), \(window.days)")
            plan.insert(person, plan.engine.row, cost: cost)
            let rows = problem.people.indices.map { person in
                (0..<problem.days).map { plan.row(person)[$0] < 0 ? nil : Int(plan.row(person)[$0]) }
            }
            let evaluation = Evaluation(of: Roster(rows: rows), against: problem)
            #expect(evaluation.hardViolations.isEmpty)
            #expect(plan.total == weights.scalar(evaluation.score))
        }
    }

    @Test func `near a row is planned as well as the row, and no better than without bounds`() throws {
        let problem = LongProblem.make(seed: 5, weeks: 8, people: 2)
        let plan = try self.plan(problem)
        for person in 0..<2 {
            let before = plan.total
            plan.remove(person)
            var costs: [Price] = []
            for nearness in [Plan.Nearness.unbounded, .presentRow] {
                plan.nearness = nearness
                plan.price(person, in: 0..<problem.days)
                let row = Array(UnsafeBufferPointer(start: plan.row(person), count: problem.days))
                let cost = try #require(plan.bestRow(person, plan.whole))
                let old = plan.rowCost[person]
                plan.insert(person, plan.engine.row, cost: cost)
                costs.append(plan.total)
                plan.remove(person)
                plan.keep(person, row, cost: old)
            }
            #expect(costs[0] <= costs[1])
            #expect(costs[1] <= before)
            plan.insert(
                person, Array(UnsafeBufferPointer(start: plan.row(person), count: problem.days)),
                cost: plan.rowCost[person])
        }
    }

    @Test func `is canceled while it is prepared`() throws {
        let problem = LongProblem.make(seed: 7, weeks: 26, people: 4)
        let asked = Mutex(0)
        let options = SolverOptions(
            budget: .seconds(60),
            isCanceled: {
                asked.withLock { count in
                    count += 1
                    return count > 4
                }
            })
        let result = try RosterSolver.solve(problem, options)
        #expect(result.wasCanceled)
        #expect(result.roster.rows.count == 4)
    }
}
