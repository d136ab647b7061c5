import Postgres
import PraxisCore

/// The name of a fiscal year: the calendar year in which it ends, such as `2026`.
package struct FiscalYearCode: Hashable, Comparable, Sendable {
    package let year: Int

    package static func < (a: Self, b: Self) -> Bool { a.year < b.year }
}

extension FiscalYearCode: LosslessStringConvertible {
    package init?(_ text: String) {
        guard text.count == 4, text.allSatisfy(\.isASCIIDigit), let year = Int(text), year >= 1900 else { return nil }
        self.year = year
    }

    package var description: String { String(self.year) }
}

extension FiscalYearCode: PostgresText {}
