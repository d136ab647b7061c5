extension Bool: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 16) }
    package var postgresText: String { self ? "t" : "f" }

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 1 else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "t"): self = true
        case UInt8(ascii: "f"): self = false
        default: return nil
        }
    }
}
