/// What a run of days costs by its length, inside the horizon and at its edges.
struct RunTable: Sendable {
    /// Which edges of the horizon a run touches.
    enum Place: Int, CaseIterable { case inside, atStart, atEnd, throughout }

    /// Longest run that is not blocked.
    let longest: Int
    /// Shortest run inside the horizon from which on longer ones cost the same.
    let plainFrom: Int?
    private let costs: [Price]
    private let stride: Int
    /// The cost of a run that ended on the eve, when the first day is not part of it.
    let endedAtEve: Price

    init(
        days: Int, before: Int, openStart: Bool, rules: [RosterRule], cost: (RosterRule, Int) -> Price
    ) {
        self.stride = days + 1
        var costs = [Price](repeating: 0, count: 4 * (days + 1))
        for place in Place.allCases {
            let touchesStart = place == .atStart || place == .throughout
            let touchesEnd = place == .atEnd || place == .throughout
            for length in 0...days {
                let total = length + (touchesStart ? before : 0)
                let open = touchesEnd || (touchesStart && openStart)
                costs[place.rawValue * self.stride + length] = rules.reduce(0) { sum, rule in
                    var rule = rule
                    if open { rule.bounds.hardMin = nil; rule.bounds.softMin = nil }
                    return min(.blocked, sum + cost(rule, total))
                }
            }
        }
        self.costs = costs
        self.longest =
            (1...days).last { length in
                (0..<4).contains { costs[$0 * (days + 1) + length] < .limit }
            } ?? 0
        let plain = (1...days).first { costs[$0] == 0 }
        // A run that began before the horizon may come to cost more while runs inside it do not.
        let isStartPlain = (1...days).allSatisfy { length in
            let place: Place = length == days ? .throughout : .atStart
            return length == 1 || costs[place.rawValue * (days + 1) + length] <= costs[days + length]
        }
        self.plainFrom = plain.flatMap { first in
            let isPlain = (first...days).allSatisfy { costs[$0] == 0 && costs[2 * (days + 1) + $0] == 0 }
            return isPlain && isStartPlain ? first : nil
        }
        self.endedAtEve =
            before == 0
            ? 0
            : rules.reduce(0) { sum, rule in
                var rule = rule
                rule.bounds.hardMax = nil
                rule.bounds.softMax = nil
                return min(.blocked, sum + cost(rule, before))
            }
    }

    @inline(__always) func cost(_ place: Place, _ length: Int) -> Price {
        self.costs[place.rawValue * self.stride + length]
    }

    /// Whether shorter runs than `plainFrom` are all blocked inside the horizon.
    var isMinimumOnly: Bool {
        guard let first = self.plainFrom else { return false }
        return (1..<max(1, first)).allSatisfy { self.cost(.inside, $0) >= .limit }
    }
}
