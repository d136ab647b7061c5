/// Finding a person's best row against the rest of the plan.
extension Plan {
    /// Leaves in the engine the best legal row for the prices already filled in, and returns what it costs on its own;
    /// nil when none was found. Wages may pass their ceiling. Only days in the window may change; the others must hold the person's present row.
    func rowForPrices(_ person: Int, _ window: RowEngine.Window, attempts: Int) -> Price? {
        let tables = self.tables[person]
        if tables.model.sums.isEmpty || window.days.count < self.days { return self.plainRow(person, window, attempts) }
        // A count that held the last time the programs ignored it may be ignored again; else it is held exactly.
        let exact = self.exactCap[person]
        if exact >= 0 { return self.cappedRow(person, exact, window, attempts) }
        guard self.solve(person, tables, window) else { return nil }
        guard let violated = self.smallestBrokenCap(tables) else {
            return self.searchMultipliers(person, tables, window, attempts)
        }
        self.exactCap[person] = violated
        return self.cappedRow(person, violated, window, attempts)
    }

    /// The best row with one count held exactly.
    private func cappedRow(_ person: Int, _ capped: Int, _ window: RowEngine.Window, _ attempts: Int) -> Price? {
        let known = self.cappedTables[person][capped]
        let tables = known ?? RowTables(self.tables[person].model, capped: capped)
        if known == nil { self.cappedTables[person][capped] = tables }
        guard self.solve(person, tables, window) else { return nil }
        let sum = tables.model.sums[capped]
        if sum.total(of: self.engine.row) - sum.carried < tables.capStates - 1 { self.exactCap[person] = -1 }
        return self.searchMultipliers(person, tables, window, attempts)
    }

    private func smallestBrokenCap(_ tables: RowTables) -> Int? {
        let broken = tables.model.caps.filter {
            tables.model.sums[$0].cost(of: tables.model.sums[$0].total(of: self.engine.row)) >= .limit
        }
        return broken.min {
            (tables.model.sums[$0].cap(days: self.days) ?? 0) < (tables.model.sums[$1].cap(days: self.days) ?? 0)
        }
    }

    private func plainRow(_ person: Int, _ window: RowEngine.Window, _ attempts: Int) -> Price? {
        let tables = self.tables[person]
        if window.days.count < self.days { self.engine.row.update(from: self.row(person), count: self.days) }
        guard self.solve(person, tables, window) else { return nil }
        guard tables.model.sums.isEmpty, tables.model.timesOff.isEmpty else {
            return self.searchMultipliers(person, tables, window, attempts)
        }
        // Prices far beyond any rule's may make a barred cell look cheap: what counts is the person's own judgment.
        let cost = tables.cost(of: self.engine.row)
        return cost < .limit ? cost : nil
    }

    /// The sums that the programs over rows do not hold are held by prices per unit: raised while a bound is exceeded,
    /// lowered while it is missed, and drawn together between the last price that failed and the last that held.
    private func searchMultipliers(
        _ person: Int, _ tables: RowTables, _ window: RowEngine.Window, _ attempts: Int
    ) -> Price? {
        let sums = tables.model.sums
        let engine = self.engine
        var best: (value: Price, cost: Price)?
        var multipliers = [Multiplier](repeating: Multiplier(), count: sums.count)
        let cells = window.days.lowerBound * self.types..<window.days.upperBound * self.types
        let plain = self.plainPrices(cells)
        let kept = self.bestFound
        var cuts = TimeOffCuts()
        for attempt in 0..<attempts {
            let cost = tables.cost(of: engine.row)
            if cost < .limit {
                let value = cost + self.otherPrices(tables, plain, cells)
                if best.map({ value < $0.value }) ?? true {
                    best = (value, cost)
                    kept.update(from: engine.row, count: self.days)
                }
            }
            var isSettled = true
            for (index, sum) in sums.enumerated() where index != tables.capped {
                let changed = multipliers[index].move(
                    sum, sum.total(of: engine.row), step: self.scale / Price(sum.grain),
                    isFine: self.isLexicographic)
                isSettled = isSettled && !changed
            }
            if !tables.model.timesOff.isEmpty {
                let isBarred = cuts.add(tables, engine.row, cells, plain, price: self.scale * Self.cutPrice)
                isSettled = isSettled && !isBarred
            }
            if best == nil, attempt >= self.patience { break }
            if isSettled || attempt == attempts - 1 || (attempt % 4 == 3 && self.isCanceled()) { break }
            engine.price.advanced(by: cells.lowerBound).update(from: plain, count: cells.count)
            if attempt >= Self.plainAttempts {
                // Many rows cost the same at the deciding price and the bounds lie between them: tell them apart.
                self.jitter(cells, by: self.scale * Price(1 << (attempt / Self.plainAttempts)), seed: attempt)
                if attempt % Self.plainAttempts == 0 {
                    cuts = TimeOffCuts()
                    multipliers = Array(repeating: Multiplier(), count: sums.count)
                }
            }
            for (index, sum) in sums.enumerated() where multipliers[index].price != 0 {
                self.charge(sum, multipliers[index].price, window.days)
            }
            for (cell, price) in cuts.prices { engine.price[cell] += price }
            if !self.solve(person, tables, window) { break }
        }
        guard let best else { return nil }
        engine.row.update(from: kept, count: self.days)
        return best.cost
    }

