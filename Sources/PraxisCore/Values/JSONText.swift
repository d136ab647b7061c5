import FoundationEssentials
package import Postgres

/// JSON as text, on its way to or from a `jsonb` column.
package struct JSONText: Hashable, Sendable {
    package let text: String

    package init(text: String) { self.text = text }

    package init(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.text = String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The text as a type.
    package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(self.text.utf8))
    }
}

/// A column of JSON as a type: what is not such a value is as unreadable as any other column.
package struct JSONColumn<Value: Decodable & Sendable>: PostgresDecodable, Sendable {
    package let value: Value

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        guard let value = try? JSONText(postgresText: bytes)?.decoded(as: Value.self) else { return nil }
        self.value = value
    }
}

extension JSONText: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 3802) }
    package var postgresText: String { self.text }

    package init?(postgresText bytes: UnsafeRawBufferPointer) { self.text = String(decoding: bytes, as: UTF8.self) }
}
