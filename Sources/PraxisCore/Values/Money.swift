package import Postgres

/// An amount in minor units (cents). Praxis keeps its books in one currency per practice; today that is USD.
package struct Money: Hashable, Comparable, Codable, Sendable {
    package var minorUnits: Int64

    package init(minorUnits: Int64) { self.minorUnits = minorUnits }

    package static let zero = Money(minorUnits: 0)

    /// A trillion: no amount that somebody typed is larger.
    package static let mostTyped = Money(minorUnits: 100_000_000_000_000)

    package static func < (a: Self, b: Self) -> Bool { a.minorUnits < b.minorUnits }
}

/// Sums to be shown. They stay at the ends of what 64 bits hold instead of ending the process; the books themselves are
/// added up by the database, which refuses what does not fit.
extension Money {
    package static func + (a: Self, b: Self) -> Self {
        let (sum, overflow) = a.minorUnits.addingReportingOverflow(b.minorUnits)
        return Money(minorUnits: overflow ? (b.minorUnits < 0 ? .min : .max) : sum)
    }

    package static func - (a: Self, b: Self) -> Self {
        let (difference, overflow) = a.minorUnits.subtractingReportingOverflow(b.minorUnits)
        return Money(minorUnits: overflow ? (b.minorUnits < 0 ? .max : .min) : difference)
    }

    package static prefix func - (a: Self) -> Self { .zero - a }
    package static func += (a: inout Self, b: Self) { a = a + b }
}

extension Money: CustomStringConvertible {
    /// As people write it: `$1,250.00`, `−$0.05`.
    package var description: String {
        let magnitude = self.minorUnits.magnitude
        let cents = String(magnitude % 100)
        let sign = self.minorUnits < 0 ? "−" : ""
        return sign + "$" + (magnitude / 100).grouped + "." + (cents.count == 1 ? "0" : "") + cents
    }

    /// For CSV and JSON: `1250.00`, `-0.05`.
    package var plain: String {
        let magnitude = self.minorUnits.magnitude
        let cents = String(magnitude % 100)
        return (self.minorUnits < 0 ? "-" : "") + "\(magnitude / 100)." + (cents.count == 1 ? "0" : "") + cents
    }
}

extension Money {
    /// Reads what people type: `1250`, `1,250.5`, `$1,250.00`, `-3.20`. More than two decimals is not an amount, nor is
    /// more than a trillion.
    package init?(typed text: String) {
        var rest = Substring(text.trimmingWhitespace())
        let negative = rest.first == "-" || rest.first == "−"
        if negative { rest.removeFirst() }
        if rest.first == "$" { rest.removeFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = Self.wholeUnits(parts[0]) else { return nil }
        var cents: Int64 = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count), let value = UInt8(parts[1]), parts[1].allSatisfy(\.isASCIIDigit)
            else { return nil }
            cents = Int64(value) * (parts[1].count == 1 ? 10 : 1)
        }
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: 100)
        guard !overflow, scaled <= Self.mostTyped.minorUnits - cents else { return nil }
        self.init(minorUnits: (negative ? -1 : 1) * (scaled + cents))
    }

    /// Digits, with commas only between groups of three.
    package static func wholeUnits(_ text: Substring) -> Int64? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty, groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.count == 1 || first.count <= 3,
            groups.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
        else { return nil }
        return Int64(groups.joined())
    }
}

extension Character {
    /// Whether this is one of `0` … `9`; `isNumber` would let other scripts' digits through.
    package var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

extension Money: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { Int64.postgresType }
    package var postgresText: String { String(self.minorUnits) }

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        guard let value = Int64(postgresText: bytes) else { return nil }
        self.init(minorUnits: value)
    }
}
