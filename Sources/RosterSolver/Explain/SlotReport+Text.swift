extension SlotReport {
    /// The report in one English line; pages word the groups themselves.
    package func text(for problem: RosterProblem) -> String {
        var parts: [String] = []
        for group in self.groups { parts.append("\(group.people.count) \(group.text(for: problem))") }
        if !self.free.isEmpty { parts.append("\(self.free.count) free") }
        return "\(self.appointed.count) appointed: " + parts.joined(separator: ", ")
    }
}

extension SlotReport.Group {
    fileprivate func text(for problem: RosterProblem) -> String {
        switch self.cause {
        case .obstacle(.notAppointed): return "not appointed"
        case .obstacle(.unqualified(let name)): return "without \(name)"
        case .obstacle(.onLeave): return "on leave"
        case .obstacle(.forbidden): return "barred"
        case .obstacle(.pinned): return "settled otherwise"
        case .working: return "at work"
        case .travel: return "would have \(self.figures(.rest, "to travel"))"
        case .overlap: return "would have shifts that overlap"
        case .company(let id): return "would make \(self.figures(nil, "beside one another by \(id)"))"
        case .ceiling: return "over the cost ceiling"
        case .clinicCeiling(let clinic): return "over the cost ceiling of \(clinic)"
        case .rule(let id):
            let rule = self.people.first.flatMap { problem.people[$0].rules.first { $0.id == id } }
            switch rule?.kind {
            case .rest: return "would have \(self.figures(.rest, "of rest"))"
            case .longestOff: return "would have \(self.figures(.rest, "off at a stretch"))"
            case .sequence: return "would break \(id)"
            case .incompleteWeekend: return "would work a part of a weekend only (\(id))"
            case let kind: return "would have \(self.figures(kind, "in \(id)"))"
            }
        }
    }

    private func figures(_ kind: RosterRule.Kind?, _ what: String) -> String {
        var isTime = false
        switch kind {
        case .minutes, .rest: isTime = true
        default: break
        }
        func word(_ amount: Int64) -> String {
            guard isTime else { return "\(amount)" }
            return amount % 60 == 0 ? "\(amount / 60) h" : "\(amount / 60) h \(abs(amount % 60)) min"
        }
        func span(_ range: ClosedRange<Int64>) -> String {
            range.lowerBound == range.upperBound
                ? word(range.lowerBound) : "\(word(range.lowerBound)) to \(word(range.upperBound))"
        }
        let side = self.isExcess ? "at most" : "at least"
        return "\(span(self.actual)) \(what) (\(side) \(span(self.bound)))"
    }
}
