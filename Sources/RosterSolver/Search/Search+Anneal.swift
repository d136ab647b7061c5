extension Search {
    /// The first full roster: the rows given, then, unless they are to be kept, everybody's best row in turn.
    func construct(from rows: [[Int16]], keeping: Bool) {
        for (person, row) in rows.enumerated() {
            self.plan.insert(person, row, cost: self.plan.tables[person].cost(of: row))
        }
        self.keepBest()
        self.isWarm = keeping
        if keeping { return }
        for person in 0..<self.plan.people { self.plan.remove(person) }
        for person in Array(self.pick(self.plan.people)) {
            if self.isOver {
                self.plan.insert(person, self.plan.row(person), cost: self.plan.rowCost[person])
            } else {
                self.putIn(person, noise: 0)
            }
        }
        self.keepIfBetter()
    }

    /// Small changes to the plan, ever more demanding; the temperature follows the effort alone.
    func anneal(until end: Int, from hot: Price) {
        let start = self.rowsPlanned
        let cold = 0.25 * self.plan.finest
        while self.rowsPlanned < end, !self.isOver {
            let part = Double(self.rowsPlanned - start) / Double(max(1, end - start))
            let temperature = Self.cooled(hot, cold, part)
            self.move(at: temperature)
            self.keepIfBetter()
        }
    }

    /// Geometric cooling by repeated square roots: exact enough, and the same on every machine.
    static func cooled(_ hot: Price, _ cold: Price, _ part: Double) -> Price {
        var factor = cold / hot
        var result = hot
        var rest = part
        for _ in 0..<24 {
            factor = factor.squareRoot()
            rest *= 2
            if rest >= 1 {
                result *= factor
                rest -= 1
            }
        }
        return result
    }

    /// The plan's rows as a roster.
    var roster: Roster {
        Roster(
            rows: (0..<self.plan.people).map { person in
                (0..<self.plan.days).map { day in
                    let cell = self.plan.row(person)[day]
                    return cell < 0 ? nil : Int(cell)
                }
            })
    }
}
