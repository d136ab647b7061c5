/// The way back: from the best last state to the row that made it.
extension RowEngine {
    private enum State { case worked, ready }

    /// The price of the best row, or nil; writes the row.
    func trace() -> Price? {
        var best = Price.blocked
        var found = (state: State.ready, day: self.span, weekend: 0, counted: 0, units: 0)
        let minutes = self.tables.model.minutesCost
        func consider(_ state: State, _ day: Int) {
            for weekend in self.weekendRange(day) {
                let index = day * self.weekends + weekend
                let extra = self.tables.model.weekendCost[weekend + self.window.weekends]
                for counted in 0..<self.caps where self.low.start[index] <= self.high.start[index] {
                    let values = self.states(state == .worked ? self.worked : self.ready, day, weekend, counted)
                    let told = self.window.units + (counted + self.window.counted) * self.tables.unitsPerCounted
                    for units in self.low.start[index]..<self.high.start[index] + 1 where units + told < minutes.count {
                        let value = values[units] + minutes[units + told] + extra
                        if value < best {
                            best = value
                            found = (state, day, weekend, counted, units)
                        }
                    }
                }
            }
        }
        consider(.ready, self.span)
        if self.window.days.upperBound == self.tables.model.days {
            consider(.worked, self.span)
            for length in 1..<max(1, min(self.tables.plainOff, self.span))
            where self.isOffAllowed(self.span - length, self.span) {
                consider(.worked, self.span - length)
            }
        }
        guard best < .limit else { return nil }
        let row = self.row + self.window.days.lowerBound
        for day in found.day..<max(found.day, self.span) { row[day] = -1 }
        self.walk(back: found.state, found.day, found.weekend, found.counted, found.units)
        return best
    }

    private func walk(back state: State, _ day: Int, _ weekend: Int, _ counted: Int, _ units: Int) {
        var (state, day, weekend, counted, units) = (state, day, weekend, counted, units)
        while day > 0 {
            if state == .worked {
                guard let step = self.stretch(to: day, weekend, counted, units) else { return }
                self.fill(from: day - step.length, length: step.length, excess: step.excess)
                units -= step.length * self.tables.leastUnit + step.excess % self.tables.excessWidth
                counted -= step.excess / self.tables.excessWidth
                weekend -= step.weekends
                day -= step.length
                state = .ready
            } else {
                let length = self.runOff(to: day, weekend, counted, units, &state)
                for off in day - length..<day { self.row[self.window.days.lowerBound + off] = -1 }
                day -= length
            }
        }
    }

    private func stretch(
        to day: Int, _ weekend: Int, _ counted: Int, _ units: Int
    ) -> (length: Int, excess: Int, weekends: Int)? {
        let value = self.states(self.worked, day, weekend, counted)[units]
        let width = self.tables.excessWidth
        var weekends = 0
        for length in 1..<min(self.tables.longest, day) + 1 {
            let start = day - length
            let number = self.weekend.start[start]
            if number >= 0, length == 1 || self.weekend.start[start + 1] != number { weekends += 1 }
            guard weekends <= weekend, length <= self.stretchCount.start[start] else { continue }
            let cost = self.stretchCost(start, day)
            guard cost < .limit else { continue }
            let index = start * self.weekends + weekend - weekends
            let prices = self.stretch.start + start * self.entries + (length - 1) * self.excess
            for excess in 0..<self.excess where prices[excess] < .limit && excess / width <= counted {
                let before = units - length * self.tables.leastUnit - excess % width
                guard before >= self.low.start[index], before <= self.high.start[index] else { continue }
                let from = self.states(self.ready, start, weekend - weekends, counted - excess / width)
                if from[before] + (prices[excess] + cost) == value { return (length, excess, weekends) }
            }
        }
        return nil
    }

    /// The length of the run off, or of its last part, that led to a ready state; sets the state before it.
    private func runOff(
        to day: Int, _ weekend: Int, _ counted: Int, _ units: Int, _ state: inout State
    ) -> Int {
        let value = self.states(self.ready, day, weekend, counted)[units]
        func came(from buffer: Buffer<Price>, _ start: Int, _ price: Price) -> Bool {
            let index = start * self.weekends + weekend
            return units >= self.low.start[index] && units <= self.high.start[index]
                && self.states(buffer, start, weekend, counted)[units] + price == value
        }
        let plain = self.tables.plainOff
        if plain > 0 {
            if day > plain, self.isOffAllowed(day - plain, day), came(from: self.worked, day - plain, 0) {
                state = .worked
                return plain
            }
            if day > 1, self.isOffAllowed(day - 1, day), came(from: self.ready, day - 1, 0) { return 1 }
        } else {
            let first = self.window.days.lowerBound
            for length in 1..<max(1, day) where self.isOffAllowed(day - length, day) {
                let end = first + day
                let cost = self.tables.model.off.cost(end == self.tables.model.days ? .atEnd : .inside, length)
                if cost < .limit, came(from: self.worked, day - length, cost) {
                    state = .worked
                    return length
                }
            }
        }
        return day  // the window began off
    }

    /// Writes the shifts of a stretch: builds its layers once more and walks them back.
    private func fill(from start: Int, length: Int, excess: Int) {
        let tables = self.tables
        let size = tables.nodeCount * self.excess
        let scratch = self.least.reserve(self.excess)
        let layers = self.kept.reserve((length + 1) * max(1, size))
        _ = self.extend(from: start, longest: length, layers, keep: true) { _ in scratch }
        var excess = excess
        var value = self.stretch.start[start * self.entries + (length - 1) * self.excess + excess]
        var node = -1
        for step in stride(from: length - 1, through: 0, by: -1) {
            let layer = layers + step * size
            let day = start + step
            if node < 0 {
                node = (0..<tables.nodeCount).first { self.last(layer, $0, excess, before: day + 1) == value } ?? 0
            } else {
                let price = self.nodePrice.start[(day + 1) * tables.nodeCount + node]
                let next = node
                excess -= tables.offset[next]
                for slot in tables.beforeStart[next]..<tables.beforeStart[next + 1] {
                    let before = layer[tables.before[slot] * self.excess + excess]
                    let sum =
                        self.excess == 1
                        ? (before + tables.beforeCost[slot]) + price : before + (price + tables.beforeCost[slot])
                    if sum == value {
                        node = tables.before[slot]
                        break
                    }
                }
            }
            value = layer[node * self.excess + excess]
            self.row[self.window.days.lowerBound + day] = self.cheapest(of: node, on: day)
        }
    }

    /// What a stretch costs that ends with a node before that day.
    private func last(_ layer: UnsafeMutablePointer<Price>, _ node: Int, _ excess: Int, before day: Int) -> Price {
        let value = layer[node * self.excess + excess]
        return self.tables.hasExit ? value + self.exitCost(node, before: day) : value
    }

    private func cheapest(of node: Int, on day: Int) -> Int16 {
        let tables = self.tables
        let row = self.price + (self.window.days.lowerBound + day) * tables.model.types
        let wanted = self.nodePrice.start[day * tables.nodeCount + node]
        for slot in tables.typeStart[node]..<tables.typeStart[node + 1] where row[tables.types[slot]] == wanted {
            return Int16(truncatingIfNeeded: tables.types[slot])
        }
        return Int16(truncatingIfNeeded: tables.types[tables.typeStart[node]])
    }
}
