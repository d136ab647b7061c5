extension Plan {
    /// What the program over a long row stays near, to be quick.
    enum Nearness {
        case unbounded
        /// Even work on all days, for a first row.
        case evenWork
        /// The row that the person has.
        case presentRow
    }

    /// The whole horizon.
    var whole: RowEngine.Window { RowEngine.Window(days: 0..<self.days) }

    /// Runs the programs over rows; false when there is no row.
    func solve(_ person: Int, _ tables: RowTables, _ window: RowEngine.Window) -> Bool {
        self.engine.corridor = nil
        if self.nearness != .unbounded, window.days.count == self.days, tables.isLong {
            if self.nearness == .presentRow {
                self.corridor.follow(self.row(person), tables)
            } else {
                self.corridor.straighten(for: tables)
            }
            self.engine.corridor = self.corridor
        }
        return self.engine.solve(tables, window) != nil
    }

    /// The days of a person's row that can be planned anew while the others stay, so that some days are among them:
    /// from the beginning of a stretch of work up to the beginning of another.
    func window(_ person: Int, over days: Range<Int>) -> RowEngine.Window {
        let tables = self.tables[person]
        guard days.count < self.days, tables.plainOff > 0, !tables.model.isRelaxed else { return self.whole }
        let row = self.row(person)
        func isCut(_ day: Int) -> Bool { row[day] >= 0 && row[day - 1] < 0 }
        var first = days.lowerBound
        while first > 0, !isCut(first) { first -= 1 }
        var end = days.upperBound
        while end < self.days, !isCut(end) { end += 1 }
        // Days off that touch the start may be fewer than others must be.
        if first > 0, first <= tables.plainOff { first = 0 }
        var window = RowEngine.Window(days: first..<end)
        guard window.days.count < self.days else { return self.whole }
        self.countOutside(&window, row, tables)
        return window
    }

    /// What the days outside of a window use.
    private func countOutside(_ window: inout RowEngine.Window, _ row: UnsafePointer<Int16>, _ tables: RowTables) {
        let model = tables.model
        var last = -1
        for day in 0..<self.days where !window.days.contains(day) && row[day] >= 0 {
            window.units += tables.units[tables.nodeOf[Int(row[day])]]
            let weekend = model.weekendOf[day]
            guard weekend >= 0, weekend != last else { continue }
            window.weekends += 1
            last = weekend
        }
        // A weekend that an edge of the window cuts counts once, and here if it is worked outside.
        let first = window.days.lowerBound
        let end = window.days.upperBound
        if first > 0, row[first - 1] >= 0 { window.settled.0 = model.weekendOf[first - 1] }
        if end < self.days, row[end] >= 0 { window.settled.1 = model.weekendOf[end] }
    }
}
