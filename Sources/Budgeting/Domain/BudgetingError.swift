package import PraxisCore

/// Why budgeting refuses, as a caller can act on it.
package enum BudgetingError: Error, Equatable {
    case notFound
    case notAllowed(BudgetEvent, from: BudgetStatus)
    /// The record changed since the form was shown: the version on the form, the version now.
    case stale(seen: Int, now: Int)
    /// Nobody approves the budget that they prepared.
    case ownBudget
    /// Less than what is spent and promised already.
    case belowConsumed(BudgetShortage)
    /// A year that no calendar has.
    case noSuchYear
    /// A file without a row that can be used.
    case nothingToImport
}

/// Which balance a budget would leave short.
package struct BudgetShortage: Equatable, Decodable, Sendable {
    /// The clinic, or `nil` for a cap shared by all clinics.
    package let clinic: String?
    /// The ledger account's code and name, or `nil` for a total over accounts.
    package let account: String?
    package let span: String
    package let short: Int64

    /// How much is missing.
    package var amount: Money { Money(minorUnits: self.short) }
}
