import FoundationEssentials
package import PraxisCore

extension Schema {
    /// Notes everything in which a value does not fit, by the path of the field.
    package func check(_ value: JSONValue, at path: String = "", into errors: inout FieldErrors) {
        let field = path.isEmpty ? "body" : path
        switch (self, value) {
        case (.optional, .null), (.any, _), (.boolean, .bool): break
        case (.optional(let schema), _): schema.check(value, at: path, into: &errors)
        case (.either(let schemas), _):
            if !schemas.contains(where: { $0.accepts(value) }) { errors.add(field, self.expectation) }
        case (.text(let format, let length), .string(let text)):
            if !length.contains(text.unicodeScalars.count) || !format.accepts(text) {
                errors.add(field, format.remedy(length))
            }
        case (.choice(let words), .string(let text)):
            if !words.contains(text) { errors.add(field, "Use one of: " + words.joined(separator: ", ")) }
        case (.integer(let range), .number(let digits)):
            guard let number = Int64(digits), range.contains(number) else {
                return errors.add(field, Self.remedy(range))
            }
        case (.array(let schema, let count), .array(let values)):
            if !count.contains(values.count) {
                errors.add(field, "Send \(count.lowerBound) to \(count.upperBound) entries")
            }
            for (index, value) in values.enumerated() {
                schema.check(value, at: path.isEmpty ? "\(index)" : "\(path).\(index)", into: &errors)
            }
        case (.object(let properties), .object(let members)):
            Self.check(members, against: properties, at: path, into: &errors)
        default: errors.add(field, self.expectation)
        }
    }

    private static func check(
        _ members: [JSONValue.Member], against properties: [Property], at path: String, into errors: inout FieldErrors
    ) {
        let prefix = path.isEmpty ? "" : path + "."
        for property in properties {
            if let member = members.first(where: { $0.name == property.name }) {
                property.schema.check(member.value, at: prefix + property.name, into: &errors)
            } else if !property.schema.isOptional {
                errors.add(prefix + property.name, "This is required")
            }
        }
        for member in members where !properties.contains(where: { $0.name == member.name }) {
            errors.add(prefix + String(member.name.prefix(100)), "There is no such field")
        }
    }

    /// Whether a value fits.
    package func accepts(_ value: JSONValue) -> Bool {
        var errors = FieldErrors()
        self.check(value, into: &errors)
        return errors.isEmpty
    }

    var isOptional: Bool { if case .optional = self { true } else { false } }

    private static func remedy(_ range: ClosedRange<Int64>) -> String {
        range == Int64.min...Int64.max
            ? "Send a whole number" : "Send a whole number from \(range.lowerBound) to \(range.upperBound)"
    }

    private var expectation: String {
        switch self {
        case .text(let format, let length): format.remedy(length)
        case .choice(let words): "Use one of: " + words.joined(separator: ", ")
        case .integer(let range): Self.remedy(range)
        case .boolean: "Send true or false"
        case .array: "Send a list"
        case .object, .any, .either: "Send an object"
        case .optional(let schema): schema.expectation
        }
    }
}

extension Schema.Format {
    /// Whether a text is of this format.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .plain: true
        case .uuid: UUID(uuidString: text) != nil
        case .date: LocalDate(text) != nil
        case .instant: (try? Date(text, strategy: .iso8601)) != nil
        case .time: Self.isTime(text)
        case .week: ISOWeek(text) != nil
        case .slug: Slug(text) != nil
        case .money: !text.contains("$") && !text.contains(",") && !text.contains(" ") && Money(typed: text) != nil
        case .quantity: Self.isDecimal(text)
        case .email: Self.isAddress(text)
        }
    }

    /// What to send instead.
    func remedy(_ length: ClosedRange<Int>) -> String {
        switch self {
        case .plain: "Send \(length.lowerBound) to \(length.upperBound) characters of text"
        case .uuid: "Send an identifier such as 01900000-0000-7000-8000-000000000000"
        case .date: "Send a date that exists, such as 2026-03-14"
        case .instant: "Send an instant such as 2026-03-14T15:00:00Z"
        case .time: "Send a time such as 08:30"
        case .week: "Send a week such as 2026-W14"
        case .slug: "Send 1 to 32 of a–z, 0–9 and -"
        case .money: "Send an amount as text, such as \"1250.00\""
        case .quantity: "Send a number as text, such as \"2.5\""
        case .email: "Send a mail address such as name@example.org"
        }
    }

    private static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }),
            let hour = Int(parts[0]), let minute = Int(parts[1])
        else { return false }
        return hour < 24 && minute < 60
    }

    private static func isDecimal(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && !text.contains { $0.isWhitespace || $0 == "<" || $0 == ">" || $0 == "," }
    }
}
