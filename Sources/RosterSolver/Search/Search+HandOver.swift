extension Search {
    /// A small change to the plan, of one kind or another.
    func move(at temperature: Price) {
        let kind = self.random.below(10)
        if self.plan.isLexicographic, kind >= 6 { return self.handOver(at: temperature) }
        if kind < 4 { self.chain(at: temperature) } else { self.rebuild(at: temperature) }
    }

    /// Hands shifts over from the best roster on, for some tries; whether that made it better.
    func improveByHandingOver() -> Bool {
        self.best.restore(self.plan)
        var isBetter = false
        for _ in 0..<Self.triesPerPerson * self.plan.people where !self.isOver {
            self.handOver(at: 0)
            isBetter = self.keepIfBetter() || isBetter
        }
        return isBetter
    }

    private static let triesPerPerson = 10

    /// Takes a few days in a row from one person and gives them to others.
    ///
    /// Where cover outweighs everything that comes later, nobody gives up a shift for the sake of money or of equal shares:
    /// it must be taken from one and be filled by another in the same move.
    private func handOver(at temperature: Price) {
        guard self.plan.people > 1 else { return self.rebuild(at: temperature) }
        let people = Array(self.pick(min(4, self.plan.people)))
        let first = self.random.below(self.plan.days)
        let days = first..<min(self.plan.days, first + 1 + self.random.below(3))
        let row = self.plan.row(people[0])
        let cells = days.filter { row[$0] >= 0 }.map { $0 * self.plan.types + Int(row[$0]) }
        guard !cells.isEmpty else { return self.rebuild(at: temperature) }
        let before = self.total
        self.beginMove()
        self.takeOut(people[0])
        self.plan.price(people[0], in: 0..<self.plan.days)
        for cell in cells { self.plan.engine.price[cell] += 400 * self.plan.scale }
        self.putBack(people[0])
        for person in people.dropFirst() {
            if self.accepts(self.total - before, at: temperature) { return }
            if self.isOver { break }
            self.takeOut(person)
            self.putIn(person, noise: 0)
        }
        if !self.accepts(self.total - before, at: temperature) { self.revert() }
    }
}
