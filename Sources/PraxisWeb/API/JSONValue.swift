import FoundationEssentials
package import PraxisCore

/// JSON as a value.
package indirect enum JSONValue: Hashable, Sendable {
    /// One name and value of an object.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue
    }

    case null
    case bool(Bool)
    /// A number as it was written.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Members in the order in which they were written; no name twice.
    case object([Member])
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral text: String) { self = .string(text) }
    package init(integerLiteral number: Int) { self = .number(String(number)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral values: JSONValue...) { self = .array(values) }
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member(name: $0.0, value: $0.1) })
    }
}

extension JSONValue {
    /// The member of an object with a name.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The value as JSON text.
    package var text: String {
        var text = ""
        self.write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.write(member.name, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    /// Quoted; most texts need no escape.
    private static func write(_ value: String, to text: inout String) {
        text += "\""
        if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            text += value
        } else {
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\n": text += "\\n"
                case "\r": text += "\\r"
                case "\t": text += "\\t"
                case _ where scalar.value < 0x20:
                    text += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }

    /// The value as a type of ours.
    ///
    /// - Throws: `FieldErrors` that name the field by its path.
    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws(FieldErrors) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(self.text.utf8))
        } catch let error as DecodingError {
            throw FieldErrors(error)
        } catch {
            throw FieldErrors("body", "Send a JSON object")
        }
    }
}

extension FieldErrors {
    /// What a decoder found wrong, by the path of the field.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context): self.init((context.codingPath + [key]).fieldName, "This is required")
        case .valueNotFound(_, let context): self.init(context.codingPath.fieldName, "This is required")
        case .typeMismatch(_, let context), .dataCorrupted(let context):
            self.init(context.codingPath.fieldName, "This is not such a value")
        @unknown default: self.init("body", "This is not such a value")
        }
    }
}

extension [any CodingKey] {
    /// The path as a field's name: `lines.2.quantity`.
    var fieldName: String {
        self.isEmpty
            ? "body" : self.map { $0.intValue.map { String($0) } ?? $0.stringValue }.joined(separator: ".")
    }
}

extension JSONText {
    /// A value as text.
    init(_ value: JSONValue) { self.init(text: value.text) }
}
