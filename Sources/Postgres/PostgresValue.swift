/// The object identifier of a PostgreSQL type; 0 lets the server infer it.
package struct PostgresType: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let inferred = Self(rawValue: 0)
}

/// A value that can stand in an interpolated statement.
package protocol PostgresEncodable: Sendable {
    static var postgresType: PostgresType { get }

    /// The value in PostgreSQL's text format.
    var postgresText: String { get }
}

/// A value that can be read from a column.
package protocol PostgresDecodable {
    /// Reads the text format; `nil` if the bytes are not such a value. The buffer lives only during the call.
    init?(postgresText bytes: UnsafeRawBufferPointer)
}

/// A value for both directions.
package typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// One parameter of a statement: its type and its text, or NULL.
package struct PostgresParameter: Sendable {
    package let type: PostgresType
    package let text: String?

    package init<Value: PostgresEncodable>(_ value: Value?) {
        self.type = Value.postgresType
        self.text = value?.postgresText
    }
}
