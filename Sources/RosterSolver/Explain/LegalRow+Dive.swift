extension LegalRow {
    /// A state on the way, and where it can go from there, the best last.
    private struct Branch {
        var state: State
        var choices: [(state: State, cell: Int)]
    }

    /// Follows one row at a time, on each day the cell first that keeps sums nearest to an even pace, and goes back where
    /// none is left; states from which nothing follows are remembered. A row is found quickly where there are many.
    func dive() -> Finding {
        var meter = StepMeter(limit: Self.mostSteps, isCanceled: self.isCanceled)
        var deadEnds = [Set<State>](repeating: [], count: self.problem.days + 1)
        guard let choices = self.choices(from: self.first, on: 0, &meter) else { return .undecided }
        var path = [Branch(state: self.first, choices: choices)]
        var row: [Int?] = []
        while let day = path.indices.last {
            guard let next = path[day].choices.popLast() else {
                deadEnds[day].insert(path.removeLast().state)
                _ = row.popLast()
                continue
            }
            let cell = next.cell < 0 ? nil : next.cell
            if day == self.problem.days - 1 { return .row(row + [cell]) }
            if deadEnds[day + 1].contains(next.state) { continue }
            guard let choices = self.choices(from: next.state, on: day + 1, &meter) else { return .undecided }
            path.append(Branch(state: next.state, choices: choices))
            row.append(cell)
        }
        return .none
    }

    /// So many steps take less than half a second.
    private static let mostSteps = 300_000

    /// The states that can follow, the one nearest to an even pace last; nil when the effort is spent.
    private func choices(from state: State, on day: Int, _ meter: inout StepMeter) -> [(state: State, cell: Int)]? {
        var found: [(state: State, cell: Int, distance: Double)] = []
        for cell in self.rules.cells[day] {
            guard meter.mayStep() else { return nil }
            guard let next = self.step(state, to: cell, on: day) else { continue }
            found.append((next, cell, self.distance(of: next, on: day)))
        }
        return found.sorted { ($0.distance, $0.cell) > ($1.distance, $1.cell) }.map { ($0.state, $0.cell) }
    }

    /// How far the amounts with a minimum are from an even pace after a day, as shares of what they may come to.
    private func distance(of state: State, on day: Int) -> Double {
        var distance = 0.0
        for (sum, amount) in zip(self.rules.sums, state.amounts) {
            if let goal = sum.evenPace(on: day) { distance += abs(Double(amount) - goal.pace) / goal.most }
        }
        return distance
    }
}

extension LegalRules.Sum {
    /// The amount after a day when its period is worked evenly toward the middle of its bounds, and the most that it may
    /// come to; nil where nothing must be reached.
    fileprivate func evenPace(on day: Int) -> (pace: Double, most: Double)? {
        guard case .amounts = self.measure, self.least > 0, let period = self.periods[day] else { return nil }
        let most = self.most == .max ? self.least + self.least / 2 : self.most
        let share = Double(day + 1 - period.lowerBound) / Double(period.count)
        return (Double(self.least + most) / 2 * share, Double(max(1, most)))
    }
}
