extension Search {
    /// Gives one person after another the best row for the rows of the others, until nobody's makes the roster better.
    ///
    /// From the best roster on; it ends early at the limit and when told to stop. Where tiers come one by one, shifts are
    /// handed over in between.
    func polish() {
        let start = self.rowsPlanned
        self.improveEach()
        var rounds = self.plan.isLexicographic ? Self.handOverRounds : 0
        while rounds > 0, !self.isOver, self.improveByHandingOver() {
            self.improveEach()
            rounds -= 1
        }
        self.made = self.rowsPlanned - start
    }

    private static let handOverRounds = 3

    private func improveEach() {
        self.best.restore(self.plan)
        var person = 0
        var settled = 0
        while settled < self.plan.people, !self.isOver {
            settled = self.improve(person) ? 1 : settled + 1
            person = (person + 1) % self.plan.people
        }
    }

    /// Whether a person's best row makes the best roster better; if not, the person's row stays.
    private func improve(_ person: Int) -> Bool {
        self.beginMove()
        self.takeOut(person)
        self.plan.price(person, in: 0..<self.plan.days)
        self.putBack(person)
        if self.keepIfBetter() { return true }
        self.revert()
        return false
    }
}
