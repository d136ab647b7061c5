import RosterSolver
import Testing

/// Months of a clinic as its manager meets them.
@Suite struct `A month that` {
    private let types = [
        ShiftType(id: "D", start: 420, minutes: 720, clinic: "North"),
        ShiftType(id: "N", start: 1140, minutes: 720, clinic: "North"),
    ]

    private func solve(
        _ problem: RosterProblem, _ iterations: Int = 600
    ) throws -> (result: SolverResult, evaluation: Evaluation) {
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(iterations)))
        return (result, Evaluation(of: result.roster, against: problem))
    }

    @Test func `asks for more than there is leaves what is not critical open, with reasons`() throws {
        let rules = [
            RosterRule(id: "shifts", kind: .shifts(of: nil), bounds: Bounds(hardMax: 15)),
            RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 660)),
        ]
        let people = (0..<10).map { Person(id: "P\($0)", rules: rules) }
        // 180 shifts are asked for, 60 of them critical; ten people with fifteen each can work 150.
        let demands = (0..<30).flatMap { day in
            [
                Demand(day: day, slot: "D", shifts: [0], target: 4, critical: 1, underCost: 10, overCost: 1),
                Demand(day: day, slot: "N", shifts: [1], target: 2, critical: 1, underCost: 10, overCost: 1),
            ]
        }
        let problem = RosterProblem(days: 30, shiftTypes: self.types, people: people, demands: demands)
        let (result, evaluation) = try self.solve(problem)
        #expect(result.uncovered == 30 && result.withoutLegalRow.isEmpty)
        #expect(evaluation.hardViolations.isEmpty && result.score[.critical] == 0)
        let explanation = Explanation(of: result.roster, for: problem)
        let open = problem.openSlots(in: result.roster)
        #expect(!open.isEmpty)
        for slot in open {
            let report = explanation.report(on: slot)
            #expect(report.groups.reduce(0) { $0 + $1.people.count } + report.free.count == 10)
            #expect(report.free.isEmpty, "\(slot): somebody could take it")
        }
    }

    @Test func `costs more than its ceiling stays below it, and a soft one tells by how much not`() throws {
        let people = (0..<6).map { index in
            Person(
                id: "P\(index)", rules: [RosterRule(id: "run", kind: .workRun, bounds: Bounds(hardMax: 5))],
                hourlyWage: 3000 + Int64(index) * 500)
        }
        let demands = (0..<14).map { Demand(day: $0, slot: "D", shifts: [0], target: 3, underCost: 10) }
        var problem = RosterProblem(days: 14, shiftTypes: self.types, people: people, demands: demands)
        let free = try self.solve(problem).evaluation
        #expect(free.uncovered == 0)
        let ceiling = free.wages * 9 / 10
        problem.ceiling = CostCeiling(hard: ceiling)
        let hard = try self.solve(problem)
        #expect(hard.evaluation.wages <= ceiling && hard.result.score[.contract] == 0)
        #expect(hard.result.uncovered > 0 && hard.evaluation.uncovered <= 6)
        for slot in problem.openSlots(in: hard.result.roster).prefix(2) {
            let report = Explanation(of: hard.result.roster, for: problem).report(on: slot)
            #expect(report.groups.contains { $0.cause == .ceiling }, "\(slot) \(report.text(for: problem))")
            #expect(report.free.isEmpty, "\(hard.evaluation.wages) of \(ceiling)")
            #expect(report.standings.contains { $0.change[.money] > 0 })
        }
        problem.ceiling = CostCeiling(soft: ceiling)
        let soft = try self.solve(problem)
        #expect(soft.result.uncovered == 0)
        let told = soft.evaluation.violations.filter { $0.subject == .ceiling }
        #expect(told.map { $0.actual - $0.bound } == [soft.evaluation.wages - ceiling])
    }

    @Test func `shares nights by what each should have does not let a newcomer catch up`() throws {
        let rest = RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 660))
        let people = ["full", "half", "away", "new"].map { Person(id: $0, rules: [rest]) }
        let share = FairnessShare(
            id: "nights", points: [1: 3], targets: [30, 15, 20, 13], carried: [12, 6, 20, 4], cost: 2)
        let problem = RosterProblem(
            days: 14, shiftTypes: self.types, people: people,
            demands: (0..<14).map { Demand(day: $0, slot: "N", shifts: [1], target: 1, underCost: 100, overCost: 10) },
            fairness: [share])
        let (result, evaluation) = try self.solve(problem, 2000)
        #expect(result.uncovered == 0 && evaluation.hardViolations.isEmpty)
        let nights = result.roster.rows.map { row in row.count { $0 == 1 } }
        // Of 14 nights 6, 3, 0 and 3 are everybody's share, and two are left: 36 if they go to two people.
        #expect(nights.reduce(0, +) == 14 && result.score[.wishes] <= 72, "\(nights)")
    }

    @Test func `outlives a license puts nobody to work without it`() throws {
        var types = self.types
        for index in types.indices { types[index].requires = ["RN"] }
        // Valid through day 13: a night that begins on it and ends after it is none of theirs.
        let people = [
            Person(id: "Ana", qualifications: [Qualification("RN", validOn: 0..<14)]),
            Person(id: "Ben", qualifications: [Qualification("RN")]),
        ]
        let problem = RosterProblem(
            days: 28, shiftTypes: types, people: people,
            demands: (0..<28).map { Demand(day: $0, slot: "N", shifts: [1], target: 2, underCost: 5) })
        let (result, _) = try self.solve(problem)
        #expect(result.roster.rows[0].lastIndex(of: 1) == 12)
        let report = Explanation(of: result.roster, for: problem).report(on: Slot(day: 13, shift: 1))
        #expect(report.standings[0].blocks.first?.cause == .obstacle(.unqualified("RN")))
        #expect(report.text(for: problem) == "2 appointed: 1 without RN, 1 at work")
    }
}
