/// Which part of a week is its weekend, as data.
package enum Weekend: Sendable, Hashable {
    /// Shifts that start on one of so many days in a row.
    case days(from: Weekday, count: Int)
    /// Shifts that touch an interval on the clinics' walls, from a minute of a day on: Friday 19:00 and 60 hours. A shift
    /// type whose times are unknown counts on the days that are wholly inside.
    case interval(from: Weekday, at: Int, minutes: Int)

    package static let saturdayAndSunday = Weekend.days(from: .saturday, count: 2)

    /// The weekday on which it begins.
    var first: Weekday {
        switch self {
        case .days(let weekday, _), .interval(let weekday, _, _): weekday
        }
    }

    /// Its minutes after the midnight before its first day.
    var minutes: Range<Int> {
        switch self {
        case .days(_, let count): 0..<max(0, count) * 1440
        case .interval(_, let start, let minutes): start..<start + max(0, minutes)
        }
    }

    /// From a minute to five days, so that no shift touches two.
    var isUsable: Bool {
        switch self {
        case .days(_, let count): (1...5).contains(count)
        case .interval(_, let start, let minutes): (0..<1440).contains(start) && (1...5 * 1440).contains(minutes)
        }
    }
}

extension RosterProblem {
    /// The days that are wholly in a weekend, weekend by weekend, cut at the edges of the horizon.
    package var weekends: [Range<Int>] {
        self.wholeWeekends.map { $0.clamped(to: 0..<self.days) }
    }

    /// The same, not cut: the days before the horizon, or after it, of weekends that have some in it.
    var wholeWeekends: [Range<Int>] {
        let minutes = self.weekend.minutes
        let first = (minutes.lowerBound + 1439) / 1440
        let end = max(first, minutes.upperBound / 1440)
        return stride(from: self.dayOfFirstWeekend, to: self.days, by: 7).map { $0 + first..<$0 + end }
            .filter { $0.overlaps(0..<self.days) }
    }

    /// The number of the weekend that a shift on a day counts toward, if it does.
    func weekend(of shift: Int, on day: Int) -> Int? {
        let minutes = self.weekend.minutes
        let whole = day * 1440..<(day + 1) * 1440
        let start = self.shiftTypes[shift].start.map { day * 1440 + $0 }
        let isByDate = if case .days = self.weekend { true } else { false }
        let touched =
            isByDate ? whole : start.map { $0..<$0 + self.shiftTypes[shift].minutes } ?? whole
        let begin = self.dayOfFirstWeekend * 1440 + minutes.lowerBound
        let number = (touched.upperBound - 1 - begin) / 10080
        let weekend = begin + number * 10080..<begin + number * 10080 + minutes.count
        let counts = isByDate || start == nil ? touched.clamped(to: weekend) == touched : touched.overlaps(weekend)
        return counts ? number : nil
    }

    /// The weekend, by its place among them, that has both a day and the day before in it.
    func weekendAcross(_ day: Int) -> Int? {
        self.wholeWeekends.firstIndex { $0.contains(day - 1) && $0.contains(day) }
    }

    /// How many weekends the days of the horizon touch at most.
    var mostWeekends: Int { (self.days + self.weekend.minutes.upperBound / 1440) / 7 + 2 }

    /// The last first day of a weekend before the horizon begins.
    private var dayOfFirstWeekend: Int {
        (self.weekend.first.rawValue - self.firstWeekday.rawValue + 7) % 7 - 7
    }
}
