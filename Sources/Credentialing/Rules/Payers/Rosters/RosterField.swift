/// The facts about a provider at a clinic that rosters of payers are made of: one canonical row, whatever a payer's
/// columns are called.
package enum RosterField: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    case npi
    case familyName = "family_name"
    case givenName = "given_name"
    case middleName = "middle_name"
    case suffix, degree, role, taxonomy
    case licenseNumber = "license_number"
    case licenseState = "license_state"
    case licenseExpires = "license_expires"
    case deaNumber = "dea_number"
    case board
    case caqh = "caqh_id"
    case taxID = "tax_id"
    case groupNPI = "group_npi"
    case clinicName = "clinic_name"
    case street, city, state
    case postalCode = "postal_code"
    case phone
    case acceptsPatients = "accepts_patients"
    case languages
    case isPrimaryCare = "primary_care"
    case hospital
    case effectiveOn = "effective_on"
    case decidedOn = "decided_on"
    case recredentialingOn = "recredentialing_on"
    case termOn = "term_on"
    case termReason = "term_reason"

    package var title: String {
        switch self {
        case .npi: "NPI"
        case .deaNumber: "DEA number"
        case .caqh: "CAQH ID"
        case .taxID: "Tax ID"
        case .groupNPI: "Group NPI"
        case .isPrimaryCare: "Primary care"
        case .acceptsPatients: "Accepts patients"
        case .effectiveOn: "Effective date"
        case .decidedOn: "Credentialing decision"
        case .recredentialingOn: "Recredentialing due"
        case .termOn: "Termination date"
        case .licenseExpires: "License expires"
        default: (self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst()).replacing("_", with: " ")
        }
    }

    /// Whether its value is a day.
    package var isDay: Bool {
        switch self {
        case .licenseExpires, .effectiveOn, .decidedOn, .recredentialingOn, .termOn: true
        default: false
        }
    }
}

/// The facts of one provider at one clinic; days as `2026-03-14`.
package typealias RosterFacts = [RosterField: String]
