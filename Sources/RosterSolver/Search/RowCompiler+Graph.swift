/// Which shift may follow which: see the fields of the same names in the row model.
struct RowGraph {
    var nodes: [RowModel.Node]
    var follow: [Price]
    var entry: [Price]
    var opening: [Price]
}

extension RowCompiler {
    /// Which shift may follow which, as a graph: nodes are groups of like types, split by the position in limited runs.
    func graph(of worked: [Int], unit: Int, counted: [[Int]]) -> RowGraph {
        let limits = self.rules { if case .shiftRun = $0.kind { true } else { false } }
        let pairs = self.rules { if case .sequence = $0.kind { true } else { false } }
        let rests = self.rules { $0.kind == .rest }
        let types = self.problem.shiftTypes.indices
        var between: [Int: Price] = [:]
        func cost(_ first: Int, _ next: Int) -> Price {
            let key = first * types.count + next
            if let known = between[key] { return known }
            let cost = self.follow(first, next, pairs, rests)
            between[key] = cost
            return cost
        }
        var groups: [(key: [Price], types: [Int])] = []
        for type in worked {
            let minutes = unit == 0 ? 0 : Price(self.problem.shiftTypes[type].minutes / unit)
            let eve: Price = if case .working(_, let last) = self.who.history.eve { cost(last, type) } else { 0 }
            let inLimits = limits.map { Self.types(of: $0).contains(type) ? Price(1) : 0 }
            let inCounts = counted.map { Price($0[type]) }
            let key =
                [minutes, eve] + inLimits + inCounts + worked.map { cost(type, $0) } + worked.map { cost($0, type) }
            if let index = groups.firstIndex(where: { $0.key == key }) {
                groups[index].types.append(type)
            } else {
                groups.append((key, [type]))
            }
        }
        let nodes = groups.flatMap { group in self.nodes(for: group.types, limits, unit) }
        var follow = [Price](repeating: .blocked, count: nodes.count * nodes.count)
        for (from, first) in nodes.enumerated() {
            for (to, next) in nodes.enumerated() where self.continues(first.positions, next, limits) {
                follow[from * nodes.count + to] = min(
                    .blocked, cost(first.types[0], next.types[0]) + self.runCost(next, limits))
            }
        }
        let opening = nodes.map { node -> Price in
            var eve = [Int](repeating: 0, count: limits.count)
            var price: Price = 0
            if case .working(_, let last) = self.who.history.eve {
                price = cost(last, node.types[0])
                for (index, rule) in limits.enumerated() where Self.types(of: rule).contains(last) {
                    eve[index] = min(self.cap(rule), max(1, self.who.history.carried[rule.id] ?? 1))
                }
            }
            return self.continues(eve, node, limits) ? min(.blocked, price + self.runCost(node, limits)) : .blocked
        }
        let none = [Int](repeating: 0, count: limits.count)
        let entry = nodes.map { self.continues(none, $0, limits) ? self.runCost($0, limits) : Price.blocked }
        return RowGraph(nodes: nodes, follow: follow, entry: entry, opening: opening)
    }

    private var who: Person { self.problem.people[self.person] }

    private static func types(of rule: RosterRule) -> Set<Int> {
        if case .shiftRun(let types) = rule.kind { types } else { [] }
    }

    private func follow(_ first: Int, _ next: Int, _ pairs: [RosterRule], _ rests: [RosterRule]) -> Price {
        var cost: Price = 0
        for rule in pairs {
            if case .sequence(let listed) = rule.kind, listed.contains(ShiftPair(first, then: next)) {
                cost += self.cost(rule, 1)
            }
        }
        if let gap = self.problem.gap(from: first, to: next) {
            for rule in rests { cost += self.cost(rule, gap) }
            let missing = self.problem.travelMinutes(from: first, to: next) - gap
            if missing > 0 {
                cost += self.isRelaxed ? self.weights[.law] * Price(RosterRule.hours(missing)) : .blocked
            }
        }
        return min(.blocked, cost)
    }

    /// The longest position that must be told apart: one beyond the bounds, from where each day costs the same.
    private func cap(_ rule: RosterRule) -> Int {
        let bounds = [rule.bounds.softMax, rule.bounds.hardMax].compactMap(\.self)
        return min(self.problem.days, (bounds.max() ?? 0) + 1)
    }

    /// A node for every combination of positions in the limited runs that the types belong to.
    private func nodes(for types: [Int], _ limits: [RosterRule], _ unit: Int) -> [RowModel.Node] {
        let units = unit == 0 ? 0 : self.problem.shiftTypes[types[0]].minutes / unit
        var positions: [[Int]] = [[]]
        for rule in limits {
            let range = Self.types(of: rule).contains(types[0]) ? Array(1...self.cap(rule)) : [0]
            positions = positions.flatMap { known in range.map { known + [$0] } }
        }
        return positions.map { RowModel.Node(types: types, units: units, positions: $0) }
            .filter { self.runCost($0, limits) < .limit }
    }

    private func continues(_ before: [Int], _ node: RowModel.Node, _ limits: [RosterRule]) -> Bool {
        limits.indices.allSatisfy { index in
            node.positions[index] == 0 || node.positions[index] == min(before[index] + 1, self.cap(limits[index]))
        }
    }

    /// What the day adds to the cost of the runs it belongs to.
    private func runCost(_ node: RowModel.Node, _ limits: [RosterRule]) -> Price {
        zip(node.positions, limits).reduce(0) { sum, pair in
            guard pair.0 > 0 else { return sum }
            let now = self.cost(pair.1, pair.0)
            return min(.blocked, sum + (now >= .limit ? now : now - self.cost(pair.1, pair.0 - 1)))
        }
    }
}
