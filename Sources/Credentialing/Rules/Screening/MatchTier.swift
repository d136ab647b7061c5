/// How strongly a row of the list points at a person; the strongest tier wins.
package enum MatchTier: Int, Comparable, CaseIterable, Codable, Sendable {
    case npi = 1
    case nameAndBirthDate = 2
    case resemblance = 3
    case nameOnly = 4
    /// A full name with another day of birth: cleared by rule, on record.
    case birthDateDiffers = 5
    /// The name of a business in its state, or a number of it.
    case entity = 6

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    /// Clearing a probable match needs a second person; so does confirming any.
    package var isProbable: Bool { self <= .nameAndBirthDate }
}

/// Why a row and a person were put side by side.
package enum MatchReason: String, CaseIterable, Codable, Hashable, Sendable {
    case npiEqual = "npi_equal"
    case npiOneDigitOff = "npi_one_digit_off"
    case birthDateEqual = "birth_date_equal"
    case birthDateSwapped = "birth_date_day_month_swapped"
    case birthDateOneDigitOff = "birth_date_one_digit_off"
    case birthDateMissing = "birth_date_missing"
    case birthDateDiffers = "birth_date_differs"
    case surnameEqual = "surname_equal"
    case surnamePart = "surname_part_equal"
    case surnameResembles = "surname_resembles"
    case givenEqual = "given_name_equal"
    case givenNickname = "given_name_nickname"
    case givenPrefix = "given_name_prefix"
    case formerName = "former_name"
    case nameDiffers = "name_differs"
    case businessName = "business_name"
    case stateEqual = "state_equal"
    case stateMissing = "state_missing"
    case ueiEqual = "uei_equal"
    case cageEqual = "cage_equal"
}

/// The answer of the comparison of one person with one row.
package struct MatchFinding: Hashable, Sendable {
    package let tier: MatchTier
    package let reasons: [MatchReason]
}
