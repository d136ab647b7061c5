import RosterSolver
import Testing

@Suite struct `What cannot be honored` {
    @Test(arguments: TinyProblem.Focus.allCases)
    func `is named where there is no legal row, and only as much as it takes`(focus: TinyProblem.Focus) {
        for seed in 1...Rounds.of(4) {
            let tiny = TinyProblem(focus, seed: seed, days: 4...5)
            let contradiction = tiny.problem.contradiction(of: 0)
            #expect((contradiction == nil) == tiny.hasLegalRow, "\(focus) seed \(seed)")
            guard let contradiction else { continue }
            #expect(!contradiction.breaches.isEmpty)
            var onlyThose = tiny
            onlyThose.problem.people[0].keep(contradiction.parts)
            #expect(!onlyThose.hasLegalRow, "\(focus) seed \(seed): \(contradiction.parts)")
            for index in contradiction.parts.indices {
                var fewer = contradiction.parts
                fewer.remove(at: index)
                var without = tiny
                without.problem.people[0].keep(fewer)
                #expect(without.hasLegalRow, "\(focus) seed \(seed): \(contradiction.parts)")
            }
        }
    }

    @Test func `tells the pins and the rule`() {
        let run = RosterRule(id: "days in a row", kind: .workRun, bounds: Bounds(hardMax: 5))
        var ana = Person(id: "Ana", rules: [run])
        ana.pins = (1...6).map { Pin(day: $0, shift: 0) }
        ana.leave = [10]
        let problem = RosterProblem(
            days: 14, shiftTypes: [ShiftType(id: "D", minutes: 480)], people: [Person(id: "Ben"), ana], demands: [])
        let found = problem.contradictions()
        #expect(found.map(\.person) == [1])
        #expect(found.first?.parts.count == 7)
        #expect(
            found.first?.text(for: problem)
                == "Ana: cannot all be: days in a row 6, at most 5; pins on day 2, 3, 4, 5, 6, 7")
    }

    @Test func `tells hours that leave makes impossible`() {
        let hours = RosterRule(id: "minutes", kind: .minutes(tag: nil), bounds: Bounds(hardMin: 2400))
        let ana = Person(id: "Ana", rules: [hours], leave: [0, 1, 2])
        let problem = RosterProblem(
            days: 7, shiftTypes: [ShiftType(id: "D", minutes: 480)], people: [ana], demands: [])
        let found = problem.contradictions().first
        #expect(found?.parts.count == 4)
        #expect(found?.breaches.map(\.actual) == [1920])
    }

    @Test func `is nothing where contracts can be kept, and that is known soon`() {
        let problem = Contract.month(leave: 0, 3, 13)
        var asked = 0
        let found = problem.contradictions {
            asked += 1
            return false
        }
        #expect(found.isEmpty)
        #expect(asked < 10_000)
    }

    @Test func `is not waited for once canceled`() {
        let problem = Contract.hopeless(days: 182, types: 8)
        var asked = 0
        let found = problem.contradictions {
            asked += 1
            return asked > 20
        }
        #expect(found.isEmpty)
        #expect((21..<60).contains(asked))
    }
}

extension TinyProblem {
    var hasLegalRow: Bool {
        let judge = NaiveJudge(problem: self.problem)
        return self.rows.contains { !judge.findings(of: $0, person: 0).contains(where: \.isHard) }
    }
}

extension Person {
    /// Drops every hard rule, pin, day of leave and forbid that is not among the parts.
    fileprivate mutating func keep(_ parts: [Contradiction.Part]) {
        self.rules.removeAll { rule in
            (rule.bounds.hardMin != nil || rule.bounds.hardMax != nil) && !parts.contains(.rule(rule.id))
        }
        self.pins.removeAll { !parts.contains(.pin($0)) }
        self.leave = self.leave.filter { parts.contains(.leave(day: $0)) }
        self.forbids.removeAll { !parts.contains(.forbid($0)) }
    }
}
