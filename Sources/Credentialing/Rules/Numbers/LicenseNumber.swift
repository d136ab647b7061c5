/// License numbers as boards print them: compared without case, blanks and punctuation, but with every leading zero,
/// because boards hold `DR.0041` and `DR.41` apart.
package enum LicenseNumber {
    /// Capital letters and digits alone.
    package static func normalized(_ text: String) -> String {
        String(NameFolding.folded(text).filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    /// What a form or file may hold: 1 to 40 characters, with a letter or digit among them.
    package static func isPlausible(_ text: String) -> Bool {
        (1...40).contains(text.count) && !Self.normalized(text).isEmpty
            && !["NA", "NONE", "PENDING", "UNKNOWN"].contains(Self.normalized(text))
    }
}
