package import FoundationEssentials

extension String: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { .inferred }
}

extension UUID: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 2951) }
}

extension Int: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 1016) }
}

extension Int64: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 1016) }
}

extension Int32: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 1007) }
}

extension Int16: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 1005) }
}

extension Bool: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 1000) }
}

/// `[UInt8]` is no array of numbers but a `bytea`.
extension UInt8: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 17) }

    package static func postgresArrayText(_ elements: [UInt8]) -> String { Hexadecimal.text(elements, prefix: #"\x"#) }

    package static func postgresArray(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count >= 2, text[0] == UInt8(ascii: #"\"#), text[1] == UInt8(ascii: "x") else { return nil }
        return Hexadecimal.bytes(text[2...])
    }
}
