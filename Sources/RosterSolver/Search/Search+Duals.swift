extension Search {
    /// Finds prices on which demand and rows agree as far as whole rows can, by subgradient steps: everybody's best row
    /// for the same prices, then prices up where too many came and down where too few did.
    func findDuals(sweeps: Int) {
        let cover = self.plan.cover
        let upper = self.best.total
        var best = -Price.infinity
        var kept = cover.duals
        var factor: Price = 1
        var stale = 0
        for _ in 0..<sweeps {
            guard let bound = self.sweepForDuals() else { break }
            stale = bound > best + 0.0001 * abs(best) ? 0 : stale + 1
            if bound > best {
                best = bound
                kept = cover.duals
            }
            if stale > 15 {
                factor *= 0.66
                stale = 0
                cover.duals = kept
            }
            let norm = cover.followDuals(momentum: 0.3)
            if norm < 0.5 || factor < 0.001 { break }
            cover.stepDuals(by: factor * max(self.plan.scale, upper - bound) / norm)
        }
        cover.duals = kept
    }

    /// Everybody's best row for the agreed prices; the bound that they prove, or nil when the search is over.
    private func sweepForDuals() -> Price? {
        let plan = self.plan
        var bound = plan.cover.dualValue
        for person in 0..<plan.people { plan.remove(person) }
        var isComplete = true
        for person in 0..<plan.people {
            if self.isOver {
                isComplete = false
                break
            }
            self.rowsPlanned += 1
            plan.dualPrice(person)
            if let cost = plan.bestRow(person, plan.whole) {
                bound += cost + plan.cover.dualCost(of: plan.engine.row)
                plan.keep(person, plan.engine.row, cost: cost)
            }
        }
        for person in 0..<plan.people { plan.insert(person, plan.row(person), cost: plan.rowCost[person]) }
        return isComplete ? bound : nil
    }
}
