import RosterSolver
import Testing

@Suite struct `Why a shift is open` {
    @Test func `tells shifts that overlap from a way that is too long`() {
        let types = [
            ShiftType(id: "N", start: 1200, minutes: 960, clinic: "North"),
            ShiftType(id: "D", start: 480, minutes: 480, clinic: "South"),
        ]
        var problem = RosterProblem(
            days: 2, shiftTypes: types, people: [Person(id: "Ana")],
            demands: [Demand(day: 1, slot: "D", shifts: [1], target: 1)])
        let roster = Roster(rows: [[0, nil]])
        let slot = Slot(day: 1, shift: 1)
        let report = Explanation(of: roster, for: problem).report(on: slot)
        #expect(report.standings[0].blocks.map(\.cause) == [.overlap])
        #expect(report.standings[0].blocks.map(\.bound) == [0])
        #expect(report.relaxations.isEmpty)
        #expect(report.text(for: problem) == "1 appointed: 1 would have shifts that overlap")
        problem.shiftTypes[1].start = 780
        problem.travel = [Travel(from: "North", to: "South", minutes: 90)]
        let way = Explanation(of: roster, for: problem).report(on: slot)
        #expect(way.standings[0].blocks.map(\.cause) == [.travel])
    }

    @Test(arguments: TinyProblem.Focus.allCases)
    func `names who is free, and what it would change`(focus: TinyProblem.Focus) {
        for seed in 1...Rounds.of(3) {
            let problem = TinyProblem(focus, seed: seed, people: 2).problem
            let judge = NaiveJudge(problem: problem)
            var dice = SeededDice(seed)
            let roster = Self.roster(for: problem, &dice)
            let explanation = Explanation(of: roster, for: problem)
            let old = Evaluation(of: roster, against: problem).score
            for day in 0..<problem.days {
                let slot = Slot(day: day, shift: dice.roll(0...problem.shiftTypes.count - 1))
                for standing in explanation.report(on: slot).standings {
                    var taken = roster
                    taken.rows[standing.person][day] = slot.shift
                    let new = Evaluation(of: taken, against: problem).score
                    #expect(Tier.allCases.allSatisfy { standing.change[$0] == new[$0] - old[$0] })
                    guard roster.rows[standing.person][day] == nil else {
                        #expect(!standing.isFree)
                        continue
                    }
                    let before = Self.breaches(judge, roster, standing.person)
                    let after = Self.breaches(judge, taken, standing.person)
                    let isWorse = after.contains { $0.value > before[$0.key, default: 0] }
                    let pins = problem.people[standing.person].pins
                    let isSettled = pins.contains { $0.day == day && $0.shift != slot.shift }
                    #expect(standing.isFree == !(isWorse || isSettled), "\(focus) seed \(seed) \(slot) \(standing)")
                }
                for relaxation in explanation.report(on: slot).relaxations {
                    let relaxed = Explanation(of: roster, for: Self.apply(relaxation, to: problem))
                    let standing = relaxed.standing(of: relaxation.person, to: slot)
                    #expect(standing.isFree, "\(focus) seed \(seed) \(relaxation)")
                }
            }
        }
    }

    @Test func `is told in counts with figures`() {
        let rest = RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 660))
        let hours = RosterRule(id: "weekly hours", kind: .minutes(tag: nil), bounds: Bounds(hardMax: 2400))
        let types = [
            ShiftType(id: "E", start: 360, minutes: 480, requires: ["ACLS"]),
            ShiftType(id: "L", start: 1080, minutes: 360),
        ]
        func nurse(_ id: String, leave: Set<Int> = [], certified: Range<Int>? = 0..<7) -> Person {
            let held = [Qualification("ACLS", validOn: certified)]
            return Person(id: id, qualifications: held, rules: [rest, hours], leave: leave)
        }
        let people = [
            nurse("Ana"), nurse("Ben"), nurse("Cai", leave: [5]), nurse("Dee", leave: [5]),
            nurse("Eli", certified: 0..<5), nurse("Flo"), nurse("Gus"),
        ]
        var roster = Roster(rows: people.map { _ in [Int?](repeating: nil, count: 7) })
        roster.rows[0][4] = 1
        roster.rows[1][4] = 1
        roster.rows[5] = [0, 0, 0, 0, 0, nil, nil]
        let demand = Demand(day: 5, slot: "early", shifts: [0], target: 1)
        let problem = RosterProblem(days: 7, shiftTypes: types, people: people, demands: [demand])
        #expect(problem.openSlots(in: roster) == [Slot(day: 5, shift: 0)])
        let report = Explanation(of: roster, for: problem).report(on: Slot(day: 5, shift: 0))
        #expect(
            report.text(for: problem)
                == "7 appointed: 2 would have 6 h of rest (at least 11 h), 2 on leave, 1 without ACLS, "
                + "1 would have 48 h in weekly hours (at most 40 h), 1 free")
        #expect(report.free == [6])
        #expect(report.relaxations.map(\.person) == [5, 0, 1])
        #expect(report.relaxations[0] == Relaxation(person: 5, cause: .rule("weekly hours"), bound: 2400, needed: 2880))
    }

    private static func roster(for problem: RosterProblem, _ dice: inout SeededDice) -> Roster {
        var roster = Roster(emptyFor: problem)
        for person in problem.people.indices {
            for day in 0..<problem.days where dice.chance(40) {
                roster.rows[person][day] = dice.roll(0...problem.shiftTypes.count - 1)
            }
        }
        return roster
    }

    /// What each rule is broken by, added up.
    private static func breaches(_ judge: NaiveJudge, _ roster: Roster, _ person: Int) -> [String: Int64] {
        judge.findings(of: roster.rows[person], person: person).filter(\.isHard).reduce(into: [:]) { sums, finding in
            sums[finding.what, default: 0] += finding.cost
        }
    }

    private static func apply(_ relaxation: Relaxation, to problem: RosterProblem) -> RosterProblem {
        var relaxed = problem
        let needed = Int(relaxation.needed)
        if relaxation.cause == .travel {
            for index in relaxed.travel.indices {
                relaxed.travel[index].minutes = min(relaxed.travel[index].minutes, needed)
            }
        }
        for index in relaxed.people[relaxation.person].rules.indices {
            guard relaxation.cause == .rule(relaxed.people[relaxation.person].rules[index].id) else { continue }
            var bounds = relaxed.people[relaxation.person].rules[index].bounds
            if relaxation.needed > relaxation.bound { bounds.hardMax = needed } else { bounds.hardMin = needed }
            relaxed.people[relaxation.person].rules[index].bounds = bounds
        }
        return relaxed
    }
}
