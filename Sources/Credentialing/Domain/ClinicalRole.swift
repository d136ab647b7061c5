/// What somebody is appointed to do at a clinic.
package enum ClinicalRole: String, CaseIterable, Codable, Sendable {
    case physician
    case nursePractitioner = "nurse_practitioner"
    case physicianAssistant = "physician_assistant"
    case registeredNurse = "registered_nurse"
    case licensedPracticalNurse = "licensed_practical_nurse"
    case medicalAssistant = "medical_assistant"
    case frontDesk = "front_desk"

    package var title: String {
        switch self {
        case .physician: "Physician"
        case .nursePractitioner: "Nurse practitioner"
        case .physicianAssistant: "Physician assistant"
        case .registeredNurse: "Registered nurse"
        case .licensedPracticalNurse: "Licensed practical nurse"
        case .medicalAssistant: "Medical assistant"
        case .frontDesk: "Front desk"
        }
    }

    /// The role of a NUCC taxonomy code, by the group that the code's first characters name. Medical
    /// assistants have no code; those of technicians and attendants (`3747…`) are other work.
    package init?(taxonomy code: String) {
        switch code {
        case _ where code.hasPrefix("363L"), _ where code.hasPrefix("367A"): self = .nursePractitioner
        case _ where code.hasPrefix("363A"): self = .physicianAssistant
        case _ where code.hasPrefix("163W"): self = .registeredNurse
        case _ where code.hasPrefix("164W"), _ where code.hasPrefix("164X"): self = .licensedPracticalNurse
        case _ where code.hasPrefix("20"): self = .physician
        default: return nil
        }
    }

    /// The type of license that the role is practiced under, where states issue one.
    package var licenseType: String? {
        switch self {
        case .physician: "medical_license"
        case .nursePractitioner: "aprn_license"
        case .physicianAssistant: "pa_license"
        case .registeredNurse: "rn_license"
        case .licensedPracticalNurse: "lpn_license"
        case .medicalAssistant, .frontDesk: nil
        }
    }
}
