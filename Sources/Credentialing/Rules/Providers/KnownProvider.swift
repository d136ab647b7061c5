package import PraxisCore

/// Somebody of the practice as an import compares them with a row.
package struct KnownProvider: Hashable, Sendable {
    package let person: Identifier<Person>
    package let npi: String
    package let given: String
    package let middle: String?
    package let family: String
    package let suffix: String?
    package let birthDate: LocalDate?
    package let phone: String?
    /// State and number of every license on file, as `CO:DR41`.
    package let licenses: Set<String>
    package let isAppointed: Bool
    /// Every name on file, as comparisons see them.
    package let names: Set<String>
    /// The codes of the specialties on file.
    package let taxonomies: Set<String>
    /// What is on record of the number.
    package let standing: NPIStanding?

    package init(
        person: Identifier<Person>, npi: String, given: String, middle: String?, family: String, suffix: String?,
        birthDate: LocalDate?, phone: String?, licenses: Set<String>, isAppointed: Bool,
        names: Set<String> = [], taxonomies: Set<String> = [], standing: NPIStanding? = nil
    ) {
        self.person = person
        self.npi = npi
        self.given = given
        self.middle = middle
        self.family = family
        self.suffix = suffix
        self.birthDate = birthDate
        self.phone = phone
        self.licenses = licenses
        self.isAppointed = isAppointed
        self.names = Set(names.map(NameFolding.folded)).union([NameFolding.folded("\(family) \(given)")])
        self.taxonomies = taxonomies
        self.standing = standing
    }
}

extension KnownProvider {
    /// Why the row may be about somebody else, as a question to the importer; `nil` where it is about this person.
    func question(about provider: ProviderRecord, row: Int) -> CSVProblem? {
        if let held = self.birthDate, let given = provider.birthDate {
            guard held != given else { return nil }
            return CSVProblem(
                row: row, heading: "Date of Birth",
                reason: "differs from that of \(self.given) \(self.family), who has this NPI; decide who is right "
                    + "before importing")
        }
        let names = [provider.name] + (provider.otherName.map { [$0] } ?? [])
        guard !names.contains(where: self.sharesName) else { return nil }
        return CSVProblem(
            row: row, heading: "Provider Last Name (Legal Name)",
            reason: "and first name differ from \(self.given) \(self.family), who has this NPI, and there is no day of "
                + "birth to compare; decide who is right before importing")
    }

    /// Whether the given name or the surname agrees.
    private func sharesName(with name: ProviderRecord.Name) -> Bool {
        let held = ComparedName(family: self.family, given: self.given)
        let listed = ComparedName(family: name.family, given: name.given)
        return held.sharesSurname(with: listed) || held.givenAgreement(with: listed) != nil
    }
}

/// Somebody of another clinic who has the NPI of a row: whom, and whether the row is about the same person.
package struct ProviderElsewhere: Hashable, Sendable {
    package let npi: String
    package let person: Identifier<Person>
    package let agrees: Bool

    package init(npi: String, person: Identifier<Person>, agrees: Bool) {
        self.npi = npi
        self.person = person
        self.agrees = agrees
    }
}
