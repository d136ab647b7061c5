/// How many people one slot of a day needs.
package struct Demand: Sendable, Hashable {
    package var day: Int
    /// The slot's name, for reports: interval, clinic and role.
    package var slot: String
    /// The shift types that fill it: a long day may count toward the morning and the afternoon.
    package var shifts: Set<Int>
    package var target: Int
    /// The least that must be there; at most the target.
    package var critical: Int
    /// Cost of each person missing below the critical minimum, in the critical tier.
    package var criticalCost: Int64
    /// Cost of each person missing below the target.
    package var underCost: Int64
    /// Cost of each person above the target.
    package var overCost: Int64

    package init(
        day: Int, slot: String, shifts: Set<Int>, target: Int, critical: Int = 0, criticalCost: Int64 = 1,
        underCost: Int64 = 1, overCost: Int64 = 0
    ) {
        self.day = day
        self.slot = slot
        self.shifts = shifts
        self.target = target
        self.critical = critical
        self.criticalCost = criticalCost
        self.underCost = underCost
        self.overCost = overCost
    }

    /// The cost below the critical minimum and the cost against the target when that many are assigned.
    package func costs(assigned: Int) -> (critical: Int64, target: Int64) {
        let critical = Int64(max(0, self.critical - assigned)) * self.criticalCost
        let under = Int64(max(0, self.target - assigned)) * self.underCost
        let over = Int64(max(0, assigned - self.target)) * self.overCost
        return (critical, under + over)
    }
}
