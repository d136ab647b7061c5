/// A rule about who works beside whom that cannot be kept on a day, whatever is planned: pins are against it.
package struct CompanyContradiction: Sendable, Hashable {
    /// The rule's id.
    package var rule: String
    package var day: Int
    /// The person who would be in too much or too little company, settled to be at work.
    package var person: Int
    /// Those who are settled beside the person, or, of too few, those who could be there at most.
    package var others: [Int]
    /// The bound on their number.
    package var bound: Int
    /// Whether they are too many; else they are too few.
    package var isExcess: Bool { self.others.count > self.bound }

    /// The contradiction in one English line; pages word the parts themselves.
    package func text(for problem: RosterProblem) -> String {
        let names = self.others.map { problem.people[$0].id }.joined(separator: ", ")
        let them = self.others.isEmpty ? "nobody" : names
        let most = self.isExcess ? "is settled beside \(them), at most" : "could have \(them) there, at least"
        return "\(self.rule), day \(self.day + 1): \(problem.people[self.person].id) \(most) \(self.bound)"
    }
}

extension RosterProblem {
    /// Hard rules about company that the pins alone break, or that nobody is left to keep; rule by rule and day by day.
    package func companyContradictions() -> [CompanyContradiction] {
        self.company.flatMap { rule in
            (0..<self.days).filter(rule.holds).flatMap { day in self.contradictions(of: rule, on: day) }
        }
    }

    private func contradictions(of rule: CompanyRule, on day: Int) -> [CompanyContradiction] {
        let settled = Set(rule.people.union(rule.others).filter { self.isSettled($0, in: rule, on: day) })
        let possible = Set(rule.others.filter { self.canBe($0, in: rule, on: day) }).union(settled)
        return rule.people.intersection(settled).sorted().compactMap { person in
            let beside = rule.others.intersection(settled).subtracting([person])
            if let most = rule.bounds.hardMax, beside.count > most {
                return CompanyContradiction(
                    rule: rule.id, day: day, person: person, others: beside.sorted(), bound: most)
            }
            let most = rule.others.intersection(possible).subtracting([person])
            if let least = rule.bounds.hardMin, most.count < least {
                return CompanyContradiction(
                    rule: rule.id, day: day, person: person, others: most.sorted(), bound: least)
            }
            return nil
        }
    }

    /// Whether a pin holds the person to a shift that counts.
    private func isSettled(_ person: Int, in rule: CompanyRule, on day: Int) -> Bool {
        self.people[person].pins.contains { $0.day == day && rule.counts($0.shift) }
    }

    /// Whether the person may work a shift that counts.
    private func canBe(_ person: Int, in rule: CompanyRule, on day: Int) -> Bool {
        let pins = self.people[person].pins.filter { $0.day == day }
        return self.shiftTypes.indices.contains { type in
            rule.counts(type) && pins.allSatisfy { $0.shift == type }
                && self.obstacle(person: person, day: day, shift: type) == nil
        }
    }
}
