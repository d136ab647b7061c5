import PraxisCore

/// How the number of a credential is read, by the rule of its kind.
enum CredentialNumber {
    /// The number as it is kept; notes what is wrong with it. A license and a DEA registration have one.
    static func check(_ text: String?, _ rule: CredentialType.NumberRule, _ errors: inout FieldErrors) -> String? {
        switch rule {
        case .license:
            return errors.check(
                "number", text, { LicenseNumber.isPlausible($0) ? $0 : nil },
                else: "Enter the number as the board prints it, up to 40 characters")
        case .dea:
            return errors.check(
                "number", text, { DEANumber(imported: $0)?.description },
                else: "Enter two characters and seven digits, such as AB1234563; the last digit checks the others")
        case .free:
            if let text, text.count > 40 { errors.add("number", "Enter at most 40 characters") }
            return text
        }
    }
}
