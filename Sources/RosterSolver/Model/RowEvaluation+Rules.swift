extension RosterRule {
    /// The tier in which a breach of the hard bounds counts.
    var hardTier: Tier { self.severity == .law ? .law : .contract }

    /// What a breach counts as: a unit per day, shift or weekend; minutes count as begun hours.
    func hardCost(of excess: Int) -> Int64 {
        switch self.kind {
        case .minutes, .rest, .longestOff: Self.hours(excess)
        case .shifts, .weekends, .incompleteWeekend, .workRun, .offRun, .shiftRun, .sequence: Int64(excess)
        }
    }

    /// The same rule with other bounds.
    func with(_ bounds: Bounds) -> RosterRule {
        var rule = self
        rule.bounds = bounds
        return rule
    }

    /// How many days a run of the rule's shift types has lasted on the eve of the horizon.
    func shiftRunAtEve(of who: Person) -> Int {
        guard case .shiftRun(let types) = self.kind, case .working(_, let last) = who.history.eve,
            types.contains(last)
        else { return 0 }
        return max(1, who.history.carried[self.id] ?? 1)
    }

    static func hours(_ minutes: Int) -> Int64 { Int64((minutes + 59) / 60) }
}

extension RowEvaluation {
    mutating func judge(_ rule: RosterRule) {
        switch rule.kind {
        case .minutes(let tag):
            self.sum(rule) { tag == nil || $0.tags.contains(tag ?? "") ? $0.minutes : 0 }
        case .shifts(let types): self.count(rule, of: types)
        case .weekends: self.countWeekends(rule)
        case .incompleteWeekend: self.judgeWeekends(rule)
        case .workRun: self.judgeRuns(rule) { $0 != nil }
        case .offRun: self.judgeRuns(rule) { $0 == nil }
        case .shiftRun(let types): self.judgeRuns(rule) { $0.map(types.contains) ?? false }
        case .rest: self.judgeRest(rule)
        case .longestOff: self.judgeTimeOff(rule)
        case .sequence(let pairs): self.judgeSequences(rule, pairs)
        }
    }

    /// Every two shifts on consecutive days, the eve of the horizon included, with the day of the first.
    var followers: [(day: Int, first: Int, next: Int)] {
        var found: [(day: Int, first: Int, next: Int)] = []
        if case .working(_, let last) = self.who.history.eve, let next = self.row.first ?? nil {
            found.append((-1, last, next))
        }
        for day in self.row.indices.dropLast() {
            if let first = self.row[day], let next = self.row[day + 1] { found.append((day, first, next)) }
        }
        return found
    }

    private mutating func sum(_ rule: RosterRule, _ amount: (ShiftType) -> Int) {
        for period in self.problem.periods(of: rule, for: self.who.history) {
            let amounts = period.days.map { day in self.row[day].map { amount(self.problem.shiftTypes[$0]) } ?? 0 }
            let days = zip(period.days, amounts).filter { $0.1 != 0 }.map(\.0)
            self.weigh(amounts.reduce(period.carried, +), rule.with(period.bounds), period.days, days: days)
        }
    }

    private mutating func count(_ rule: RosterRule, of types: Set<Int>?) {
        for period in self.problem.periods(of: rule, for: self.who.history) {
            let days = period.days.filter { day in self.row[day].map { types?.contains($0) ?? true } ?? false }
            self.weigh(days.count + period.carried, rule.with(period.bounds), period.days, days: days)
        }
    }

    private mutating func countWeekends(_ rule: RosterRule) {
        func weekend(_ day: Int) -> Int? { self.row[day].flatMap { self.problem.weekend(of: $0, on: day) } }
        let days = self.row.indices.filter { weekend($0) != nil }
        let worked = Set(days.compactMap(weekend))
        let all = 0..<self.problem.days
        self.weigh(worked.count + (self.who.history.carried[rule.id] ?? 0), rule, all, days: days)
    }

    private mutating func judgeWeekends(_ rule: RosterRule) {
        for weekend in self.problem.wholeWeekends {
            let worked = weekend.filter { self.isWorked($0) == true }
            let off = weekend.filter { self.isWorked($0) == false }
            guard !worked.isEmpty, !off.isEmpty else { continue }
            let culprits = worked.filter { $0 >= 0 }
            let window = weekend.clamped(to: 0..<self.problem.days)
            self.weigh(1, rule, window, days: culprits.isEmpty ? off.filter { $0 >= 0 } : culprits)
        }
    }

    /// Whether a day is worked; nil where the history does not tell, and after the horizon.
    private func isWorked(_ day: Int) -> Bool? {
        if self.row.indices.contains(day) { return self.row[day] != nil }
        switch self.who.history.eve {
        case .working(let days, _) where day < 0 && day >= -days: return true
        case .resting(let days) where day < 0 && day >= -days: return false
        default: return nil
        }
    }

    /// Judges every maximal run of days. The eve lengthens a run that touches the first day; a run that touches an
    /// edge behind which nothing is known is never too short.
    private mutating func judgeRuns(_ rule: RosterRule, _ isIn: (Int?) -> Bool) {
        var start = 0
        while start < self.row.count {
            guard isIn(self.row[start]) else {
                if start == 0 { self.judgeRunEndedAtEve(rule) }
                start += 1
                continue
            }
            var end = start
            while end < self.row.count, isIn(self.row[end]) { end += 1 }
            let before = start == 0 ? self.runAtEve(rule) : 0
            let openStart = start == 0 && self.who.history.eve == .unknown
            var judged = rule
            if openStart || end == self.row.count { judged.bounds = rule.bounds.withoutMinimum }
            self.weigh(end - start + before, judged, start..<end, days: Array(start..<end))
            start = end
        }
    }

    private mutating func judgeRunEndedAtEve(_ rule: RosterRule) {
        let length = self.runAtEve(rule)
        guard length > 0 else { return }
        var judged = rule
        judged.bounds = rule.bounds.withoutMaximum  // the rest was judged when it was rostered
        self.weigh(length, judged, 0..<1, days: [0])
    }

    /// How long a run of the rule's kind has lasted on the eve of the horizon.
    private func runAtEve(_ rule: RosterRule) -> Int {
        switch (rule.kind, self.who.history.eve) {
        case (.workRun, .working(let days, _)): days
        case (.offRun, .resting(let days)): days
        case (.shiftRun, _): rule.shiftRunAtEve(of: self.who)
        default: 0
        }
    }

    private mutating func judgeRest(_ rule: RosterRule) {
        for (day, first, next) in self.followers {
            guard let gap = self.problem.gap(from: first, to: next) else { continue }
            self.weigh(gap, rule, max(0, day)..<day + 2, days: day < 0 ? [0] : [day, day + 1])
        }
    }

    private mutating func judgeSequences(_ rule: RosterRule, _ pairs: [ShiftPair]) {
        for (day, first, next) in self.followers where pairs.contains(ShiftPair(first, then: next)) {
            self.weigh(1, rule, max(0, day)..<day + 2, days: day < 0 ? [0] : [day, day + 1])
        }
    }
}
