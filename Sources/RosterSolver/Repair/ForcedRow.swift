/// The best legal row of one person that holds a slot, if one is given, and changes few other cells.
struct ForcedRow {
    private let plan: Plan

    /// - Parameter barred: cells that the row must not have besides.
    init(
        _ person: Int, _ slot: Slot?, in problem: RosterProblem, _ weights: TierWeights, barred: [Forbid] = []
    ) {
        var alone = problem
        alone.people = [problem.people[person]]
        alone.people[0].forbids += barred
        if let slot { alone.people[0].pins.append(Pin(day: slot.day, shift: slot.shift)) }
        alone.ceiling = nil
        alone.clinicCeilings = []
        alone.company = []
        for index in alone.fairness.indices {
            alone.fairness[index].targets = [problem.fairness[index].targets[person]]
            alone.fairness[index].carried = [problem.fairness[index].carried[person]]
        }
        let model = RowModel(of: 0, in: alone, weights: weights, relaxed: false)
        self.plan = Plan(alone, weights: weights, tables: [RowTables(model)])
    }

    /// The row with the fewest moves from the present one, cheapest by the cover of the others; nil when none is found.
    func row(near present: [Int?], _ cover: CoverLedger) -> [Int?]? {
        let types = self.plan.types
        let price = self.plan.engine.price
        let cells = self.plan.tables[0].cells
        cover.count(present, by: -1)
        var move: Price = 1
        for day in present.indices {
            var most: Price = 0
            for cell in day * types..<(day + 1) * types where cells[cell] < .limit {
                price[cell] = cells[cell] + cover.price[cell]
                most = max(most, abs(price[cell]))
            }
            move += most
        }
        cover.count(present, by: 1)
        move = min(move, .limit / 1e6)
        for day in present.indices {
            for type in 0..<types {
                let cell = day * types + type
                if cells[cell] >= .limit {
                    price[cell] = cells[cell]
                } else if present[day] == nil {
                    price[cell] += move
                } else if present[day] == type {
                    price[cell] -= move
                }
            }
        }
        guard self.plan.bestRow(0, self.plan.whole) != nil else { return nil }
        return present.indices.map { self.plan.engine.row[$0] < 0 ? nil : Int(self.plan.engine.row[$0]) }
    }
}
