import RosterSolver
import Testing

/// A week after another, judged as the second nurse rostering competition (INRC-II) judges it; figures by hand.
@Suite struct `What a week brings into the next` {
    private let early = 0, late = 1, night = 2

    private func problem(_ history: History) -> RosterProblem {
        func rule(_ id: String, _ kind: RosterRule.Kind, _ least: Int?, _ most: Int?, _ cost: Int64) -> RosterRule {
            RosterRule(
                id: id, kind: kind,
                bounds: Bounds(softMin: least, softMinCost: cost, softMax: most, softMaxCost: cost))
        }
        let rules = [
            rule("working days", .workRun, 3, 5, 30), rule("days off", .offRun, 2, 3, 30),
            rule("nights", .shiftRun(of: [self.night]), 2, 3, 15),
            rule("earlies", .shiftRun(of: [self.early]), 2, 5, 15),
            rule("weekends", .weekends, nil, 1, 30), rule("assignments", .shifts(of: nil), nil, 8, 20),
            RosterRule(
                id: "succession",
                kind: .sequence([ShiftPair(self.night, then: self.early), ShiftPair(self.night, then: self.late)]),
                bounds: Bounds(hardMax: 0)),
        ]
        let types = ["E", "L", "N"].map { ShiftType(id: $0, minutes: 480) }
        return RosterProblem(
            days: 7, shiftTypes: types, people: [Person(id: "Andrea", rules: rules, history: history)], demands: [],
            goals: .sum)
    }

    private let afterNight = History(
        eve: .working(days: 4, last: 2), carried: ["nights": 1, "weekends": 1, "assignments": 5])

    private func judge(_ week: String, after history: History) -> (cost: Int64, isLegal: Bool, found: [String]) {
        let row = week.map { "ELN".firstIndex(of: $0).map { "ELN".distance(from: "ELN".startIndex, to: $0) } }
        let evaluation = Evaluation(of: Roster(rows: [row]), against: self.problem(history))
        let found = evaluation.violations.map { violation in
            if case .rule(let id) = violation.subject { "\(id) \(violation.actual)" } else { "\(violation.subject)" }
        }
        return (evaluation.score.sum, evaluation.hardViolations.isEmpty, found.sorted())
    }

    @Test func `runs go on, and sums count on`() {
        let week = self.judge("N-E---E", after: self.afterNight)
        #expect(week.found == ["days off 1", "earlies 1", "weekends 2", "working days 1"])
        #expect(week.cost == 30 + 15 + 30 + 60 && week.isLegal)
    }

    @Test func `a run that ended on the eve was too short`() {
        let week = self.judge("----LLL", after: self.afterNight)
        #expect(week.found == ["days off 4", "nights 1", "weekends 2"])
        #expect(week.cost == 30 + 15 + 30 && week.isLegal)
    }

    @Test func `what may not follow is known over the edge`() {
        #expect(!self.judge("E------", after: self.afterNight).isLegal)
        #expect(self.judge("E------", after: History(eve: .resting(days: 1))).isLegal)
    }

    @Test func `days off go on, and a run into the next week is never too short`() {
        let resting = History(eve: .resting(days: 3))
        let week = self.judge("-LLL--N", after: resting)
        #expect(week.found == ["days off 4"])
        #expect(week.cost == 30)
    }

    @Test func `the best week after it is found`() throws {
        let problem = self.problem(self.afterNight)
        var least = Int64.max
        for code in 0..<16384 {
            let row = (0..<7).map { day in [nil, 0, 1, 2][(code >> (2 * day)) & 3] as Int? }
            let evaluation = Evaluation(of: Roster(rows: [row]), against: problem)
            if evaluation.hardViolations.isEmpty { least = min(least, evaluation.score.sum) }
        }
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(20)))
        #expect(result.score.sum == least)
    }

    @Test func `any seven days reach back into the week before`() throws {
        let rule = RosterRule(
            id: "hours", kind: .minutes(tag: nil), window: .rolling(days: 7), bounds: Bounds(hardMax: 2880))
        var problem = self.problem(
            History(eve: .working(days: 5, last: 0), recent: ["hours": [0, 480, 480, 480, 480, 480]]))
        problem.people[0].rules = [rule]
        problem.demands = (0..<7).map { Demand(day: $0, slot: "E", shifts: [0], target: 1, underCost: 100) }
        // Five were worked: the sixth may follow at once, then one for each that falls out of the seven days.
        #expect(self.hours([0, 0, nil, nil, nil, nil, nil], problem) == [3360])
        #expect(self.hours([0, nil, 0, 0, 0, 0, 0], problem) == [])
        let result = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(40)))
        #expect(result.withoutLegalRow.isEmpty && result.uncovered == 1)
    }

    private func hours(_ row: [Int?], _ problem: RosterProblem) -> [Int64] {
        Evaluation(of: Roster(rows: [row]), against: problem).hardViolations.map(\.actual)
    }
}
