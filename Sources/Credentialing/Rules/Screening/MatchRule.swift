import PraxisCore

/// The comparison of a person with a row of the list: one implementation for screening, pages and interfaces.
package enum MatchRule {
    /// The strongest finding over all names of the person; `nil` where nothing points at them.
    package static func finding(for subject: ScreeningSubject, in entry: ListedIdentity) -> MatchFinding? {
        Self.finding(for: subject, subject.compared, in: entry, entry.name)
    }

    /// The same for names that were brought to their compared form before.
    static func finding(
        for subject: ScreeningSubject, _ names: [ComparedName], in entry: ListedIdentity, _ listed: ComparedName
    ) -> MatchFinding? {
        let birth = Self.birthDateReason(subject.birthDate, entry.birthDate)
        let npi = Self.npiReason(subject.npi, entry)
        var best: MatchFinding?
        for (index, held) in names.enumerated() {
            guard let tier = Self.tier(held, listed, birth, npi, isIndividual: entry.isIndividual) else { continue }
            guard best.map({ tier < $0.tier }) ?? true else { continue }
            let reasons = [npi, birth].compactMap(\.self) + Self.nameReasons(held, listed)
            best = MatchFinding(tier: tier, reasons: index == 0 ? reasons : reasons + [.formerName])
        }
        return best
    }

    private static func tier(
        _ held: ComparedName, _ listed: ComparedName, _ birth: MatchReason, _ npi: MatchReason?, isIndividual: Bool
    ) -> MatchTier? {
        if npi == .npiEqual { return .npi }
        guard isIndividual else { return nil }
        let surnameAgrees = held.sharesSurname(with: listed)
        guard surnameAgrees || birth == .birthDateEqual else { return nil }
        let given = held.givenAgreement(with: listed)
        let fullNameAgrees = surnameAgrees && given == .equal
        switch birth {
        case .birthDateEqual where surnameAgrees && given != nil: return .nameAndBirthDate
        case .birthDateEqual where surnameAgrees || held.resemblesSurname(of: listed): return .resemblance
        case .birthDateSwapped where fullNameAgrees, .birthDateOneDigitOff where fullNameAgrees: return .resemblance
        // An initial alone is no full name.
        case .birthDateMissing where surnameAgrees && (fullNameAgrees || given == .nickname):
            return .nameOnly
        case .birthDateMissing where surnameAgrees && held.sharesFirstGiven(with: listed): return .nameOnly
        case .birthDateMissing: return nil
        default: return fullNameAgrees ? .birthDateDiffers : nil
        }
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

    private static func birthDateReason(_ held: LocalDate?, _ listed: LocalDate?) -> MatchReason {
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
