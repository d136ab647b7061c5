extension Search {
    /// Gives one person after another the best row for the rows of the others, until nobody's makes the roster better.
    ///
    /// From the best roster on; it ends early at the limit and when told to stop.
    func polish() {
        self.best.restore(self.plan)
        let start = self.rowsPlanned
        var person = 0
        var settled = 0
        while settled < self.plan.people, !self.isOver {
            settled = self.improve(person) ? 1 : settled + 1
            person = (person + 1) % self.plan.people
        }
        self.made = self.rowsPlanned - start
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
