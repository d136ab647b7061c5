/// What a ledger account counts.
package enum AccountType: String, CaseIterable, Sendable {
    case asset, liability, equity, revenue, expense, capex, statistic
    case contraAsset = "contra-asset"
    case contraRevenue = "contra-revenue"
    case contraExpense = "contra-expense"
    case nonOperating = "non-operating"
}

extension AccountType {
    /// Whether amounts on it are spent by people who may be stopped: what clinic and practice totals add up.
    package var isSpending: Bool {
        switch self {
        case .expense, .contraExpense, .capex: true
        case .asset, .contraAsset, .liability, .equity, .revenue, .contraRevenue, .nonOperating, .statistic: false
        }
    }

    /// Whether amounts are money; a statistic counts visits, hours or square feet, times 100.
    package var isMoney: Bool { self != .statistic }
}
