/// The time off between shifts on the clinics' walls, in minutes after the midnight before the horizon.
extension RosterProblem {
    /// The cells of the days before the horizon as far as they are known, the eve last.
    func cellsBefore(of who: Person) -> [Int?] {
        if !who.history.cells.isEmpty { return who.history.cells }
        switch who.history.eve {
        case .unknown: return []
        case .working(_, let last): return [last]
        case .resting(let days): return Array(repeating: nil, count: days)
        }
    }

    /// The days over which a rule about the longest time off looks, each window known in full; those that begin before
    /// the horizon have negative days.
    func windowsOfTimeOff(_ rule: RosterRule, for who: Person) -> [Range<Int>] {
        let known = self.cellsBefore(of: who).count
        func windows(of length: Int, from start: Int, by step: Int) -> [Range<Int>] {
            stride(from: start, through: self.days - length, by: step).filter { $0 >= -known && $0 + length > 0 }
                .map { $0..<$0 + length }
        }
        switch rule.window {
        case .horizon: return [0..<self.days]
        case .days(let range): return [range]
        case .weeks(let weekday):
            return windows(of: 7, from: (weekday.rawValue - self.firstWeekday.rawValue + 7) % 7 - 7, by: 7)
        case .rolling(let length): return windows(of: length, from: 1 - length, by: 1)
        }
    }

    /// The times of the shifts in some cells, the first of them on a day.
    func times(of cells: [Int?], from first: Int) -> [Range<Int>] {
        cells.enumerated().compactMap { index, cell in
            cell.flatMap { self.time(of: $0, on: first + index) }
        }
    }

    /// From when to when a shift on a day is; nil if its start is unknown.
    func time(of shift: Int, on day: Int) -> Range<Int>? {
        let type = self.shiftTypes[shift]
        return type.start.map { day * 1440 + $0..<day * 1440 + $0 + type.minutes }
    }
}

extension RowEvaluation {
    /// Judges the longest time off of each window, cut at its first and its last midnight.
    mutating func judgeTimeOff(_ rule: RosterRule) {
        let before = self.problem.cellsBefore(of: self.who)
        let times = self.problem.times(of: before, from: -before.count) + self.problem.times(of: self.row, from: 0)
        for window in self.problem.windowsOfTimeOff(rule, for: self.who) {
            let minutes = window.lowerBound * 1440..<window.upperBound * 1440
            var (longest, free) = (0, minutes.lowerBound)
            for time in times {
                longest = max(longest, min(time.lowerBound, minutes.upperBound) - free)
                free = max(free, time.upperBound)
            }
            longest = max(longest, minutes.upperBound - free)
            let days = window.clamped(to: 0..<self.problem.days)
            self.weigh(longest, rule, days, days: days.filter { self.row[$0] != nil })
        }
    }
}
