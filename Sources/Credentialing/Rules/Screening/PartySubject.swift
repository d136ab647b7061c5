package import FoundationEssentials

/// A vendor or a legal entity of the practice as screening sees it.
package struct PartySubject: Hashable, Sendable {
    /// What it is.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case vendor
        case legalEntity = "legal_entity"

        package var title: String { self == .vendor ? "Vendor" : "Legal entity" }
    }

    package let kind: Kind
    package let id: UUID
    /// The present name and every other that it had or trades under.
    package let names: [String]
    package let states: [String]
    package let npi: String?
    package let uei: String?
    package let cage: String?

    package init(
        kind: Kind, id: UUID, names: [String], states: [String] = [], npi: String? = nil, uei: String? = nil,
        cage: String? = nil
    ) {
        self.kind = kind
        self.id = id
        self.names = names
        self.states = states
        self.npi = npi
        self.uei = uei
        self.cage = cage
    }

    /// Changes with every name, state and number: a cleared match is bound to it.
    package var hash: [UInt8] {
        RecordHash.of(
            Set(self.names.map(NameFolding.folded)).sorted() + ["\u{1F}"] + self.states.sorted()
                + [self.npi ?? "", self.uei ?? "", self.cage ?? ""])
    }
}

/// What of a list's row is compared with vendors and legal entities.
package struct ListedParty: Hashable, Sendable {
    package let name: String
    /// Names to which the list refers.
    package let also: [String]
    package let state: String
    package let npi: String?
    package let uei: String?
    package let cage: String?

    /// - Parameter person: the individual whom the row names: a business may be one under the own name.
    package init(
        name: String, also: [String] = [], state: String, npi: String? = nil, uei: String? = nil, cage: String? = nil,
        person: ListedIdentity? = nil
    ) {
        self.name = name
        self.also = also + (person?.wholeNames ?? [])
        self.state = state
        self.npi = npi
        self.uei = uei
        self.cage = cage
    }
}
