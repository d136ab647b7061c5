/// Names and values as a form or a query sends them.
package struct Form: Sendable {
    /// One field.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// All fields, in the order in which they came.
    package let fields: [Field]
    private let index: [String: String]

    /// No fields.
    package init() {
        self.fields = []
        self.index = [:]
    }

    /// Fields that were read elsewhere.
    ///
    /// - Throws: `BadRequest` where a name comes twice; only names that end in `[]` may.
    package init(_ fields: [Field]) throws(BadRequest) {
        var index: [String: String] = [:]
        for field in fields where index.updateValue(field.value, forKey: field.name) != nil {
            guard field.name.hasSuffix("[]") else { throw BadRequest("duplicate_field", "A field was sent twice") }
        }
        self.fields = fields
        self.index = index
    }

    /// A field's value without spaces around it; `nil` where it is absent or blank.
    package subscript(_ name: String) -> String? {
        guard let value = self.index[name] else { return nil }
        let trimmed = value.trimmed
        return trimmed.isEmpty ? nil : String(trimmed)
    }

    /// A field's value as it was sent; for passwords.
    package func exact(_ name: String) -> String? { self.index[name] }

    /// All values of a field whose name ends in `[]`, such as ticked boxes.
    package func all(_ name: String) -> [String] {
        self.fields.filter { $0.name == name }.map(\.value)
    }

    /// Whether a box was ticked or a button of this name pressed.
    package func has(_ name: String) -> Bool { self.index[name] != nil }

    /// The numbers of the lines of a form whose fields are named like `lines.0.item`, in order.
    package func lines(_ prefix: String) -> [Int] {
        let numbers = self.fields.compactMap { field -> Int? in
            guard field.name.hasPrefix(prefix + ".") else { return nil }
            return field.name.dropFirst(prefix.count + 1).split(separator: ".").first.flatMap { Int($0) }
        }
        return Set(numbers.filter { (0..<1000).contains($0) }).sorted()
    }
}

extension Form {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// - Throws: `BadRequest` for wrong encodings, NUL, more than 2,000 fields, and a name that comes twice.
    package init(encoded bytes: some Collection<UInt8>) throws(BadRequest) {
        var fields: [Field] = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try String(percentEncoded: parts[0], plusIsSpace: true)
            let value = parts.count == 2 ? try String(percentEncoded: parts[1], plusIsSpace: true) : ""
            fields.append(Field(name: name, value: value))
            guard fields.count <= 2000 else { throw BadRequest("too_many_fields", "The form has too many fields") }
        }
        try self.init(fields)
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        guard let first = self.firstIndex(where: { !$0.isWhitespace }),
            let last = self.lastIndex(where: { !$0.isWhitespace })
        else { return self[self.endIndex...] }
        return self[first...last]
    }
}
