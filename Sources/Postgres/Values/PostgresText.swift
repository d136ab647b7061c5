/// A value that a column holds as its description; a text column, unless it says otherwise.
package protocol PostgresText: LosslessStringConvertible, PostgresEncodable, PostgresDecodable {}

extension PostgresText {
    package static var postgresType: PostgresType { String.postgresType }
    package var postgresText: String { self.description }

    package init?(postgresText bytes: UnsafeRawBufferPointer) { self.init(String(decoding: bytes, as: UTF8.self)) }
}
