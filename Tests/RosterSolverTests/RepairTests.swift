import RosterSolver
import Testing

@Suite struct `Who could take a shift` {
    @Test(arguments: TinyProblem.Focus.allCases)
    func `is everybody with a legal row that has it, by the fewest moves`(focus: TinyProblem.Focus) throws {
        for seed in 1...Rounds.of(3) {
            var tiny = TinyProblem(focus, seed: seed, people: 2, days: 4...5)
            tiny.problem.goals = .sum
            let judge = NaiveJudge(problem: tiny.problem)
            var dice = SeededDice(seed)
            let legal = (0..<2).map { person in
                tiny.rows.filter { row in !judge.findings(of: row, person: person).contains(where: \.isHard) }
            }
            guard let first = legal[0].randomElement(using: &dice), let second = legal[1].randomElement(using: &dice)
            else { continue }
            let roster = Roster(rows: [first, second])
            let slot = Slot(day: dice.roll(0...first.count - 1), shift: dice.roll(0...1))
            let candidates = Repair(of: roster, for: tiny.problem).candidates(for: slot)
            let old = Evaluation(of: roster, against: tiny.problem).score
            for candidate in candidates {
                let present = roster.rows[candidate.person]
                #expect(legal[candidate.person].contains(candidate.row), "\(focus) seed \(seed)")
                #expect(candidate.row[slot.day] == slot.shift)
                let moved = present.indices.filter { day in
                    candidate.row[day] != present[day] && (day != slot.day || present[day] != nil)
                }
                #expect(candidate.moves.map(\.day) == moved)
                var taken = roster
                taken.rows[candidate.person] = candidate.row
                let new = Evaluation(of: taken, against: tiny.problem)
                #expect(Tier.allCases.allSatisfy { candidate.change[$0] == new.score[$0] - old[$0] })
                let missing = new.uncovered - Evaluation(of: roster, against: tiny.problem).uncovered
                #expect(missing <= Int64(candidate.losses.reduce(0) { $0 + $1.missingAfter - $1.missingBefore }))
            }
            guard focus.isExact else { continue }
            for person in 0..<2 where roster.rows[person][slot.day] != slot.shift {
                let present = roster.rows[person]
                let least = legal[person].filter { $0[slot.day] == slot.shift }.map { row in
                    row.indices.count { row[$0] != present[$0] && ($0 != slot.day || present[$0] != nil) }
                }.min()
                let found = candidates.first { $0.person == person }?.moves.count
                #expect(found == least, "\(focus) seed \(seed) person \(person)")
            }
        }
    }

    @Test func `puts those first who need the fewest moves, then the cheapest`() {
        let rules = [
            RosterRule(id: "days in a row", kind: .workRun, bounds: Bounds(hardMax: 3)),
            RosterRule(id: "minutes", kind: .minutes(tag: nil), bounds: Bounds(hardMax: 2400)),
        ]
        func nurse(_ id: String, wage: Int64) -> Person { Person(id: id, rules: rules, hourlyWage: wage) }
        let problem = RosterProblem(
            days: 7, shiftTypes: [ShiftType(id: "D", minutes: 480)],
            people: [nurse("Ana", wage: 5000), nurse("Ben", wage: 4000), nurse("Cai", wage: 3000)],
            demands: (0..<7).map { Demand(day: $0, slot: "day \($0)", shifts: [0], target: 2) })
        let roster = Roster(rows: [
            [0, 0, nil, nil, nil, nil, nil], [nil, nil, nil, nil, 0, nil, nil], [0, 0, 0, nil, nil, nil, nil],
        ])
        let candidates = Repair(of: roster, for: problem).candidates(for: Slot(day: 3, shift: 0))
        #expect(candidates.map(\.person) == [1, 0, 2])
        #expect(candidates[0].moves.isEmpty && candidates[0].change[.money] == 32_000)
        #expect(candidates[2].moves.count == 1)
        #expect(candidates[2].losses.map { $0.missingAfter - $0.missingBefore } == [1])
        #expect(candidates[0].margins.first.map { [$0.actual, $0.bound] } == [2, 3])
    }
}
