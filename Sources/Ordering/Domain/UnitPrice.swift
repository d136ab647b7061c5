package import Postgres
package import PraxisCore

/// A price per pack to six decimals, exact: catalogs quote fractions of a cent.
package struct UnitPrice: Hashable, Comparable, Sendable {
    /// Millionths of a dollar.
    package let micros: Int64

    /// `nil` where the value is negative or wider than `numeric(18,6)`.
    package init?(micros: Int64) {
        guard (0..<1_000_000_000_000_000_000).contains(micros) else { return nil }
        self.micros = micros
    }

    package static func < (a: Self, b: Self) -> Bool { a.micros < b.micros }

    /// The price of so many packs, rounded half up to the cent, once; `nil` where it exceeds what money can hold.
    package func total(for packs: Int) -> Money? {
        guard packs >= 0 else { return nil }
        let exact = Int128(self.micros) * Int128(packs)
        return Int64(exactly: (exact + 5000) / 10_000).map(Money.init(minorUnits:))
    }
}

extension UnitPrice: LosslessStringConvertible {
    /// Reads `38.40`, `$1,250`, `0.0384`: at most six decimals, not negative.
    package init?(_ text: String) {
        let plain = text.filter { $0 != " " && $0 != "$" && $0 != "," }
        let parts = plain.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            let whole = Int64(first)
        else { return nil }
        var millionths: Int64 = 0
        if parts.count == 2 {
            guard (1...6).contains(parts[1].count), let digits = Int64(parts[1]) else { return nil }
            millionths = (0..<6 - parts[1].count).reduce(digits) { value, _ in value * 10 }
        }
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow, scaled <= Int64.max - millionths else { return nil }
        self.init(micros: scaled + millionths)
    }

    /// Two decimals at least, more where the price has them: `38.40`, `0.0384`.
    package var description: String {
        let digits = String(self.micros % 1_000_000)
        var decimals = String(repeating: "0", count: 6 - digits.count) + digits
        while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
        return "\(self.micros / 1_000_000).\(decimals)"
    }
}

extension UnitPrice: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 1700) }
    package var postgresText: String { self.description }

    package init?(postgresText bytes: UnsafeRawBufferPointer) { self.init(String(decoding: bytes, as: UTF8.self)) }
}
