import Testing

@testable import RosterSolver

@Suite struct `A cost ceiling of one clinic` {
    private static let types = [
        ShiftType(id: "A", start: 480, minutes: 480, clinic: "North"),
        ShiftType(id: "B", start: 480, minutes: 600, clinic: "South"),
        ShiftType(id: "C", start: 480, minutes: 300, clinic: "South"),
    ]

    private func problem(_ ceilings: [CostCeiling], ceiling: CostCeiling? = nil) -> RosterProblem {
        let people = (0..<4).map { index in
            Person(
                id: "P\(index)", rules: [RosterRule(id: "work", kind: .workRun, bounds: Bounds(hardMax: 5))],
                hourlyWage: Int64(2000 + 300 * index))
        }
        let demands = (0..<14).flatMap { day in
            [("A", Set([0])), ("B", Set([1, 2]))].map { slot, shifts in
                Demand(day: day, slot: slot, shifts: shifts, target: 1)
            }
        }
        return RosterProblem(
            days: 14, shiftTypes: Self.types, people: people, demands: demands, ceiling: ceiling,
            clinicCeilings: ceilings)
    }

    private func wages(_ roster: Roster, at clinic: String?, _ problem: RosterProblem) -> Int64 {
        var sum: Int64 = 0
        for (person, row) in roster.rows.enumerated() {
            for case let shift? in row where clinic == nil || Self.types[shift].clinic == clinic {
                sum += problem.people[person].hourlyWage * Int64(Self.types[shift].minutes) / 60
            }
        }
        return sum
    }

    @Test func `is judged clinic by clinic, and changes add up`() {
        let problem = self.problem(
            [
                CostCeiling(hard: 90_000, soft: 70_000, softCost: 2, clinic: "North"),
                CostCeiling(hard: 120_000, clinic: "South"),
            ], ceiling: CostCeiling(hard: 200_000))
        #expect(problem.refusals().isEmpty)
        for seed in 1...Rounds.of(50) {
            var dice = SeededDice(seed)
            let roster = Roster(
                rows: (0..<4).map { _ in (0..<14).map { _ in dice.chance(60) ? nil : dice.roll(0...2) } })
            let judged = Evaluation(of: roster, against: problem)
            var expected: [Int64] = []
            for (clinic, hard, soft) in [(nil, 200_000, nil), ("North", 90_000, 70_000), ("South", 120_000, nil)]
                as [(String?, Int64, Int64?)]
            {
                let wages = self.wages(roster, at: clinic, problem)
                if wages > hard { expected.append(wages - hard) }
                if let soft, wages > soft { expected.append((wages - soft) * 2) }
            }
            let found = judged.violations.filter { $0.person == nil && $0.window.count == 14 }.map(\.cost)
            #expect(found == expected, "seed \(seed)")
            var other = roster
            let (person, day) = (dice.roll(0...3), dice.roll(0...13))
            other.rows[person][day] = dice.roll(0...2)
            let change = Evaluation.change(
                from: roster, to: other, of: [person], on: [day], wages: judged.wages, against: problem)
            let after = Evaluation(of: other, against: problem).score
            for tier in Tier.allCases { #expect(change[tier] == after[tier] - judged.score[tier], "seed \(seed)") }
        }
    }

    @Test func `leaves slots of that clinic open, and of no other, each with the reason`() throws {
        let options = SolverOptions(budget: .iterations(300), seed: 1)
        let free = try RosterSolver.solve(self.problem([]), options)
        #expect(free.score[.target] == 0)
        let most = self.wages(free.roster, at: "North", self.problem([])) * 7 / 10
        let problem = self.problem([CostCeiling(hard: most, clinic: "North")])
        let result = try RosterSolver.solve(problem, options)
        #expect(self.wages(result.roster, at: "North", problem) <= most)
        #expect(result.score[.contract] == 0)
        let open = problem.openSlots(in: result.roster)
        #expect(!open.isEmpty && open.allSatisfy { $0.shift == 0 })
        let report = Explanation(of: result.roster, for: problem).report(on: try #require(open.first))
        #expect(report.text(for: problem).contains("over the cost ceiling of North"))
        #expect(try RosterSolver.solve(problem, options).roster == result.roster)

        let soft = self.problem([CostCeiling(soft: most, softCost: 3, clinic: "North")])
        let full = try RosterSolver.solve(soft, options)
        #expect(full.score[.target] == 0)
        let told = Evaluation(of: full.roster, against: soft).violations.filter {
            $0.subject == .clinicCeiling("North")
        }
        #expect(told.map(\.actual) == [self.wages(full.roster, at: "North", soft)])
    }

    @Test func `is kept together with others`() throws {
        let problem = self.problem(
            [CostCeiling(hard: 150_000, clinic: "North"), CostCeiling(hard: 100_000, clinic: "South")],
            ceiling: CostCeiling(hard: 240_000))
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(300), seed: 1))
        #expect(result.score[.contract] == 0)
        #expect(self.wages(result.roster, at: "North", problem) > 100_000)
        #expect(self.wages(result.roster, at: "South", problem) > 70_000)
    }

    @Test func `that no shift is worked at is refused`() {
        #expect(
            self.problem([CostCeiling(hard: 1, clinic: "West")]).refusals()
                == [.outOfRange(what: "ceiling West", person: nil)])
    }
}
