/// What a person brings in from before the horizon.
package struct History: Sendable, Hashable {
    /// The day before the first.
    package enum Eve: Sendable, Hashable {
        /// Nothing is known: the day counts as off, and a run at the edge is never too short.
        case unknown
        /// Worked that many days in a row, the last of them this shift type.
        case working(days: Int, last: Int)
        /// Was off that many days in a row.
        case resting(days: Int)
    }

    package var eve: Eve
    /// What has already been counted toward a rule's first window before the horizon, by the rule's id: minutes,
    /// shifts, weekends, or for a run of shift types the days the run has lasted.
    package var carried: [String: Int]

    package init(eve: Eve = .unknown, carried: [String: Int] = [:]) {
        self.eve = eve
        self.carried = carried
    }
}
