import Postgres

/// A JSON array of scalars exactly as PostgreSQL prints a `jsonb` array.
enum CanonicalText {
    /// An element of the array.
    enum Element {
        case number(Int64)
        case flag(Bool)
        case string(String?)
    }

    static func array(_ elements: [Element]) -> String {
        var text = "["
        for (index, element) in elements.enumerated() {
            if index > 0 { text += ", " }
            switch element {
            case .number(let number): text += String(number)
            case .flag(let flag): text += flag ? "true" : "false"
            case .string(nil): text += "null"
            case .string(let string?): Self.append(string, to: &text)
            }
        }
        return text + "]"
    }

    private static func append(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..<" ": text += "\\u00" + Hexadecimal.text([UInt8(scalar.value)])
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
