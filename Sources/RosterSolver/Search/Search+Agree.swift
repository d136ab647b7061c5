extension Search {
    /// Plans everybody anew, time and again, while agreed prices give way to true ones.
    ///
    /// A demand's price for one more person is its agreed price plus a weight times how far cover is from the target,
    /// kept between what one missing and one too many truly cost. With a small weight rows hardly notice each other
    /// and meet demand on the whole; as the weight grows the price turns into the true one, and what was agreed
    /// becomes a roster.
    func agree(sweeps: Int, from first: Price, to last: Price, step: Price) {
        for sweep in 0..<sweeps {
            let weight = Self.cooled(first, last, Double(sweep) / Double(sweeps)) * self.plan.scale
            for index in 0..<self.plan.people {
                if self.isOver { return }
                self.order.swapAt(index, index + self.random.below(self.plan.people - index))
                let person = self.order[index]
                self.plan.remove(person)
                self.plan.guidedPrice(person, weight: weight)
                self.putBack(person)
            }
            self.plan.cover.moveDuals(by: weight * step)
            self.keepIfBetter()
        }
    }

    /// Puts a person who is out back in with the best row for the prices in the engine, or with the row from before.
    func putBack(_ person: Int, _ window: RowEngine.Window? = nil) {
        let plan = self.plan
        self.rowsPlanned += 1
        if let cost = plan.bestRow(person, window ?? plan.whole) {
            plan.insert(person, plan.engine.row, cost: cost)
        } else {
            plan.insert(person, plan.row(person), cost: plan.rowCost[person])
        }
    }
}
