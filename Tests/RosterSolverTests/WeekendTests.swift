import Testing

@testable import RosterSolver

@Suite struct `A weekend` {
    static let types = [
        ShiftType(id: "E", start: 360, minutes: 480), ShiftType(id: "N", start: 1320, minutes: 600),
        ShiftType(id: "X", minutes: 480),
    ]

    /// Which days of the first week count, by type, from a Monday on.
    private func days(_ weekend: Weekend, from weekday: Weekday = .monday) -> [[Int]] {
        var problem = RosterProblem(
            days: 7, firstWeekday: weekday, shiftTypes: Self.types, people: [], demands: [], weekend: weekend)
        #expect(problem.refusals().isEmpty)
        problem.days = 8
        return Self.types.indices.map { type in (0..<8).filter { problem.weekend(of: type, on: $0) != nil } }
    }

    @Test func `is Saturday and Sunday unless the problem says otherwise`() {
        #expect(self.days(.saturdayAndSunday) == [[5, 6], [5, 6], [5, 6]])
        #expect(self.days(.days(from: .friday, count: 2)) == [[4, 5], [4, 5], [4, 5]])
        #expect(self.days(.days(from: .sunday, count: 1), from: .sunday) == [[0, 7], [0, 7], [0, 7]])
    }

    @Test func `from Friday evening to Monday morning has Friday's night in it and Monday's early start`() {
        let hours = Weekend.interval(from: .friday, at: 19 * 60, minutes: 60 * 60)
        // Monday is the first day and the eighth: its early starts at six, an hour before the end.
        #expect(self.days(hours) == [[0, 5, 6, 7], [4, 5, 6], [5, 6]])
        let shorter = Weekend.interval(from: .friday, at: 19 * 60, minutes: 59 * 60)
        #expect(self.days(shorter) == [[5, 6], [4, 5, 6], [5, 6]])
    }

    @Test func `is cut at the edges of the horizon`() {
        let problem = RosterProblem(days: 7, firstWeekday: .sunday, shiftTypes: Self.types, people: [], demands: [])
        #expect(problem.weekends == [0..<1, 6..<7])
        var hours = problem
        hours.weekend = .interval(from: .friday, at: 19 * 60, minutes: 60 * 60)
        #expect(hours.weekends == [0..<1, 6..<7])
    }

    @Test(arguments: [
        Weekend.days(from: .friday, count: 0), .days(from: .friday, count: 6),
        .interval(from: .friday, at: 1440, minutes: 60), .interval(from: .friday, at: 0, minutes: 7201),
    ])
    func `that is none, or longer than five days, is refused`(weekend: Weekend) {
        let problem = RosterProblem(days: 7, shiftTypes: Self.types, people: [], demands: [], weekend: weekend)
        #expect(problem.refusals() == [.outOfRange(what: "weekend", person: nil)])
    }

    @Test(arguments: [Weekend.saturdayAndSunday, .interval(from: .friday, at: 19 * 60, minutes: 60 * 60)])
    func `is worked in full or not at all, exactly, over two weeks`(weekend: Weekend) throws {
        for seed in 1...Rounds.of(5) {
            let problem = TwoWeeks(seed, weekend: weekend) { dice in
                let isHard = dice.chance(50)
                return RosterRule(
                    id: "both or none", kind: .incompleteWeekend,
                    bounds: Bounds(
                        softMax: isHard ? nil : 0, softMaxCost: Int64(dice.roll(1...20)), hardMax: isHard ? 0 : nil))
            }.problem
            try TwoWeeks.compare(problem, "\(weekend) seed \(seed)")
        }
    }

    @Test func `half of which is open is not taken by who must work both days or none`() {
        let rule = RosterRule(id: "both or none", kind: .incompleteWeekend, bounds: Bounds(hardMax: 0))
        let people = [Person(id: "Ana", rules: [rule]), Person(id: "Ben")]
        let problem = RosterProblem(
            days: 7, shiftTypes: [ShiftType(id: "D", start: 480, minutes: 480)], people: people,
            demands: (0..<7).map { Demand(day: $0, slot: "D", shifts: [0], target: 1) })
        let roster = Roster(rows: [[0, 0, nil, nil, nil, nil, nil], Array(repeating: nil, count: 7)])
        let report = Explanation(of: roster, for: problem).report(on: Slot(day: 5, shift: 0))
        #expect(
            report.text(for: problem) == "2 appointed: 1 would work a part of a weekend only (both or none), 1 free")
        let candidates = Repair(of: roster, for: problem).candidates(for: Slot(day: 5, shift: 0))
        #expect(candidates.map(\.person) == [1, 0])
        #expect(candidates.last?.row == [0, 0, nil, nil, nil, 0, 0])
    }

    @Test func `that the pins split is named as what cannot be honored`() {
        let rule = RosterRule(id: "both or none", kind: .incompleteWeekend, bounds: Bounds(hardMax: 0))
        let pins = [Pin(day: 5, shift: 0)]
        let person = Person(id: "Ana", rules: [rule], leave: [6], pins: pins)
        let problem = RosterProblem(
            days: 14, shiftTypes: [ShiftType(id: "D", start: 480, minutes: 480)], people: [person], demands: [])
        #expect(problem.contradictions().map(\.parts) == [[.rule("both or none"), .leave(day: 6), .pin(pins[0])]])
        // Sunday first, after a Saturday at work.
        var next = problem
        next.firstWeekday = .sunday
        next.people[0].pins = []
        next.people[0].leave = [0]
        next.people[0].history = History(eve: .working(days: 1, last: 0))
        #expect(next.contradictions().map(\.parts) == [[.rule("both or none"), .leave(day: 0)]])
        next.people[0].history = History(eve: .unknown)
        #expect(next.contradictions().isEmpty)
    }

    /// Two weeks of one type of shift, all rows of them: the program over rows against the evaluation.
    @Test(arguments: [
        Weekend.saturdayAndSunday, .days(from: .thursday, count: 2), .days(from: .sunday, count: 1),
        .interval(from: .saturday, at: 0, minutes: 2880),
    ])
    func `is counted exactly over two weeks`(weekend: Weekend) throws {
        for seed in 1...Rounds.of(3) {
            let problem = TwoWeeks(seed, weekend: weekend) { dice in
                let least = dice.roll(0...1)
                return RosterRule(
                    id: "weekends", kind: .weekends,
                    bounds: Bounds(
                        hardMin: dice.chance(50) ? least : nil, softMax: 1, softMaxCost: Int64(dice.roll(1...20)),
                        hardMax: dice.chance(50) ? 2 : nil))
            }.problem
            try TwoWeeks.compare(problem, "\(weekend) seed \(seed)")
        }
    }
}
