import PraxisCore

/// A list arranged so that a vendor or a legal entity is compared only with rows that share a word of its name or a number.
package struct PartyIndex: Sendable {
    package let entries: [ListedParty]
    private let names: [[BusinessName]]
    private var byWord: [String: [Int]] = [:]
    private var byNumber: [String: [Int]] = [:]

    package init(_ entries: [ListedParty]) {
        self.entries = entries
        self.names = entries.map { entry in
            ([entry.name] + entry.also).filter { !$0.isEmpty }.map(BusinessName.init)
        }
        for (index, entry) in entries.enumerated() {
            for number in [entry.npi, entry.uei, entry.cage] {
                if let number { self.byNumber[number, default: []].append(index) }
            }
            let words = self.names[index].reduce(into: Set<String>()) { $0.formUnion($1.words.union($1.cutWords)) }
            for word in words { self.byWord[word, default: []].append(index) }
        }
    }

    /// Every row that points at the party, with the finding.
    package func findings(for party: PartySubject) -> [(entry: Int, finding: MatchFinding)] {
        let held = party.names.map(BusinessName.init)
        var candidates: Set<Int> = []
        for number in [party.npi, party.uei, party.cage] {
            if let number { candidates.formUnion(self.byNumber[number] ?? []) }
        }
        for name in held { candidates.formUnion(self.candidates(name)) }
        return candidates.sorted().compactMap { index in
            PartyRule.finding(for: party, held, in: self.entries[index], self.names[index]).map { (index, $0) }
        }
    }

    /// Of the words of a name that agrees to nine tenths at most two elevenths are missing in the other: of as many and one
    /// more at least one is shared.
    private func candidates(_ name: BusinessName) -> Set<Int> {
        [name.words, name.cutWords].reduce(into: []) { found, words in
            let rare = words.sorted { (self.byWord[$0]?.count ?? 0, $0) < (self.byWord[$1]?.count ?? 0, $1) }
            for word in rare.prefix(words.count * 2 / 11 + 1) { found.formUnion(self.byWord[word] ?? []) }
        }
    }
}

/// The comparison of a vendor or a legal entity with a row of a list.
package enum PartyRule {
    static func finding(
        for party: PartySubject, _ held: [BusinessName], in entry: ListedParty, _ listed: [BusinessName]
    ) -> MatchFinding? {
        var reasons: [MatchReason] = []
        if let npi = party.npi, npi == entry.npi, NPI(npi) != nil { reasons.append(.npiEqual) }
        if let uei = party.uei, uei == entry.uei { reasons.append(.ueiEqual) }
        if let cage = party.cage, cage == entry.cage { reasons.append(.cageEqual) }
        let hasNumber = !reasons.isEmpty
        let place = held.firstIndex { name in listed.contains { name.agrees(with: $0) } }
        let isStateKnown = !party.states.isEmpty && !entry.state.isEmpty
        let isSameState = party.states.contains(entry.state)
        // Where a state is not known, somebody has to look.
        guard hasNumber || place != nil && (isSameState || !isStateKnown) else { return nil }
        if let place { reasons += place == 0 ? [.businessName] : [.businessName, .formerName] }
        if isSameState { reasons.append(.stateEqual) } else if !isStateKnown { reasons.append(.stateMissing) }
        if place == nil { reasons.append(.nameDiffers) }
        return MatchFinding(tier: .entity, reasons: reasons)
    }

    /// Whether a row points at a vendor or a legal entity, and why.
    package static func finding(for party: PartySubject, in entry: ListedParty) -> MatchFinding? {
        Self.finding(
            for: party, party.names.map(BusinessName.init), in: entry,
            ([entry.name] + entry.also).filter { !$0.isEmpty }.map(BusinessName.init))
    }
}
