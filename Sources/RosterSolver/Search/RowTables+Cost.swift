extension RowTables {
    /// What a row costs on its own by all the person's rules, `blocked` when it is illegal.
    func cost(of row: UnsafePointer<Int16>) -> Price {
        let model = self.model
        var cost = model.idle
        var units = 0
        var weekends = 0
        var lastWeekend = -1
        var day = 0
        while day < model.days {
            let start = day
            if row[day] < 0 {
                while day < model.days, row[day] < 0 {
                    if model.mustWork[day] { return .blocked }
                    day += 1
                }
                cost += model.off.cost(self.place(start, day), day - start)
                if start == 0 { cost += model.workedAtStart }
            } else {
                if start == 0 { cost += model.readyAtStart }
                var node = -1
                while day < model.days, row[day] >= 0 {
                    let type = Int(row[day])
                    cost += self.cells[day * model.types + type]
                    let next = self.step(from: node, to: type, day: day, cost: &cost)
                    guard next >= 0 else { return .blocked }
                    node = next
                    units += self.units[node]
                    if model.weekendOf[day] >= 0, model.weekendOf[day] != lastWeekend {
                        lastWeekend = model.weekendOf[day]
                        weekends += 1
                    }
                    day += 1
                }
                if day < model.days { cost += model.exit[node] }
                cost += model.work.cost(self.place(start, day), day - start)
            }
        }
        guard weekends < self.weekendStates, units < model.minutesCost.count else { return .blocked }
        cost += model.minutesCost[units] + model.weekendCost[weekends]
        if model.tieCost != 0 { cost += Price(self.untiedWeekends(in: row)) * model.tieCost }
        for rule in model.timesOff { cost += rule.cost(of: row, days: model.days) }
        for sum in model.sums { cost += sum.cost(of: sum.total(of: row)) }
        return cost < .limit ? cost : .blocked
    }

    /// How many weekends are worked in part; a first day off after work on the eve is left out.
    private func untiedWeekends(in row: UnsafePointer<Int16>) -> Int {
        let weekends = self.model.tiedWeekend
        var (count, last) = (0, self.model.isTiedToWork && row[0] < 0 ? 0 : -1)
        for day in 0..<self.model.days where weekends[day] >= 0 && weekends[day] != last {
            let wasWorked = day > 0 && row[day - 1] >= 0
            if wasWorked != (row[day] >= 0) { (count, last) = (count + 1, weekends[day]) }
        }
        return count
    }

    /// Which kind of run the days from the first up to the last are.
    @inline(__always) func place(_ first: Int, _ end: Int) -> RunTable.Place {
        first == 0
            ? (end == self.model.days ? .throughout : .atStart)
            : (end == self.model.days ? .atEnd : .inside)
    }

    /// The node that a type leads to after another node, -1 for a day off, with the cost of the step.
    @inline(__always)
    private func step(from node: Int, to type: Int, day: Int, cost: inout Price) -> Int {
        let first = self.nodeOf[type]
        guard first >= 0 else { return -1 }
        if node >= 0, self.model.nodes[first].positions.isEmpty {
            let price = self.model.follow[node * self.nodeCount + first]
            cost += price
            return price < .limit ? first : -1
        }
        var best = -1
        var least = Price.blocked
        for next in first..<self.nodeCount where self.model.nodes[next].types.contains(type) {
            let price =
                node >= 0
                ? self.model.follow[node * self.nodeCount + next] : (day == 0 ? self.opening : self.entry)[next]
            if price < least {
                least = price
                best = next
            }
        }
        cost += best < 0 ? .blocked : least
        return best
    }
}
