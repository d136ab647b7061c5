import PraxisCore

/// What a source prints of a credential, laid beside what is on file: a check that confirms says nothing else.
package struct PrintedValues: Hashable, Sendable {
    /// By the names of `names`; days as `2026-03-14`.
    package let values: [String: String]

    /// How a credential stands by its source, in the field's words.
    package enum Standing: String, CaseIterable, Sendable {
        case active, restricted, probation, inactive, expired, suspended, revoked, surrendered

        package var title: String { self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst() }
    }

    /// Each value with its title, as a form asks and a page shows them.
    package static let names: [(name: String, title: String)] = [
        ("standing", "Standing"), ("status", "Status, as the source prints it"), ("number", "Number"),
        ("issued", "Issued"), ("expires", "Expires"), ("restrictions", "Restrictions"), ("discipline", "Discipline"),
    ]

    /// Reads the fields `printed_standing`, `printed_status`, `printed_number` and so on.
    init(_ field: (String) -> String?, _ errors: inout FieldErrors) {
        var values: [String: String] = [:]
        for (name, _) in Self.names {
            guard let text = field("printed_\(name)") else { continue }
            switch name {
            case "issued", "expires": values[name] = errors.day("printed_\(name)", text)?.description
            case "standing":
                values[name] =
                    errors.check(
                        "printed_standing", text, Standing.init(rawValue:), else: "Choose how it stands at the source")?
                    .rawValue
            default: values[name] = errors.text("printed_\(name)", text, 500)
            }
        }
        self.values = values
    }
}
