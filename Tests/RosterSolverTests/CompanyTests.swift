import Testing

@testable import RosterSolver

@Suite struct `Who works beside whom` {
    @Test func `is judged as the rules read, and added to the score`() {
        for seed in 1...Rounds.of(60) {
            let small = SmallCrew(seed: seed)
            #expect(small.problem.refusals().isEmpty, "seed \(seed)")
            var dice = SeededDice(seed)
            for _ in 0..<15 {
                let roster = small.randomRoster(&dice)
                let evaluation = Evaluation(of: roster, against: small.problem)
                let found = evaluation.violations.filter(\.isCompany)
                let expected = small.company(roster)
                #expect(found.map(\.plain).sorted() == expected.map(\.plain).sorted(), "seed \(seed) \(roster.rows)")
                #expect(evaluation.score == small.score(roster), "seed \(seed) \(roster.rows)")
            }
        }
    }

    @Test func `is as good as in the best of all rosters, where rows are legal`() throws {
        for seed in 1...Rounds.of(12) {
            let small = SmallCrew(seed: seed, types: 2...2)
            let best = small.best
            let result = try RosterSolver.solve(small.problem, SolverOptions(budget: .iterations(80)))
            guard result.withoutLegalRow.isEmpty else { continue }
            for tier in [Tier.law, .contract] {
                #expect(result.score[tier] == best?[tier], "seed \(seed) \(tier): \(result.roster.rows)")
            }
            if let best { #expect(!(result.score < best), "seed \(seed)") }
        }
    }

    @Test func `is told by whoever is asked for a shift`() {
        for seed in 1...Rounds.of(40) {
            let small = SmallCrew(seed: seed)
            var dice = SeededDice(seed)
            let roster = small.randomRoster(&dice)
            let old = small.score(roster)
            for day in 0..<small.problem.days {
                let slot = Slot(day: day, shift: dice.roll(0...small.problem.shiftTypes.count - 1))
                for standing in Explanation(of: roster, for: small.problem).report(on: slot).standings {
                    var taken = roster
                    taken.rows[standing.person][day] = slot.shift
                    let new = small.score(taken)
                    #expect(Tier.allCases.allSatisfy { standing.change[$0] == new[$0] - old[$0] }, "seed \(seed)")
                    let worse = small.brokenMore(from: roster, to: taken)
                    let told = standing.blocks.compactMap { block -> String? in
                        if case .company(let id) = block.cause { id } else { nil }
                    }
                    #expect(Set(told) == worse, "seed \(seed) \(slot) \(standing)")
                }
            }
        }
    }

    @Test func `is kept by whoever takes a shift`() {
        for seed in 1...Rounds.of(40) {
            let small = SmallCrew(seed: seed)
            var dice = SeededDice(seed)
            guard let roster = small.legalRoster(&dice) else { continue }
            let old = small.score(roster)
            let slot = Slot(
                day: dice.roll(0...small.problem.days - 1),
                shift: dice.roll(0...small.problem.shiftTypes.count - 1))
            let candidates = Repair(of: roster, for: small.problem).candidates(for: slot)
            for candidate in candidates {
                var taken = roster
                taken.rows[candidate.person] = candidate.row
                let new = small.score(taken)
                #expect(Tier.allCases.allSatisfy { candidate.change[$0] == new[$0] - old[$0] }, "seed \(seed)")
                #expect(small.brokenMore(from: roster, to: taken).isEmpty, "seed \(seed)")
            }
            for person in small.problem.people.indices where roster.rows[person][slot.day] != slot.shift {
                var taken = roster
                taken.rows[person][slot.day] = slot.shift
                let isLegal = small.isLegal(taken.rows[person], person)
                guard isLegal, small.brokenMore(from: roster, to: taken).isEmpty else { continue }
                #expect(candidates.contains { $0.person == person }, "seed \(seed)")
            }
        }
    }

    @Test func `keeps two apart and gives a junior a senior, for a month`() throws {
        let night = ShiftType(id: "N", start: 1200, minutes: 600)
        let run = RosterRule(id: "run", kind: .workRun, bounds: Bounds(hardMax: 4))
        let people = (0..<6).map { Person(id: "P\($0)", rules: [run]) }
        let problem = RosterProblem(
            days: 28, shiftTypes: [ShiftType(id: "D", start: 480, minutes: 480), night], people: people,
            demands: (0..<28).flatMap { day in
                [0, 1].map { Demand(day: day, slot: "\($0)", shifts: [$0], target: 2, underCost: 10, overCost: 1) }
            },
            company: [
                CompanyRule(id: "apart", people: [0], others: [1], shifts: [1], bounds: Bounds(hardMax: 0)),
                CompanyRule(
                    id: "senior", people: [2, 3, 4], others: [0, 1, 5], shifts: [1], bounds: Bounds(hardMin: 1),
                    severity: .law),
            ])
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(600)))
        #expect(Evaluation(of: result.roster, against: problem).hardViolations.isEmpty)
        #expect(result.score[.law] == 0 && result.score[.contract] == 0)
        #expect(result.roster.rows.joined().contains(1))
        let again = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(600)))
        #expect(again.roster == result.roster)
    }

    @Test func `is refused when it names nobody there is`() {
        var problem = SmallCrew(seed: 1).problem
        problem.company = [
            CompanyRule(id: "a", people: [9], others: [0], bounds: Bounds()),
            CompanyRule(id: "b", people: [0], others: [1], bounds: Bounds(hardMin: 2, hardMax: 1)),
            CompanyRule(id: "b", people: [0], others: [1], days: [99], bounds: Bounds()),
        ]
        #expect(
            problem.refusals() == [
                .duplicate("b"), .outOfRange(what: "company a", person: nil), .bounds(rule: "b", person: nil),
                .outOfRange(what: "company b", person: nil),
            ])
    }

    @Test func `is impossible by pins, and by nobody being left, by name`() {
        let people = [
            Person(id: "Ana", pins: [Pin(day: 1, shift: 1)]), Person(id: "Ben", pins: [Pin(day: 1, shift: 1)]),
            Person(id: "Cai", leave: [0], pins: [Pin(day: 2, shift: nil)]),
            Person(id: "Dee", pins: [Pin(day: 0, shift: 1), Pin(day: 2, shift: 1), Pin(day: 3, shift: 1)]),
        ]
        let problem = RosterProblem(
            days: 4, shiftTypes: [ShiftType(id: "D", minutes: 480), ShiftType(id: "N", minutes: 480)], people: people,
            demands: [],
            company: [
                CompanyRule(id: "apart", people: [0], others: [1], shifts: [1], bounds: Bounds(hardMax: 0)),
                CompanyRule(id: "senior", people: [3], others: [2], shifts: [1], bounds: Bounds(hardMin: 1)),
            ])
        #expect(
            problem.companyContradictions().map { $0.text(for: problem) } == [
                "apart, day 2: Ana is settled beside Ben, at most 0",
                "senior, day 1: Dee could have nobody there, at least 1",
                "senior, day 3: Dee could have nobody there, at least 1",
            ])
    }

    @Test func `is only called impossible where no roster keeps it`() {
        for seed in 1...Rounds.of(40) {
            let small = SmallCrew(seed: seed, types: 2...2)
            if small.problem.companyContradictions().isEmpty { continue }
            let least = small.best.map { $0[.law] + $0[.contract] } ?? 1
            #expect(least > 0, "seed \(seed)")
        }
    }
}
