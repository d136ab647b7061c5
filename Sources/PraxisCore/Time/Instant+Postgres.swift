package import Postgres

extension Instant: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 1184) }

    package var postgresText: String { self.description }

    /// Reads `2026-03-14 09:26:53.589793+00` as the server writes it in a session with TimeZone UTC.
    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 22, bytes[bytes.count - 3] == UInt8(ascii: "+"), bytes.suffix(2).allSatisfy({ $0 == 48 }),
            bytes[4] == 45, bytes[7] == 45, bytes[10] == 32, bytes[13] == 58, bytes[16] == 58,
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
            let date = LocalDate(year: year, month: month, day: day)
        else { return nil }
        var fraction = 0
        if bytes.count > 22 {
            let digits = bytes[20..<(bytes.count - 3)]
            guard bytes[19] == UInt8(ascii: "."), (1...6).contains(digits.count), let value = Self.number(digits) else {
                return nil
            }
            fraction = (digits.count..<6).reduce(value) { value, _ in value * 10 }
        }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
        self.init(microseconds: Int64(seconds) * 1_000_000 + Int64(fraction))
    }

    private static func number(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
        var value = 0
        for byte in bytes {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }
}
