package import PraxisCore

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

    /// The side on which amounts of such an account are positive, where the chart does not say otherwise.
    package var side: AccountSide {
        switch self {
        case .liability, .equity, .revenue, .contraAsset, .contraExpense: .credit
        case .asset, .expense, .capex, .contraRevenue, .nonOperating, .statistic: .debit
        }
    }

    /// Whether amounts are money; a statistic counts visits, hours or square feet, times 100.
    package var isMoney: Bool { self != .statistic }
}

/// The side of an account on which its amounts are positive: a total takes away what stands on the other one.
package enum AccountSide: String, CaseIterable, Sendable {
    case debit, credit
}

extension AccountSide {
    /// A figure of an account on the other side, as it counts in a total of this one.
    package func counted(_ amount: Money, on side: AccountSide) -> Money { side == self ? amount : -amount }

    /// The same for the four figures of a balance.
    package func counted(_ figures: BalanceFigures, on side: AccountSide) -> BalanceFigures {
        side == self ? figures : .zero - figures
    }
}
