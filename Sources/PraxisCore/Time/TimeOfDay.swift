package import Postgres

/// A time on the clock of a day, to the minute: 00:00 … 23:59.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    /// Minutes since midnight as the clock shows them; on the days the clocks change that is not elapsed time.
    package let minutes: Int

    package init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.minutes = hour * 60 + minute
    }

    package static let midnight = Self(uncheckedMinutes: 0)

    package var hour: Int { self.minutes / 60 }
    package var minute: Int { self.minutes % 60 }

    /// As the clock on the wall is read in the United States: `8:00 AM`, `12:30 PM`.
    package var onTheClock: String {
        "\((self.hour + 11) % 12 + 1):" + Self.padded(self.minute) + (self.hour < 12 ? " AM" : " PM")
    }

    package static func < (a: Self, b: Self) -> Bool { a.minutes < b.minutes }

    private init(uncheckedMinutes minutes: Int) { self.minutes = minutes }

    private static func padded(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
}

extension TimeOfDay: LosslessStringConvertible {
    /// Reads `08:00`, `8:00`, `08:00:00`, `8:00 AM`, `8 am` and `4:30p.m.`; nothing else.
    package init?(_ text: String) {
        var digits = Substring(text.lowercased().filter { $0 != " " && $0 != "." && $0 != "\u{202F}" })
        let isMorning = digits.hasSuffix("am")
        let isAfternoon = digits.hasSuffix("pm")
        if isMorning || isAfternoon { digits.removeLast(2) }
        let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), (1...2).contains(parts[0].count),
            parts.dropFirst().allSatisfy({ $0.count == 2 }),
            parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            parts.count > 1 || isMorning || isAfternoon,
            parts.count < 3 || parts[2] == "00",
            let hour = Int(parts[0]), let minute = parts.count > 1 ? Int(parts[1]) : 0
        else { return nil }
        guard isMorning || isAfternoon else {
            self.init(hour: hour, minute: minute)
            return
        }
        guard (1...12).contains(hour) else { return nil }
        self.init(hour: hour % 12 + (isAfternoon ? 12 : 0), minute: minute)
    }

    /// ISO 8601, as in forms, exports and the database: `08:00`.
    package var description: String { Self.padded(self.hour) + ":" + Self.padded(self.minute) }
}

extension TimeOfDay: CodableText {}

extension TimeOfDay: PostgresText {
    package static var postgresType: PostgresType { PostgresType(rawValue: 1083) }
}
