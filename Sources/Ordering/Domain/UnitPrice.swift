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

    /// Ten million dollars: no pack that somebody typed costs more.
    package static let mostTyped = UnitPrice(checked: 10_000_000_000_000)

    private init(checked micros: Int64) { self.micros = micros }

    package static func < (a: Self, b: Self) -> Bool { a.micros < b.micros }

    /// The price of so many packs, rounded half up to the cent, once; `nil` where it exceeds what money can hold.
    package func total(for packs: Int) -> Money? {
        guard packs >= 0 else { return nil }
        let exact = Int128(self.micros) * Int128(packs)
        return Int64(exactly: (exact + 5000) / 10_000).map(Money.init(minorUnits:))
    }
}

extension UnitPrice: LosslessStringConvertible {
    /// Reads `38.40`, `$1,250`, `0.0384`: at most six decimals, not negative, commas only between groups of three.
    package init?(_ text: String) {
        var rest = Substring(text.trimmingWhitespace())
        if rest.first == "$" { rest.removeFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = Money.wholeUnits(first) else { return nil }
        var millionths: Int64 = 0
        if parts.count == 2 {
            guard (1...6).contains(parts[1].count), parts[1].allSatisfy(\.isASCIIDigit), let digits = Int64(parts[1])
            else { return nil }
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

extension UnitPrice: PostgresText {
    package static var postgresType: PostgresType { PostgresType(rawValue: 1700) }
}
