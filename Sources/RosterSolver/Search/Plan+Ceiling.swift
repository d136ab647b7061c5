/// A person's best row under a ceiling of wages that the others leave room under.
extension Plan {
    /// Leaves in the engine the best legal row found for the prices filled in, and returns what it costs on its own; nil
    /// when there is none. A row that costs more wages than there is room for is only left when none costs less.
    ///
    /// Where the best row costs too much, a price per unit of wages is raised until it does not, and then drawn together
    /// between the last that failed and the last that held.
    func bestRow(_ person: Int, _ window: RowEngine.Window, attempts: Int = 10) -> Price? {
        guard let ceiling = self.ceiling, let room = ceiling.room else {
            return self.rowForPrices(person, window, attempts: attempts)
        }
        let cells = self.days * self.types
        let plain = Array(UnsafeBufferPointer(start: self.engine.price, count: cells))
        guard var cost = self.rowForPrices(person, window, attempts: attempts) else { return nil }
        var wages = ceiling.wages(of: self.engine.row, days: self.days, person)
        if wages <= room { return cost }
        var row = Array(UnsafeBufferPointer(start: self.engine.row, count: self.days))
        var price = self.scale / max(1, ceiling.mostWage(of: person))
        var failed: Price = 0
        var held: Price?
        for _ in 0..<Self.ceilingAttempts where !self.isCanceled() {
            for cell in 0..<cells {
                self.engine.price[cell] = plain[cell] + price * ceiling.wage(person, cell % self.types)
            }
            guard let next = self.rowForPrices(person, window, attempts: attempts) else { break }
            let now = ceiling.wages(of: self.engine.row, days: self.days, person)
            // A lower price that holds leaves more of the rest as it should be.
            if now <= room || (held == nil && now < wages) {
                (cost, wages) = (next, now)
                row = Array(UnsafeBufferPointer(start: self.engine.row, count: self.days))
            }
            if now <= room { held = price } else { failed = price }
            price = held.map { (failed + $0) / 2 } ?? price * 8
        }
        self.engine.row.update(from: row, count: self.days)
        return cost
    }

    private static let ceilingAttempts = 12
}
