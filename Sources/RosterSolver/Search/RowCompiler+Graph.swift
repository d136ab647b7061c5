/// Which shift may follow which: see the fields of the same names in the row model.
struct RowGraph {
    var nodes: [RowModel.Node]
    var follow: [Price]
    var entry: [Price]
    var opening: [Price]
    var exit: [Price]
    /// What it costs that runs of shifts ended on the eve, when the first day is off.
    var runsEndedAtEve: Price
}

extension RowCompiler {
    /// Which shift may follow which, as a graph: nodes are groups of like types, split by the position in limited runs.
    func graph(of worked: [Int], unit: Int, counted: [[Int]]) -> RowGraph {
        let limits = self.limitedRuns
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
            let inLimits = limits.map { $0.types.contains(type) ? Price(1) : 0 }
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
            for (to, next) in nodes.enumerated() {
                let runs = self.cost(of: next.positions, after: first.positions, limits)
                follow[from * nodes.count + to] = min(.blocked, cost(first.types[0], next.types[0]) + runs)
            }
        }
        let opening = nodes.map { node -> Price in
            var price = self.cost(atStart: node.positions, limits)
            if case .working(_, let last) = self.who.history.eve { price += cost(last, node.types[0]) }
            return min(.blocked, price)
        }
        let none = [Int](repeating: 0, count: limits.count)
        return RowGraph(
            nodes: nodes, follow: follow, entry: nodes.map { self.cost(of: $0.positions, after: none, limits) },
            opening: opening, exit: nodes.map { self.cost(of: none, after: $0.positions, limits) },
            runsEndedAtEve: self.cost(atStart: none, limits))
    }

    private var who: Person { self.problem.people[self.person] }

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

    /// A node for every combination of positions in the limited runs that the types belong to.
    private func nodes(for types: [Int], _ limits: [LimitedRun], _ unit: Int) -> [RowModel.Node] {
        let units = unit == 0 ? 0 : self.problem.shiftTypes[types[0]].minutes / unit
        var positions: [[Int]] = [[]]
        for limit in limits {
            let own = limit.positions(of: types[0]).filter { self.isReachable($0, limit) }
            positions = positions.flatMap { known in own.map { known + [$0] } }
        }
        return positions.map { RowModel.Node(types: types, units: units, positions: $0) }
    }
}
