package import PraxisCore

/// Why budgeting refuses, as a caller can act on it.
package enum BudgetingError: Error, Equatable {
    case notFound
    case notAllowed(BudgetEvent, from: BudgetStatus)
    /// The record changed since the form was shown: the version on the form, the version now.
    case stale(seen: Int, now: Int)
    /// Handed in, approved or discarded: it is not changed any more.
    case notEditable(BudgetStatus)
    /// Another type for a code that is in the books, or an account in use taken out of budgets.
    case accountInUse(String)
    /// The period is closed, or open, already.
    case periodIsSo(closed: Bool)
    /// Nobody opens a period that they closed.
    case ownClosure
    /// A revision says why.
    case reasonMissing
    /// The same file waits for approval already.
    case alreadyEntered(BudgetVersion.ID, name: String)
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
