import PraxisCore

/// The comparison of a person with a row of the list: one implementation for screening, pages and interfaces.
package enum MatchRule {
    /// The strongest finding over all names of the person; `nil` where nothing points at them.
    package static func finding(for subject: ScreeningSubject, in entry: ListedIdentity) -> MatchFinding? {
        let listed = entry.name
        let findings = subject.names.enumerated().compactMap { index, name -> MatchFinding? in
            let held = ComparedName(family: name.family, given: name.given)
            guard let finding = Self.finding(subject, held, entry, listed) else { return nil }
            return index == 0 ? finding : MatchFinding(tier: finding.tier, reasons: finding.reasons + [.formerName])
        }
        return findings.min { $0.tier < $1.tier }
    }

    private static func finding(
        _ subject: ScreeningSubject, _ held: ComparedName, _ entry: ListedIdentity, _ listed: ComparedName
    ) -> MatchFinding? {
        let names = Self.nameReasons(held, listed)
        let birth = Self.birthDateReason(subject.birthDate, entry.birthDate)
        let npi = Self.npiReason(subject.npi, entry)
        let surnameAgrees = entry.isIndividual && held.sharesSurname(with: listed)
        let given = entry.isIndividual ? held.givenAgreement(with: listed) : nil
        let fullNameAgrees = surnameAgrees && given == .equal

        let tier: MatchTier? =
            if npi == .npiEqual {
                .npi
            } else if birth == .birthDateEqual, surnameAgrees, given != nil {
                .nameAndBirthDate
            } else if birth == .birthDateEqual, entry.isIndividual,
                surnameAgrees || held.resemblesSurname(of: listed)
            {
                .resemblance
            } else if fullNameAgrees, birth == .birthDateSwapped || birth == .birthDateOneDigitOff {
                .resemblance
            } else if birth == .birthDateMissing, surnameAgrees, given != nil {
                .nameOnly
            } else if fullNameAgrees {
                .birthDateDiffers
            } else {
                nil
            }
        guard let tier else { return nil }
        return MatchFinding(tier: tier, reasons: [npi, birth].compactMap(\.self) + names)
    }

    private static func nameReasons(_ held: ComparedName, _ listed: ComparedName) -> [MatchReason] {
        let surname: MatchReason? =
            if held.surname == listed.surname {
                .surnameEqual
            } else if held.sharesSurname(with: listed) {
                .surnamePart
            } else if held.resemblesSurname(of: listed) {
                .surnameResembles
            } else {
                nil
            }
        let given: MatchReason? =
            switch held.givenAgreement(with: listed) {
            case .equal: .givenEqual
            case .nickname: .givenNickname
            case .prefix: .givenPrefix
            case nil: nil
            }
        let differs = surname == nil || surname == .surnameResembles || given == nil
        return [surname, given, differs ? .nameDiffers : nil].compactMap(\.self)
    }

    private static func birthDateReason(_ held: LocalDate?, _ listed: LocalDate?) -> MatchReason? {
        guard let held, let listed else { return .birthDateMissing }
        if held == listed { return .birthDateEqual }
        if held.year == listed.year, held.month == listed.day, held.day == listed.month { return .birthDateSwapped }
        let differing = zip(held.description.utf8, listed.description.utf8).count(where: !=)
        return differing == 1 ? .birthDateOneDigitOff : .birthDateDiffers
    }

    private static func npiReason(_ held: String?, _ entry: ListedIdentity) -> MatchReason? {
        guard let held, let listed = entry.npi else { return nil }
        if held == listed { return NPI(listed) == nil ? nil : .npiEqual }
        return NPI.isOneDigitOff(held, listed) ? .npiOneDigitOff : nil
    }
}
