/// Prices on cells that are in the way of a long time off, added one window at a time while a row lacks it.
struct TimeOffCuts {
    /// By cell.
    private(set) var prices: [Int: Price] = [:]

    /// Bars, for each window in which the row has too little time off, the cells that are in the way where giving up
    /// shifts costs least; false when there was nothing to bar.
    ///
    /// - Parameters:
    ///   - cells: the cells that may change, with their prices before any cut from the first of them on.
    ///   - price: what a breach of a hard bound costs at least.
    mutating func add(
        _ tables: RowTables, _ row: UnsafePointer<Int16>, _ cells: Range<Int>, _ plain: UnsafePointer<Price>,
        price: Price
    ) -> Bool {
        let model = tables.model
        let days = cells.lowerBound / max(1, model.types)..<cells.upperBound / max(1, model.types)
        var found = false
        for rule in model.timesOff {
            let worked = rule.worked(row, model.days)
            for window in rule.windows {
                let longest = TimeOffRule.longest(in: window, worked)
                let cost = rule.cost(of: longest)
                guard cost > 0 else { continue }
                let breach = rule.bounds.breach(of: longest)?.bound
                guard let minutes = breach ?? rule.bounds.softBound(for: longest) else { continue }
                var best: (loss: Price, place: Range<Int>)?
                for place in rule.places(for: minutes, in: window, worked) {
                    guard let loss = self.loss(of: place, rule, model, row, days, plain) else { continue }
                    if best.map({ loss < $0.loss }) ?? true { best = (loss, place) }
                }
                guard let best else { continue }
                found = true
                let amount = cost >= .limit ? price : cost
                for day in days {
                    for type in 0..<model.types where rule.time(of: type, on: day).overlaps(best.place) {
                        self.prices[day * model.types + type, default: 0] += amount
                    }
                }
            }
        }
        return found
    }

    /// What the shifts are worth that are in the way; nil when one of them cannot be given up, or was worked in spite of a
    /// price.
    private func loss(
        of place: Range<Int>, _ rule: TimeOffRule, _ model: RowModel, _ row: UnsafePointer<Int16>, _ days: Range<Int>,
        _ plain: UnsafePointer<Price>
    ) -> Price? {
        if rule.before.contains(where: { $0.overlaps(place) }) { return nil }
        var loss: Price = 0
        // A shift takes two days at most.
        let first = max(0, place.lowerBound / 1440 - 3)
        for day in first..<max(first, min(model.days, place.upperBound / 1440 + 1)) where row[day] >= 0 {
            guard rule.time(of: Int(row[day]), on: day).overlaps(place) else { continue }
            let cell = day * model.types + Int(row[day])
            if model.mustWork[day] || !days.contains(day) || self.prices[cell] != nil { return nil }
            loss -= plain[cell - days.lowerBound * model.types]
        }
        return loss
    }
}
