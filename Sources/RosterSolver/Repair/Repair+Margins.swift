extension Repair {
    /// The rules of a row that are closest to their hard bounds, compared by shares of the bound; at most three.
    func margins(of row: [Int?], _ person: Int) -> [Candidate.Margin] {
        let rules = self.problem.people[person].rules
        let most = self.amounts(of: row, person) { Bounds(hardMax: $0.hardMax == nil ? nil : Int.min / 4) }
        let least = self.amounts(of: row, person) { Bounds(hardMin: $0.hardMin == nil ? nil : Int.max / 4) }
        var margins: [Candidate.Margin] = []
        for rule in rules {
            if let bound = rule.bounds.hardMax, let amount = most[rule.id]?.max() {
                margins.append(Candidate.Margin(rule: rule.id, actual: amount, bound: Int64(bound)))
            }
            if let bound = rule.bounds.hardMin, let amount = least[rule.id]?.min() {
                margins.append(Candidate.Margin(rule: rule.id, actual: amount, bound: Int64(bound)))
            }
        }
        return Array(margins.sorted { ($0.share, $0.rule) < ($1.share, $1.rule) }.prefix(3))
    }

    /// Every amount that the rules judge, learned by bounds that no amount keeps.
    private func amounts(of row: [Int?], _ person: Int, _ bounds: (Bounds) -> Bounds) -> [String: [Int64]] {
        var probe = self.problem
        for index in probe.people[person].rules.indices {
            probe.people[person].rules[index].bounds = bounds(probe.people[person].rules[index].bounds)
        }
        var amounts: [String: [Int64]] = [:]
        for violation in RowEvaluation(of: row, person: person, against: probe).violations where violation.isHard {
            if case .rule(let id) = violation.subject { amounts[id, default: []].append(violation.actual) }
        }
        return amounts
    }
}

extension Candidate.Margin {
    fileprivate var share: Int64 { self.size * 1000 / max(1, abs(self.bound)) }
}
