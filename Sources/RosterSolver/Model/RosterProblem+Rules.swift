extension RosterProblem {
    /// What stands against one rule: bounds that contradict each other, or that its kind cannot be judged by.
    func refusals(of rule: RosterRule, for person: Person, _ limits: FigureLimits) -> [Refusal] {
        guard rule.bounds.areConsistent else { return [.bounds(rule: rule.id, person: person.id)] }
        guard limits.hold(rule, person.history) else { return [.outOfRange(what: rule.id, person: person.id)] }
        func unsupported(_ why: String) -> [Refusal] { [.unsupported(rule: rule.id, person: person.id, why: why)] }
        if !rule.kind.isSum && rule.window != .horizon { return unsupported("its window is always the horizon") }
        if case .days(let range) = rule.window, range.clamped(to: 0..<self.days) != range || range.isEmpty {
            return [.outOfRange(what: "window of \(rule.id)", person: person.id)]
        }
        if case .rolling(let length) = rule.window {
            guard FigureLimits.days.contains(length) else {
                return [.outOfRange(what: "window of \(rule.id)", person: person.id)]
            }
            if person.history.carried[rule.id] != nil { return unsupported("it is carried day by day") }
        }
        switch rule.kind {
        case .minutes, .weekends, .workRun, .offRun: return []
        case .shifts(let types):
            return self.areKnown(types ?? []) ? [] : [.outOfRange(what: rule.id, person: person.id)]
        case .shiftRun(let types):
            return self.areKnown(types) ? [] : [.outOfRange(what: rule.id, person: person.id)]
        case .rest:
            if rule.bounds.hasMaximum { return unsupported("it has minimum bounds only") }
            return self.reachesOverDayOff(rule.bounds) ? unsupported("it reaches over a day off") : []
        case .longestOff: return self.refusals(ofTimeOff: rule, for: person)
        case .sequence(let pairs):
            if !self.areKnown(Set(pairs.flatMap { [$0.first, $0.next] })) {
                return [.outOfRange(what: rule.id, person: person.id)]
            }
            return rule.bounds.forbidsOrCharges ? [] : unsupported("its maximum is zero")
        case .incompleteWeekend: return rule.bounds.forbidsOrCharges ? [] : unsupported("its maximum is zero")
        }
    }

    private func refusals(ofTimeOff rule: RosterRule, for person: Person) -> [Refusal] {
        func unsupported(_ why: String) -> [Refusal] { [.unsupported(rule: rule.id, person: person.id, why: why)] }
        if rule.bounds.hasMaximum { return unsupported("it has minimum bounds only") }
        if self.shiftTypes.contains(where: { $0.start == nil }) { return unsupported("all shifts must have times") }
        let days =
            switch rule.window {
            case .horizon: self.days
            case .days(let range): range.count
            case .weeks: 7
            case .rolling(let length): length
            }
        let most = max(rule.bounds.hardMin ?? 0, rule.bounds.softMin ?? 0)
        return most > days * 1440 ? unsupported("it is longer than its window") : []
    }

    private func areKnown(_ types: Set<Int>) -> Bool { types.allSatisfy(self.shiftTypes.indices.contains) }

    /// Whether a gap with a whole day off in it could still be too short.
    private func reachesOverDayOff(_ bounds: Bounds) -> Bool {
        let starts = self.shiftTypes.compactMap(\.start)
        let ends = self.shiftTypes.compactMap(\.end)
        guard let start = starts.min(), let end = ends.max() else { return false }
        return max(bounds.hardMin ?? 0, bounds.softMin ?? 0) > start + 2880 - end
    }
}

extension RosterRule.Kind {
    /// Whether it adds up over a window that may be shorter than the horizon.
    var isSum: Bool {
        switch self {
        case .minutes, .shifts, .longestOff: true
        case .weekends, .incompleteWeekend, .workRun, .offRun, .shiftRun, .rest, .sequence: false
        }
    }
}

extension Bounds {
    fileprivate var hasMinimum: Bool { self.hardMin != nil || self.softMin != nil }
    fileprivate var hasMaximum: Bool { self.hardMax != nil || self.softMax != nil }

    /// Whether there are maximums alone, and these are zero.
    fileprivate var forbidsOrCharges: Bool {
        !self.hasMinimum && [0, nil].contains(self.hardMax) && [0, nil].contains(self.softMax)
    }

    var areConsistent: Bool {
        let order = [self.hardMin, self.softMin, self.softMax, self.hardMax].compactMap(\.self)
        return order == order.sorted() && self.softMinCost >= 0 && self.softMaxCost >= 0 && self.per > 0
    }
}
