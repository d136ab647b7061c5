extension FixedWidthInteger where Self: SignedInteger {
    /// Reads an optional sign and decimal digits, without a `String`.
    init?(decimal bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        let negative = rest.first == UInt8(ascii: "-")
        if negative { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        var value: Self = 0
        for byte in rest {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) =
                negative
                ? product.subtractingReportingOverflow(Self(digit)) : product.addingReportingOverflow(Self(digit))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        self = value
    }
}

extension Int: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 20) }
    package var postgresText: String { String(self) }
    package init?(postgresText bytes: UnsafeRawBufferPointer) { self.init(decimal: bytes) }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 20) }
    package var postgresText: String { String(self) }
    package init?(postgresText bytes: UnsafeRawBufferPointer) { self.init(decimal: bytes) }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 23) }
    package var postgresText: String { String(self) }
    package init?(postgresText bytes: UnsafeRawBufferPointer) { self.init(decimal: bytes) }
}

extension Int16: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 21) }
    package var postgresText: String { String(self) }
    package init?(postgresText bytes: UnsafeRawBufferPointer) { self.init(decimal: bytes) }
}
