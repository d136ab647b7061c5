/// The positions that people are employed in, by the word that the database keeps.
package enum Position {
    /// All of them, for lists to choose from.
    package static let choices = [
        Choice("physician", "Physician"),
        Choice("nurse_practitioner", "Nurse practitioner"),
        Choice("physician_assistant", "Physician assistant"),
        Choice("registered_nurse", "Registered nurse"),
        Choice("licensed_practical_nurse", "Licensed practical nurse"),
        Choice("medical_assistant", "Medical assistant"),
        Choice("other_provider", "Other provider"),
        Choice("front_desk", "Front desk"),
        Choice("billing", "Billing"),
        Choice("administration", "Administration"),
    ]

    /// What people call a position.
    package static func name(_ code: String) -> String {
        self.choices.first { $0.value == code }?.label ?? Problem.sentence(code)
    }
}