    private static let plainAttempts = 12
    /// What a cell costs that is in the way of a time off, in grains: more than all that it covers.
    private static let cutPrice: Price = 1e6

    private func jitter(_ cells: Range<Int>, by amount: Price, seed: Int) {
        var random = SplitRandom(seed: UInt64(seed / Self.plainAttempts))
        for cell in cells { self.engine.price[cell] += random.unit() * amount }
    }

    private func charge(_ sum: SumRule, _ price: Price, _ days: Range<Int>) {
        for day in sum.days.clamped(to: days) {
            for type in 0..<self.types {
                let amount = sum.amount(day: day, type: type)
                if amount != 0 { self.engine.price[day * self.types + type] += price * Price(amount) }
            }
        }
    }

    private func plainPrices(_ cells: Range<Int>) -> UnsafePointer<Price> {
        let plain = self.plain.reserve(self.days * self.types)
        plain.update(from: self.engine.price + cells.lowerBound, count: cells.count)
        return UnsafePointer(plain)
    }

    /// What the cells of the row in the engine cost apart from the person's own rules.
    private func otherPrices(_ tables: RowTables, _ plain: UnsafePointer<Price>, _ cells: Range<Int>) -> Price {
        var sum: Price = 0
        let first = cells.lowerBound / max(1, self.types)
        for day in first..<first + cells.count / max(1, self.types) where self.engine.row[day] >= 0 {
            let cell = day * self.types + Int(self.engine.row[day])
            sum += plain[cell - cells.lowerBound] - tables.cells[cell]
        }
        return sum
    }
}

/// The price of a unit of a sum while its bounds are searched for.
struct Multiplier {
    private(set) var price: Price = 0
    private var failed: Price?
    private var held: Price?

    /// Moves the price after a row with that total; false when nothing is left to do.
    mutating func move(_ sum: SumRule, _ total: Int, step: Price, isFine: Bool) -> Bool {
        switch sum.measure {
        case .bounds(let bounds, _, let soft, _):
            if let breach = bounds.breach(of: total) {
                return self.fail(upward: total > breach.bound, step: step)
            }
            let slope = Price(
                bounds.softBound(for: total).map { total > $0 ? bounds.softMaxCost : -bounds.softMinCost } ?? 0)
            if slope != 0 { return self.approach(slope * soft / Price(bounds.per), step, isFine) }
            return self.failed == nil ? self.approach(0, step, isFine) : self.hold(step)
        case .fairness(let target, let cost):
            return self.approach(cost * Price(2 * (total - target)), step, isFine)
        }
    }

    private mutating func fail(upward: Bool, step: Price) -> Bool {
        self.failed = self.price
        if let held {
            self.price = (self.price + held) / 2
        } else {
            let next = max(step, abs(self.price) * 4)
            self.price = upward ? next : -next
        }
        return true
    }

    private mutating func hold(_ step: Price) -> Bool {
        guard let failed else { return false }
        self.held = self.price
        let middle = (failed + self.price) / 2
        let isClose = abs(middle - self.price) < step / 2
        self.price = middle
        return !isClose
    }

    private mutating func approach(_ goal: Price, _ step: Price, _ isFine: Bool) -> Bool {
        let next = (self.price + goal) / 2
        // Where tiers come one by one, the price of a late tier is far below a step.
        let moved = abs(next - self.price) > (isFine ? min(step, abs(goal) / 4) : step) / 2
        self.price = next
        return moved
    }
}
