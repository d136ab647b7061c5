import PraxisCore

/// What staff files write for a position, in the words of ours.
enum StaffPosition {
    /// The position, and the clinical role that goes with it; `nil` for what is no position of ours.
    static func read(_ text: String) -> (position: String, role: ClinicalRole?)? {
        guard let position = Self.positions[NameFolding.folded(text)] else { return nil }
        return (position, ClinicalRole(rawValue: position))
    }

    private static let words: [(position: String, spellings: [String])] = [
        (
            "physician",
            [
                "physician", "doctor", "medical doctor", "md", "do", "attending", "attending physician",
                "family physician",
            ]
        ),
        (
            "nurse_practitioner",
            [
                "nurse practitioner", "np", "fnp", "fnp c", "fnp bc", "aprn", "arnp", "crnp", "dnp",
                "family nurse practitioner",
            ]
        ),
        ("physician_assistant", ["physician assistant", "physician associate", "pa", "pa c"]),
        ("registered_nurse", ["registered nurse", "rn", "staff nurse", "nurse rn"]),
        (
            "licensed_practical_nurse",
            ["licensed practical nurse", "lpn", "licensed vocational nurse", "lvn", "practical nurse"]
        ),
        (
            "medical_assistant",
            ["medical assistant", "ma", "cma", "rma", "ccma", "certified medical assistant"]
        ),
        (
            "front_desk",
            [
                "front desk", "front office", "receptionist", "reception", "patient services representative",
                "patient service representative", "psr", "scheduler",
            ]
        ),
        ("billing", ["billing", "biller", "medical biller", "coder", "billing specialist"]),
        (
            "administration",
            [
                "administration", "administrator", "admin", "office manager", "practice manager", "clinic manager",
                "manager", "practice administrator",
            ]
        ),
        ("other_provider", ["other provider", "provider"]),
    ]

    private static let positions = Dictionary(
        uniqueKeysWithValues: Self.words.flatMap { word in
            word.spellings.map { (NameFolding.folded($0), word.position) }
        })
}
