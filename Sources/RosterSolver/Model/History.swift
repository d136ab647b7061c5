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
    /// For a rule over rolling days, by its id: what each of the last days before the horizon counted toward it, minutes
    /// or shifts, the eve last. Of a window of n days the last n - 1 matter; days that are not told count as nothing.
    package var recent: [String: [Int]]

    package init(eve: Eve = .unknown, carried: [String: Int] = [:], recent: [String: [Int]] = [:]) {
        self.eve = eve
        self.carried = carried
        self.recent = recent
    }
}
