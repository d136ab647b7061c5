/// What a rule allows: outside the hard bounds it is broken, outside the soft ones it costs.
package struct Bounds: Sendable, Hashable {
    package var hardMin: Int?
    package var softMin: Int?
    package var softMinCost: Int64
    package var softMax: Int?
    package var softMaxCost: Int64
    package var hardMax: Int?
    /// How many units one cost is charged for: 60 makes a cost per hour out of minutes.
    package var per: Int

    package init(
        hardMin: Int? = nil, softMin: Int? = nil, softMinCost: Int64 = 0, softMax: Int? = nil,
        softMaxCost: Int64 = 0, hardMax: Int? = nil, per: Int = 1
    ) {
        self.hardMin = hardMin
        self.softMin = softMin
        self.softMinCost = softMinCost
        self.softMax = softMax
        self.softMaxCost = softMaxCost
        self.hardMax = hardMax
        self.per = per
    }

    /// How far an amount is beyond the hard bounds, and which one it is beyond.
    package func breach(of amount: Int) -> (excess: Int, bound: Int)? {
        if let bound = self.hardMin, amount < bound { return (bound - amount, bound) }
        if let bound = self.hardMax, amount > bound { return (amount - bound, bound) }
        return nil
    }

    /// What an amount costs by the soft bounds, rounded to the nearest unit of cost.
    package func cost(of amount: Int) -> Int64 {
        if let bound = self.softMin, amount < bound { return self.charge(self.softMinCost, for: bound - amount) }
        if let bound = self.softMax, amount > bound { return self.charge(self.softMaxCost, for: amount - bound) }
        return 0
    }

    /// The soft bound that an amount is beyond.
    package func softBound(for amount: Int) -> Int? {
        if let bound = self.softMin, amount < bound { return bound }
        if let bound = self.softMax, amount > bound { return bound }
        return nil
    }

    /// The same bounds from above alone.
    package var withoutMinimum: Bounds {
        var bounds = self
        (bounds.hardMin, bounds.softMin) = (nil, nil)
        return bounds
    }

    /// The same bounds from below alone.
    package var withoutMaximum: Bounds {
        var bounds = self
        (bounds.hardMax, bounds.softMax) = (nil, nil)
        return bounds
    }

    private func charge(_ cost: Int64, for excess: Int) -> Int64 {
        let whole = cost * Int64(excess)
        return self.per == 1 ? whole : (whole + Int64(self.per / 2)) / Int64(self.per)
    }
}
