import Credentialing
import HTML
import PraxisCore

/// What the source prints, as it stands there: the database lays it beside what is on file.
func printedFields(_ form: Form, _ errors: FieldErrors) -> HTML {
    func text(_ name: String) -> HTML {
        let title = PrintedValues.names.first { $0.name == name }?.title ?? name
        let hint =
            switch name {
            case "issued": "Of this term, not of the first license"
            case "expires": "Of this term"
            default: nil as String?
            }
        let field = Field(
            "printed_\(name)", title, value: form["printed_\(name)"], hint: hint, errors: errors, isOptional: true)
        return ["issued", "expires"].contains(name) ? dateField(field) : textField(field, .maxlength(500))
    }
    return group {
        fieldRow {
            selectField(
                Field(
                    "printed_standing", "Standing", value: form["printed_standing"], errors: errors, isOptional: true),
                PrintedValues.Standing.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Not told")
            text("status")
        }
        fieldRow {
            text("number")
            text("issued")
            text("expires")
        }
        fieldRow {
            text("restrictions")
            text("discipline")
        }
    }
}
