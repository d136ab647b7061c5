@testable import RosterSolver

/// People with ordinary contracts, for whom legal rows are few among many, but there.
enum Contract {
    static let types = [
        ShiftType(id: "E", start: 420, minutes: 480), ShiftType(id: "L", start: 840, minutes: 480),
        ShiftType(id: "N", start: 1320, minutes: 540, tags: ["night"]), ShiftType(id: "X", start: 420, minutes: 720),
    ]

    /// Hours of the month and of each week, runs, weekends and rest.
    static let month =
        Contract.rules(hours: 8000...9600, weekends: 2) + [
            RosterRule(
                id: "week", kind: .minutes(tag: nil), window: .weeks(from: .monday),
                bounds: Bounds(hardMin: 1400, hardMax: 2400))
        ]

    /// What else such a contract may say: two nights a week, 48 hours in any seven days, 35 hours off among them.
    static let strict = [
        RosterRule(id: "nights", kind: .shifts(of: [2]), window: .weeks(from: .monday), bounds: Bounds(hardMax: 2)),
        RosterRule(id: "any week", kind: .minutes(tag: nil), window: .rolling(days: 7), bounds: Bounds(hardMax: 2880)),
        RosterRule(id: "time off", kind: .longestOff, window: .rolling(days: 7), bounds: Bounds(hardMin: 35 * 60)),
    ]

    /// Four weeks of somebody with a month's contract and a day of leave.
    static func month(_ rules: [RosterRule] = Self.month, leave: Int...) -> RosterProblem {
        RosterProblem(
            days: 28, shiftTypes: Self.types,
            people: leave.map { Person(id: "leave on \($0)", rules: rules, leave: [$0]) }, demands: [])
    }

    /// Many weeks with shifts whose lengths share no handy unit, and hours within ten of what is agreed.
    static func long(days: Int, minutes: [Int]) -> RosterProblem {
        let types = minutes.enumerated().map { ShiftType(id: "\($1)", start: 420 + 60 * $0, minutes: $1) }
        let rules = Self.rules(hours: days * 240 - 600...days * 240 + 600, weekends: days / 14)
        return RosterProblem(days: days, shiftTypes: types, people: [Person(id: "A", rules: rules)], demands: [])
    }

    /// Somebody whose rows are followed for long and of whom it is hard to prove that there is none: exactly so much in
    /// any seven days, and more shifts than that leaves room for.
    static func hopeless(days: Int, types: Int) -> RosterProblem {
        let rules = [
            RosterRule(
                id: "any week", kind: .minutes(tag: nil), window: .rolling(days: 7),
                bounds: Bounds(hardMin: 2400, hardMax: 2400)),
            RosterRule(id: "run", kind: .workRun, bounds: Bounds(hardMax: 5)),
            RosterRule(id: "year", kind: .shifts(of: Set(0..<types)), bounds: Bounds(hardMin: days)),
            RosterRule(
                id: "fortnight", kind: .shifts(of: nil), window: .rolling(days: 14), bounds: Bounds(hardMax: 11)),
        ]
        return RosterProblem(
            days: days, shiftTypes: (0..<types).map { ShiftType(id: "S\($0)", start: 420, minutes: 480) },
            people: [Person(id: "A", rules: rules)], demands: [])
    }

    private static func rules(hours: ClosedRange<Int>, weekends: Int) -> [RosterRule] {
        [
            RosterRule(
                id: "hours", kind: .minutes(tag: nil),
                bounds: Bounds(hardMin: hours.lowerBound, hardMax: hours.upperBound)),
            RosterRule(id: "work", kind: .workRun, bounds: Bounds(hardMin: 2, hardMax: 5)),
            RosterRule(id: "off", kind: .offRun, bounds: Bounds(hardMin: 2)),
            RosterRule(id: "weekends", kind: .weekends, bounds: Bounds(hardMax: weekends)),
            RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 660)),
        ]
    }
}
