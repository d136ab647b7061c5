/// The inner program: the best way to work every stretch of days.
extension RowEngine {
    /// Marks the weekends that count within the window, and the days that may not be off.
    func prepareDays() {
        let model = self.tables.model
        let weekend = self.weekend.reserve(self.span + 1)
        let must = self.mustBefore.reserve(self.span + 1)
        must[0] = 0
        for index in 0..<self.span {
            let day = self.window.days.lowerBound + index
            let number = model.weekendOf[day]
            weekend[index] = number == self.window.settled.0 || number == self.window.settled.1 ? -1 : number
            must[index + 1] = must[index] + (model.mustWork[day] ? 1 : 0)
        }
    }

    /// The least price among each node's types, by day.
    func priceNodes() {
        let tables = self.tables
        let count = tables.nodeCount
        let types = tables.model.types
        let nodes = self.nodePrice.reserve(max(1, self.span * count))
        for index in 0..<self.span {
            let row = self.price + (self.window.days.lowerBound + index) * types
            for node in 0..<count {
                var least = Price.blocked
                for slot in tables.typeStart[node]..<tables.typeStart[node + 1] {
                    let price = row[tables.types[slot]]
                    least = price < least ? price : least
                }
                nodes[index * count + node] = least
            }
        }
    }

    /// Least price of a stretch by its first day, length and excess of units over its shortest shifts.
    func priceStretches() {
        let tables = self.tables
        let longest = min(tables.longest, self.span)
        self.excess = tables.stretchWidth
        self.entries = longest * self.excess
        let stretch = self.stretch.reserve(max(1, self.span * self.entries))
        let counts = self.stretchCount.reserve(self.span + 1)
        let size = tables.nodeCount * self.excess
        let layers = self.layers.reserve(max(2, longest + 1) * max(1, size))
        for start in 0..<self.span {
            counts[start] = self.extend(from: start, longest: min(longest, self.span - start), layers, keep: false) {
                stretch + start * self.entries + ($0 - 1) * self.excess
            }
        }
    }

    /// Fills the layers of a stretch day by day and reports how long it can be. With `keep`, each day has a layer of
    /// its own; else two take turns.
    @inline(__always)
    func extend(
        from start: Int, longest: Int, _ layers: UnsafeMutablePointer<Price>, keep: Bool,
        _ least: (Int) -> UnsafeMutablePointer<Price>
    ) -> Int {
        if longest < 1 { return 0 }
        let tables = self.tables
        let size = tables.nodeCount * self.excess
        var now = layers
        guard self.open(start, now, least(1)) else { return 0 }
        if tables.hasExit { self.leave(at: start + 1, now, least(1)) }
        for length in 2..<longest + 1 {
            let next = keep ? now + size : layers + (length & 1 == 0 ? size : 0)
            let found =
                self.excess == 1
                ? self.stepUniform(start + length - 1, now, next, least(length))
                : self.stepMixed(start + length - 1, length, now, next, least(length))
            if !found { return length - 1 }
            now = next
            if tables.hasExit { self.leave(at: start + length, now, least(length)) }
        }
        return longest
    }

    /// What ending a stretch with a node before that day costs.
    @inline(__always) func exitCost(_ node: Int, before day: Int) -> Price {
        self.window.days.lowerBound + day < self.tables.model.days ? self.tables.exit[node] : 0
    }

    /// The least prices of a stretch that ends before that day, now that ending it costs something, too.
    private func leave(
        at day: Int, _ states: UnsafeMutablePointer<Price>, _ least: UnsafeMutablePointer<Price>
    ) {
        for excess in 0..<self.excess { least[excess] = .blocked }
        for node in 0..<self.tables.nodeCount {
            let cost = self.exitCost(node, before: day)
            for excess in 0..<self.excess {
                least[excess] = min(least[excess], states[node * self.excess + excess] + cost)
            }
        }
    }

    /// The first day of a stretch.
    @inline(__always)
    private func open(
        _ day: Int, _ now: UnsafeMutablePointer<Price>, _ least: UnsafeMutablePointer<Price>
    ) -> Bool {
        let tables = self.tables
        let prices = self.nodePrice.start + day * tables.nodeCount
        let entry = day + self.window.days.lowerBound == 0 ? tables.opening : tables.entry
        let range = self.excess
        for excess in 0..<range { least[excess] = .blocked }
        var any = false
        for node in 0..<tables.nodeCount {
            let price = prices[node] + entry[node]
            let own = tables.offset[node]
            let states = now + node * self.excess
            for excess in 0..<range { states[excess] = .blocked }
            if own >= range { continue }  // one counted shift is too many
            states[own] = price
            if price < least[own] { least[own] = price }
            if price < .limit { any = true }
        }
        return any
    }

    /// One more day when all shifts have one length.
    @inline(__always)
    private func stepUniform(
        _ day: Int, _ now: UnsafeMutablePointer<Price>, _ next: UnsafeMutablePointer<Price>,
        _ least: UnsafeMutablePointer<Price>
    ) -> Bool {
        let tables = self.tables
        let prices = self.nodePrice.start + day * tables.nodeCount
        var best = Price.blocked
        for node in 0..<tables.nodeCount {
            var value = Price.blocked
            for slot in tables.beforeStart[node]..<tables.beforeStart[node + 1] {
                let price = now[tables.before[slot]] + tables.beforeCost[slot]
                value = price < value ? price : value
            }
            value += prices[node]
            next[node] = value
            best = value < best ? value : best
        }
        least[0] = best
        return best < .limit
    }

    /// One more day when shifts have several lengths: a state per excess of units.
    @inline(__always)
    private func stepMixed(
        _ day: Int, _ length: Int, _ now: UnsafeMutablePointer<Price>, _ next: UnsafeMutablePointer<Price>,
        _ least: UnsafeMutablePointer<Price>
    ) -> Bool {
        let tables = self.tables
        let prices = self.nodePrice.start + day * tables.nodeCount
        let range = self.excess
        for excess in 0..<range { least[excess] = .blocked }
        var any = false
        for node in 0..<tables.nodeCount {
            let states = next + node * self.excess
            for excess in 0..<range { states[excess] = .blocked }
            let price = prices[node]
            if price >= .limit { continue }
            let own = tables.offset[node]
            if own >= range { continue }
            for slot in tables.beforeStart[node]..<tables.beforeStart[node + 1] {
                let from = now + tables.before[slot] * self.excess
                let step = price + tables.beforeCost[slot]
                let to = states + own
                for excess in 0..<range - own {
                    let value = from[excess] + step
                    to[excess] = value < to[excess] ? value : to[excess]
                }
            }
            for excess in own..<range {
                least[excess] = states[excess] < least[excess] ? states[excess] : least[excess]
                if states[excess] < .limit { any = true }
            }
        }
        return any
    }
}
