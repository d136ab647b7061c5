import RosterSolver

/// A small team over a long horizon, in the style of a year's benchmark: shifts of three lengths, contracts in minutes,
/// runs, weekends, leave and requests.
enum LongProblem {
    static func make(seed: Int, weeks: Int, people: Int, types: Int = 6) -> RosterProblem {
        var dice = Dice(seed: seed)
        let days = weeks * 7
        let shiftTypes = (0..<types).map { ShiftType(id: "S\($0)", minutes: [480, 600, 720][$0 % 3]) }
        let pairs = (0..<types).flatMap { first in
            (0..<types).filter { $0 * 4 / types < first * 4 / types }.map { ShiftPair(first, then: $0) }
        }
        let team = (0..<people).map { Self.person($0, days: days, types: types, pairs, &dice) }
        let demands = (0..<days).flatMap { day in
            (0..<types).map { type in
                Demand(
                    day: day, slot: "S\(type)", shifts: [type], target: dice.roll(0...max(1, people / types)),
                    underCost: 100, overCost: 1)
            }
        }
        return RosterProblem(days: days, shiftTypes: shiftTypes, people: team, demands: demands, goals: .sum)
    }

    private static func person(
        _ index: Int, days: Int, types: Int, _ pairs: [ShiftPair], _ dice: inout Dice
    ) -> Person {
        let most = days * (index % 3 == 2 ? 170 : 300)
        let first = dice.roll(0...days - 8)
        return Person(
            id: "P\(index)", appointedTo: Set((0..<types).filter { $0 == 1 || dice.isLucky(65) }),
            rules: [
                RosterRule(
                    id: "minutes", kind: .minutes(tag: nil), bounds: Bounds(hardMin: most - 3600, hardMax: most)),
                RosterRule(id: "work", kind: .workRun, bounds: Bounds(hardMin: 2, hardMax: dice.roll(4...6))),
                RosterRule(id: "off", kind: .offRun, bounds: Bounds(hardMin: dice.roll(2...3))),
                RosterRule(id: "weekends", kind: .weekends, bounds: Bounds(hardMax: days / 14)),
                RosterRule(
                    id: "order", kind: .sequence(pairs), bounds: Bounds(hardMax: 0)),
                RosterRule(id: "last", kind: .shifts(of: [types - 1]), bounds: Bounds(hardMax: days / 8)),
            ],
            leave: Set(first..<first + dice.roll(1...7)),
            requests: (0..<days / 7).map { _ in
                Request(
                    day: dice.roll(0...days - 1), wish: dice.isLucky(60) ? .work(dice.roll(0...types - 1)) : .off,
                    cost: Int64(dice.roll(1...3)))
            })
    }
}
