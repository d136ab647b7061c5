/// Days over which a rule's amount is summed, and what it is judged by there.
struct Period: Hashable {
    /// The days of the horizon; never none.
    var days: Range<Int>
    /// What was counted before the horizon.
    var carried: Int
    var bounds: Bounds
}

extension RosterProblem {
    /// The periods that a rule's window stands for, for a person with that history.
    func periods(of rule: RosterRule, for history: History) -> [Period] {
        let carried = history.carried[rule.id] ?? 0
        func period(_ days: Range<Int>) -> Period {
            Period(days: days, carried: days.lowerBound == 0 ? carried : 0, bounds: rule.bounds)
        }
        switch rule.window {
        case .horizon: return [period(0..<self.days)]
        case .days(let range): return [period(range.clamped(to: 0..<self.days))]
        case .weeks(let weekday):
            let first = (weekday.rawValue - self.firstWeekday.rawValue + 7) % 7
            let starts = [0] + stride(from: first == 0 ? 7 : first, to: self.days, by: 7)
            return zip(starts, starts.dropFirst() + [self.days]).map { period($0..<$1) }
        case .rolling(let length):
            return self.rollingPeriods(rule.bounds, length, Array((history.recent[rule.id] ?? []).suffix(length - 1)))
        }
    }

    /// A period for every first day from which as many days are known; where there is none, one that may be longer than
    /// what is known, and is never too little.
    private func rollingPeriods(_ bounds: Bounds, _ length: Int, _ recent: [Int]) -> [Period] {
        guard length <= self.days + recent.count else {
            return [Period(days: 0..<self.days, carried: recent.reduce(0, +), bounds: bounds.withoutMinimum)]
        }
        return (-recent.count...self.days - length).map { start in
            let before = recent.suffix(max(0, -start)).reduce(0, +)
            return Period(days: max(0, start)..<start + length, carried: before, bounds: bounds)
        }
    }
}
