extension Search {
    /// Whether a plan that much worse is taken at a temperature.
    @inline(__always) func accepts(_ change: Price, at temperature: Price) -> Bool {
        change <= 0 || change < temperature * Self.threshold(self.random.unit())
    }

    /// −ln of a number above 0 and up to 1, without a mathematical library.
    private static func threshold(_ unit: Double) -> Double {
        let value = 1 - unit
        let exponent = Double(value.exponent)
        let ratio = (value.significand - 1) / (value.significand + 1)
        let square = ratio * ratio
        let series = 2 * ratio * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
        return -(exponent * 0.693_147_180_559_945_3 + series)
    }

    /// Takes some people out and plans them anew, one after another, first with disturbed prices, then with true ones.
    func rebuild(at temperature: Price) {
        self.focus = self.someDays(around: nil)
        defer { self.focus = 0..<self.plan.days }
        let before = self.total
        self.beginMove()
        let count = 1 + self.random.below(min(5, self.plan.people))
        let chosen = Array(self.pick(min(count, self.plan.people)))
        let noise = Self.noises[self.random.below(Self.noises.count)] * self.plan.scale
        for person in chosen { self.takeOut(person) }
        for person in chosen {
            if self.isOver { return self.revert() }
            self.putIn(person, noise: noise)
        }
        if self.isOver { return self.revert() }
        if chosen.count > 1 || noise > 0 {
            for person in chosen {
                if self.isOver { return self.revert() }
                self.takeOut(person)
                self.putIn(person, noise: 0)
            }
        }
        if !self.accepts(self.total - before, at: temperature) { self.revert() }
    }

    /// Fills a cell where somebody is missing, then lets colleagues fill what that leaves open, one after another.
    func chain(at temperature: Price) {
        guard let cell = self.shortCell() else { return self.rebuild(at: temperature) }
        self.focus = self.someDays(around: cell / self.plan.types)
        defer { self.focus = 0..<self.plan.days }
        let before = self.total
        self.beginMove()
        let able = self.order.filter { self.plan.tables[$0].cells[cell] < .limit }
        guard !able.isEmpty else { return self.rebuild(at: temperature) }
        let first = able[self.random.below(able.count)]
        self.takeOut(first)
        self.putIn(first, noise: 0, bonusCell: cell, bonus: 400 * self.plan.scale)
        var last = first
        for _ in 0..<6 {
            if self.accepts(self.total - before, at: temperature) { return }
            if self.isOver { break }
            guard let next = self.bestColleague(except: last) else { break }
            last = next
        }
        if !self.accepts(self.total - before, at: temperature) { self.revert() }
    }

    /// Lets the one of a few random people whose new row gains most have it.
    private func bestColleague(except last: Int) -> Int? {
        let plan = self.plan
        var bestGain: Price = 0.25
        var best = -1
        for person in Array(self.pick(min(6, plan.people))) where person != last {
            if self.isOver { break }
            self.takeOut(person)
            let without = plan.total
            let old = plan.row(person)
            let window = plan.window(person, over: self.focus)
            plan.price(person, in: window.days)
            self.rowsPlanned += 1
            guard let cost = plan.bestRow(person, window) else {
                plan.insert(person, old, cost: plan.rowCost[person])
                continue
            }
            // The true totals of both, by putting each in.
            let oldCost = plan.rowCost[person]
            plan.insert(person, old, cost: oldCost)
            let was = plan.total - without
            plan.remove(person)
            let kept = self.spare.reserve(plan.days)
            kept.update(from: old, count: plan.days)
            plan.insert(person, plan.engine.row, cost: cost)
            let gain = was - (plan.total - without)
            plan.remove(person)
            if gain > bestGain {
                bestGain = gain
                best = person
                self.bestRow.reserve(plan.days).update(from: plan.row(person), count: plan.days)
                self.bestCost = cost
            }
            plan.insert(person, kept, cost: oldCost)
        }
        guard best >= 0 else { return nil }
        self.takeOut(best)
        plan.insert(best, self.bestRow.start, cost: self.bestCost)
        return best
    }

    private func shortCell() -> Int? {
        guard self.plan.cover.missing > 0, !self.cells.isEmpty else { return nil }
        for _ in 0..<self.cells.count * 2 {
            let cell = self.cells[self.random.below(self.cells.count)]
            if self.plan.cover.isShort(cell) { return cell }
        }
        return nil
    }

    /// The days for a move: all of them, or some weeks where the horizon is long.
    private func someDays(around day: Int?) -> Range<Int> {
        let days = self.plan.days
        guard days >= Self.longHorizon else { return 0..<days }
        let length = Self.leastFocus + self.random.below(Self.mostFocus - Self.leastFocus + 1)
        let middle = day ?? self.random.below(days)
        let first = min(max(0, middle - self.random.below(length)), days - length)
        return first..<first + length
    }

    private static let longHorizon = 80
    private static let leastFocus = 14
    private static let mostFocus = 42
    private static let noises: [Price] = [0, 1, 3, 12, 90]
}
