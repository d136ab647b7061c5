/// Enumerations of words: a column of `text` with a CHECK.
extension PostgresEncodable where Self: RawRepresentable<String> {
    package static var postgresType: PostgresType { String.postgresType }
    package var postgresText: String { self.rawValue }
}

extension PostgresDecodable where Self: RawRepresentable<String> {
    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        self.init(rawValue: String(decoding: bytes, as: UTF8.self))
    }
}
