import FoundationEssentials

/// A point in time, to the microsecond, as PostgreSQL keeps it.
package struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }
    package init(seconds: Int64) { self = Self(microseconds: 0).adding(seconds, of: 1_000_000) }

    package static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }

    /// That many minutes later, or earlier for a negative number.
    package func adding(minutes: Int) -> Instant {
        self.adding(Int64(minutes), of: 60_000_000)
    }

    /// Stays at the ends of time instead of passing them.
    private func adding(_ count: Int64, of microseconds: Int64) -> Instant {
        let (span, isWide) = count.multipliedReportingOverflow(by: microseconds)
        let (sum, isFar) = self.microseconds.addingReportingOverflow(span)
        return Instant(microseconds: isWide || isFar ? (count < 0 ? .min : .max) : sum)
    }

    /// Whole minutes from the other instant to this one.
    package func minutes(since other: Instant) -> Int {
        Int((Int128(self.microseconds) - Int128(other.microseconds)) / 60_000_000)
    }
}

extension Instant {
    /// The machine's clock; pure code takes the time as an argument instead.
    package static func now() -> Instant {
        Instant(microseconds: Int64((Date.now.timeIntervalSince1970 * 1_000_000).rounded()))
    }
}

extension Instant: LosslessStringConvertible {
    /// Reads RFC 3339 and PostgreSQL's form of it: `2026-03-08T07:00:00Z`, `2026-03-08 00:00:00.5-07`.
    package init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count >= 20, utf8[10] == UInt8(ascii: "T") || utf8[10] == UInt8(ascii: " "),
            let date = LocalDate(String(text.prefix(10)))
        else { return nil }
        let rest = text.dropFirst(11)
        guard let mark = rest.firstIndex(where: { "Z+-".contains($0) }),
            let ofDay = Self.microseconds(ofClock: rest[..<mark]),
            let ahead = Self.secondsAhead(rest[mark...])
        else { return nil }
        self.init(microseconds: Int64(date.daysSinceEpoch) * 86_400_000_000 + ofDay - ahead * 1_000_000)
    }

    /// RFC 3339 in UTC: `2026-03-08T07:00:00Z`, with a fraction only where there is one.
    package var description: String {
        let ofDay = ((self.microseconds % 86_400_000_000) + 86_400_000_000) % 86_400_000_000
        let date = LocalDate(daysSinceEpoch: Int((self.microseconds - ofDay) / 86_400_000_000))
        let seconds = ofDay / 1_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        let fraction = ofDay % 1_000_000
        return "\(date)T\(clock)" + (fraction == 0 ? "" : "." + Self.padded(fraction, 6)) + "Z"
    }

    private static func microseconds(ofClock text: Substring) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fields = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 3, fields.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }),
            let hours = Int64(fields[0]), let minutes = Int64(fields[1]), let seconds = Int64(fields[2]),
            hours < 24, minutes < 60, seconds < 60
        else { return nil }
        var fraction: Int64 = 0
        if parts.count == 2 {
            guard (1...6).contains(parts[1].count), parts[1].allSatisfy(\.isASCIIDigit),
                let value = Int64(parts[1] + String(repeating: "0", count: 6 - parts[1].count))
            else { return nil }
            fraction = value
        }
        return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction
    }

    private static func secondsAhead(_ text: Substring) -> Int64? {
        if text == "Z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 2 || digits.count == 4, digits.allSatisfy(\.isASCIIDigit),
            let hours = Int64(digits.prefix(2)), let minutes = digits.count == 4 ? Int64(digits.suffix(2)) : 0
        else { return nil }
        return (text.first == "-" ? -1 : 1) * (hours * 60 + minutes) * 60
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Instant: CodableText {}
