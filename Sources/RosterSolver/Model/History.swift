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
    /// The shift types of the last days before the horizon, nil for a day off, the eve last, as far as they are known:
    /// where rules about the longest time off begin. Without them the eve tells what it can.
    package var cells: [Int?]

    package init(eve: Eve = .unknown, carried: [String: Int] = [:], recent: [String: [Int]] = [:], cells: [Int?] = []) {
        self.eve = eve
        self.carried = carried
        self.recent = recent
        self.cells = cells
    }
}
