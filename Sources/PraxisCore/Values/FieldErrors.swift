/// Everything wrong with a form or body, by field and in the order of the fields, told all at once.
package struct FieldErrors: Error, Equatable, Sendable {
    /// One mistake in one field.
    package struct Entry: Equatable, Sendable {
        /// The field's name in the form or body, such as `ends` or `lines.2.quantity`.
        package let field: String
        /// What is wrong and what to do, as one sentence without a period.
        package let message: String
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package init(_ field: String, _ message: String) { self.add(field, message) }

    package var isEmpty: Bool { self.entries.isEmpty }

    /// Notes a mistake.
    package mutating func add(_ field: String, _ message: String) {
        self.entries.append(Entry(field: field, message: message))
    }

    /// Parses a required field; notes the message and answers `nil` where it is absent, blank or not such a value.
    package mutating func check<Value>(
        _ field: String, _ text: String?, _ parse: (String) -> Value?, else message: String
    ) -> Value? {
        if let text, let value = parse(text) { return value }
        self.add(field, message)
        return nil
    }

    /// What is wrong with one field.
    package func messages(for field: String) -> [String] {
        self.entries.filter { $0.field == field }.map(\.message)
    }

    /// Throws where anything was noted.
    package func throwIfAny() throws(FieldErrors) {
        if !self.isEmpty { throw self }
    }
}
