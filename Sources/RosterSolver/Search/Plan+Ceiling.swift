/// A person's best row under ceilings of wages that the others leave room under.
extension Plan {
    /// Leaves in the engine the best legal row found for the prices filled in, and returns what it costs on its own; nil
    /// when there is none. A row that costs more wages than there is room for is only left when none costs less.
    ///
    /// Where the best row costs too much, a price per unit of wages is raised until it does not, and then drawn together
    /// between the last that failed and the last that held; it is charged under the ceilings that a row has passed.
    func bestRow(_ person: Int, _ window: RowEngine.Window, attempts: Int = 10) -> Price? {
        let ceilings = self.ceilings.filter { $0.room != nil && $0.mostWage(of: person) > 0 }
        if ceilings.isEmpty { return self.rowForPrices(person, window, attempts: attempts) }
        let cells = self.days * self.types
        let plain = Array(UnsafeBufferPointer(start: self.engine.price, count: cells))
        guard var cost = self.rowForPrices(person, window, attempts: attempts) else { return nil }
        var passed = ceilings.map { self.excess(over: $0, person) > 0 }
        var excess = self.excess(ceilings, person)
        if excess <= 0 { return cost }
        var row = Array(UnsafeBufferPointer(start: self.engine.row, count: self.days))
        var price = self.scale / max(1, ceilings.reduce(0) { max($0, $1.mostWage(of: person)) })
        var failed: Price = 0
        var held: Price?
        for _ in 0..<Self.ceilingAttempts where !self.isCanceled() {
            self.engine.price.update(from: plain, count: cells)
            for (index, ceiling) in ceilings.enumerated() where passed[index] {
                for cell in 0..<cells {
                    let share = price * Self.share(of: cell / self.types)
                    self.engine.price[cell] += share * ceiling.wage(person, cell % self.types)
                }
            }
            guard let next = self.rowForPrices(person, window, attempts: attempts) else { break }
            let now = self.excess(ceilings, person)
            // A lower price that holds leaves more of the rest as it should be.
            if now <= 0 || (held == nil && now < excess) {
                (cost, excess) = (next, now)
                row = Array(UnsafeBufferPointer(start: self.engine.row, count: self.days))
            }
            for (index, ceiling) in ceilings.enumerated() where self.excess(over: ceiling, person) > 0 {
                passed[index] = true
            }
            if now <= 0 { held = price } else { failed = price }
            price = held.map { (failed + $0) / 2 } ?? price * 8
        }
        self.engine.row.update(from: row, count: self.days)
        return cost
    }

    /// By how much the engine's row costs more wages than there is room for.
    private func excess(_ ceilings: [CeilingLedger], _ person: Int) -> Price {
        ceilings.reduce(0) { $0 + self.excess(over: $1, person) }
    }

    private func excess(over ceiling: CeilingLedger, _ person: Int) -> Price {
        max(0, ceiling.wages(of: self.engine.row, days: self.days, person) - (ceiling.room ?? .infinity))
    }

    /// How much of the price a day is charged: not the same for all, or days that are worth the same would be given up all
    /// at once. Neighbors are far from each other.
    private static func share(of day: Int) -> Price { 1 + Price(day * 89 % 144) / 576 }

    private static let ceilingAttempts = 12
}
