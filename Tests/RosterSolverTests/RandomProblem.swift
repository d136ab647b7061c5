import RosterSolver

/// A small generator with a printed seed.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { self.state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var value = self.state
        value ^= value >> 33
        value = value &* 0xFF51_AFD7_ED55_8CCD
        return value ^ (value >> 33)
    }

    mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func isLucky(_ percent: Int) -> Bool { self.roll(1...100) <= percent }
}

/// Random problems with every kind of rule.
enum RandomProblem {
    static func make(seed: Int, days: Int, people: Int, types: Int) -> RosterProblem {
        var dice = Dice(seed: seed)
        let shiftTypes = (0..<types).map { index in
            ShiftType(
                id: "S\(index)", start: [420, 840, 1320][index % 3], minutes: [480, 480, 600][dice.roll(0...2)],
                tags: index % 3 == 2 ? ["night"] : [], clinic: dice.isLucky(50) ? "North" : "South")
        }
        let who = (0..<people).map { Self.person($0, days: days, types: types, &dice) }
        let demands = (0..<days).flatMap { day in
            (0..<types).map { type in
                let target = dice.roll(0...max(1, people / types))
                return Demand(
                    day: day, slot: "S\(type)", shifts: dice.isLucky(20) ? [type, 0] : [type], target: target,
                    critical: min(target, 1), criticalCost: 5, underCost: Int64(dice.roll(1...100)),
                    overCost: Int64(dice.roll(0...3)))
            }
        }
        return RosterProblem(
            days: days, firstWeekday: Weekday(rawValue: dice.roll(0...6))!, shiftTypes: shiftTypes, people: who,
            demands: demands, travel: [Travel(from: "North", to: "South", minutes: dice.roll(300...700))],
            goals: dice.isLucky(50) ? .sum : .lexicographic)
    }

    static func person(_ index: Int, days: Int, types: Int, _ dice: inout Dice) -> Person {
        var rules = [
            RosterRule(
                id: "minutes", kind: .minutes(tag: nil),
                bounds: Bounds(
                    hardMin: dice.isLucky(50) ? 480 * (days / 4) : nil, softMax: 480 * (days / 3), softMaxCost: 3,
                    hardMax: 480 * (days * 2 / 3), per: 60)),
            RosterRule(
                id: "work", kind: .workRun,
                bounds: Bounds(
                    hardMin: dice.roll(0...2), softMin: 2, softMinCost: 4, softMax: 3, softMaxCost: 2,
                    hardMax: dice.roll(3...5))),
            RosterRule(
                id: "off", kind: .offRun,
                bounds: dice.isLucky(50)
                    ? Bounds(hardMin: dice.roll(1...2)) : Bounds(softMin: 2, softMinCost: 5, hardMax: 6)),
            RosterRule(
                id: "weekends", kind: .weekends, bounds: Bounds(softMax: 0, softMaxCost: 7, hardMax: dice.roll(1...2))),
            RosterRule(id: "rest", kind: .rest, bounds: Bounds(hardMin: 600, softMin: 660, softMinCost: 1, per: 30)),
        ]
        if dice.isLucky(50) {
            rules.append(
                RosterRule(
                    id: "nights", kind: .shiftRun(of: [types - 1]),
                    bounds: Bounds(softMax: 1, softMaxCost: 6, hardMax: 2)))
        }
        if dice.isLucky(50) {
            rules.append(
                RosterRule(
                    id: "pair", kind: .sequence([ShiftPair(0, then: types - 1)]),
                    bounds: Bounds(softMax: 0, softMaxCost: 9)))
        }
        let eves: [History.Eve] = [
            .unknown, .working(days: dice.roll(1...3), last: dice.roll(0...types - 1)),
            .resting(days: dice.roll(1...3)),
        ]
        return Person(
            id: "P\(index)", rules: rules,
            history: History(eve: eves[dice.roll(0...2)], carried: ["weekends": dice.roll(0...1)]),
            leave: dice.isLucky(40) ? [dice.roll(0...days - 1)] : [],
            requests: (0..<dice.roll(0...4)).map { _ in
                Request(
                    day: dice.roll(0...days - 1), wish: [.off, .work(0), .avoid(types - 1)][dice.roll(0...2)],
                    cost: Int64(dice.roll(1...9)))
            },
            pins: dice.isLucky(20) ? [Pin(day: dice.roll(0...days - 1), shift: dice.isLucky(50) ? 0 : nil)] : [],
            published: dice.isLucky(30)
                ? Published(cells: Array(repeating: 0, count: days), changeCost: Array(repeating: 2, count: days))
                : nil,
            hourlyWage: Int64(dice.roll(0...50)))
    }
}
