/// A hard rule over rolling days in the form in which states of a row are judged: what each of the last days counted.
struct RollingSum {
    /// What each of the days before the horizon counted, as many as the window has days but one, the eve last.
    let start: [Int]
    /// How many of these are known.
    private let known: Int
    /// By shift type.
    private let amounts: [Int]
    private let bounds: Bounds

    init?(_ rule: RosterRule, _ who: Person, _ problem: RosterProblem) {
        guard case .rolling(let length) = rule.window, rule.bounds.hardMin != nil || rule.bounds.hardMax != nil else {
            return nil
        }
        switch rule.kind {
        case .minutes(let tag):
            self.amounts = problem.shiftTypes.map { tag.map($0.tags.contains) ?? true ? $0.minutes : 0 }
        case .shifts(let counted):
            self.amounts = problem.shiftTypes.indices.map { counted?.contains($0) ?? true ? 1 : 0 }
        case .weekends, .incompleteWeekend, .workRun, .offRun, .shiftRun, .rest, .longestOff, .sequence: return nil
        }
        let recent = (who.history.recent[rule.id] ?? []).suffix(length - 1)
        self.start = Array(repeating: 0, count: length - 1 - recent.count) + recent
        self.known = recent.count
        self.bounds = rule.bounds
    }

    /// The last days after one more; nil when a hard bound is broken. Unknown days count as nothing against a maximum,
    /// which the whole days that follow imply in any case, and excuse a minimum.
    func after(_ last: [Int], _ cell: Int, _ day: Int) -> [Int]? {
        let days = last + [cell < 0 ? 0 : self.amounts[cell]]
        let sum = days.reduce(0, +)
        if let most = self.bounds.hardMax, sum > most { return nil }
        if let least = self.bounds.hardMin, sum < least, day - self.start.count >= -self.known { return nil }
        return Array(days.dropFirst())
    }
}
