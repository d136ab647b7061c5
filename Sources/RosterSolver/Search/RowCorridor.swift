/// A band of units and weekends along a row. The programs over long horizons look at no state outside of it, so that
/// their effort grows with the days alone; the row it is laid along is always inside.
final class RowCorridor {
    /// Units and weekends used before each day, and after the last.
    let units = Buffer<Int>()
    let weekends = Buffer<Int>()
    /// How far a state may be from them.
    private(set) var unitReach = 0
    private(set) var weekendReach = 0

    /// Lays the band along a row.
    func follow(_ row: UnsafePointer<Int16>, _ tables: RowTables) {
        let model = tables.model
        let units = self.units.reserve(model.days + 1)
        let weekends = self.weekends.reserve(model.days + 1)
        units[0] = 0
        weekends[0] = 0
        var last = -1
        for day in 0..<model.days {
            units[day + 1] = units[day]
            weekends[day + 1] = weekends[day]
            guard row[day] >= 0 else { continue }
            let node = tables.nodeOf[Int(row[day])]
            if node >= 0 { units[day + 1] += tables.unitsPerCounted > 0 ? tables.leastUnit : tables.units[node] }
            let weekend = model.weekendOf[day]
            if weekend >= 0, weekend != last {
                weekends[day + 1] += 1
                last = weekend
            }
        }
        self.unitReach = Self.shiftsAside * max(1, tables.leastUnit)
        self.weekendReach = Self.weekendsAside
    }

    /// Lays a wider band along even work on the days that can be worked, a little above the least that is cheapest.
    func straighten(for tables: RowTables) {
        let model = tables.model
        let units = self.units.reserve(model.days + 1)
        let weekends = self.weekends.reserve(model.days + 1)
        let workable = tables.dayMost.count { $0 >= 0 }
        let reach = 2 * Self.shiftsAside * max(1, tables.leastUnit)
        let cheapest = model.minutesCost.min() ?? 0
        let least = model.minutesCost.firstIndex(of: cheapest) ?? 0
        let most = model.minutesCost.lastIndex(of: cheapest) ?? 0
        let goal = min(least + reach / 4, most)
        let weekendsGoal = model.weekendCost.lastIndex(of: model.weekendCost.min() ?? 0) ?? 0
        var past = 0
        for day in 0..<model.days + 1 {
            units[day] = goal * past / max(1, workable)
            weekends[day] = weekendsGoal * day / max(1, model.days)
            if day < model.days, tables.dayMost[day] >= 0 { past += 1 }
        }
        self.unitReach = reach
        self.weekendReach = 2 * Self.weekendsAside
    }

    private static let shiftsAside = 10
    private static let weekendsAside = 2
}

extension RowTables {
    /// About how many steps a program over the whole row takes, against what is quick.
    var hasManyStates: Bool {
        guard self.model.days >= Self.longDays else { return false }
        let units = min(self.mostUnits, self.model.days * (self.leastUnit + self.spread)) + 1
        return self.model.days * self.weekendStates * self.capStates * max(1, units) * self.stretchWidth
            > Self.mostSteps
    }

    /// Whether all of its states take more memory than a row is worth.
    var hasTooManyStates: Bool {
        self.model.days * self.weekendStates * self.capStates * min(self.mostUnits, self.model.minutesCost.count)
            > Self.mostStates
    }

    private static let mostStates = 6_000_000
    private static let longDays = 56
    private static let mostSteps = 200_000
}
