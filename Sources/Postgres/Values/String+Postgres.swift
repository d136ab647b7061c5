extension String: PostgresEncodable, PostgresDecodable {
    /// Left to the server, so that text can also stand for a `numeric`, an `inet` or a `citext`.
    package static var postgresType: PostgresType { .inferred }
    package var postgresText: String { self }

    package init?(postgresText bytes: UnsafeRawBufferPointer) { self.init(decoding: bytes, as: UTF8.self) }
}
