/// What the wages of the whole roster may come to, in minor units.
package struct CostCeiling: Sendable, Hashable {
    /// Above it each minor unit counts in the contract tier.
    package var hard: Int64?
    /// Above it each minor unit costs this many more in the money tier.
    package var soft: Int64?
    package var softCost: Int64

    package init(hard: Int64? = nil, soft: Int64? = nil, softCost: Int64 = 1) {
        self.hard = hard
        self.soft = soft
        self.softCost = softCost
    }
}

/// The time between two clinics, to be covered by the gap between a shift and the next day's.
package struct Travel: Sendable, Hashable {
    package var from: String
    package var to: String
    package var minutes: Int

    package init(from: String, to: String, minutes: Int) {
        self.from = from
        self.to = to
        self.minutes = minutes
    }
}
