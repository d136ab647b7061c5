import Postgres
import PraxisCore

/// The number of a ledger account: 3 to 8 digits, such as `6010`.
package struct LedgerCode: Hashable, Sendable {
    package let description: String
}

extension LedgerCode: LosslessStringConvertible {
    package init?(_ text: String) {
        guard (3...8).contains(text.count), text.allSatisfy(\.isASCIIDigit) else { return nil }
        self.description = text
    }
}

extension LedgerCode: Comparable {
    package static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}

extension LedgerCode: PostgresText {}
