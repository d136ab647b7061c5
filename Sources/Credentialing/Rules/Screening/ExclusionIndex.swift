import PraxisCore

/// A list arranged so that a person is compared only with the rows that can match: those of the same NPI, day of birth or
/// surname. Every tier shares at least one of the three with the person.
package struct ExclusionIndex: Sendable {
    package let entries: [ListedIdentity]
    private let names: [ComparedName]
    private var byNPI: [String: [Int]] = [:]
    private var byBirthDate: [LocalDate: [Int]] = [:]
    private var bySurname: [String: [Int]] = [:]

    package init(_ entries: [ListedIdentity]) {
        self.entries = entries
        self.names = entries.map(\.name)
        for (index, entry) in entries.enumerated() {
            if let npi = entry.npi { self.byNPI[npi, default: []].append(index) }
            if let birthDate = entry.birthDate { self.byBirthDate[birthDate, default: []].append(index) }
            guard entry.isIndividual else { continue }
            for surname in self.names[index].surnames { self.bySurname[surname, default: []].append(index) }
        }
    }

    /// Every row that points at the person, with the finding.
    package func findings(for subject: ScreeningSubject) -> [(entry: Int, finding: MatchFinding)] {
        let held = subject.compared
        var candidates: Set<Int> = []
        if let npi = subject.npi { candidates.formUnion(self.byNPI[npi] ?? []) }
        if let birthDate = subject.birthDate { candidates.formUnion(self.byBirthDate[birthDate] ?? []) }
        for name in held {
            for surname in name.surnames { candidates.formUnion(self.bySurname[surname] ?? []) }
        }
        return candidates.sorted().compactMap { index in
            MatchRule.finding(for: subject, held, in: self.entries[index], self.names[index]).map { (index, $0) }
        }
    }
}
