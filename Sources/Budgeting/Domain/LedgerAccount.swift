package import PraxisCore

/// A line of the chart of accounts.
package struct LedgerAccount: Equatable, Sendable {
    package typealias ID = Identifier<LedgerAccount>

    package let id: ID
    package let code: LedgerCode
    package let name: String
    package let type: AccountType
    /// Where its amounts are positive.
    package let side: AccountSide
    package let behavior: CostBehavior?
    package let driver: CostDriver?
    /// What happens by default when money is committed beyond the budget.
    package let control: ControlLevel
    package let isBudgetable: Bool

    package init(
        id: ID, code: LedgerCode, name: String, type: AccountType, side: AccountSide? = nil,
        behavior: CostBehavior? = nil,
        driver: CostDriver? = nil, control: ControlLevel = .none, isBudgetable: Bool = true
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.type = type
        self.side = side ?? type.side
        self.behavior = behavior
        self.driver = driver
        self.control = control
        self.isBudgetable = isBudgetable
    }

    /// As people name it: `6010 Medical and surgical supplies`.
    package var title: String { "\(self.code) \(self.name)" }
}

/// How a cost follows activity.
package enum CostBehavior: String, CaseIterable, Sendable {
    case fixed, variable, step
}

/// The statistic that drives a cost.
package enum CostDriver: String, CaseIterable, Sendable {
    case visits
    case paidHours = "paid_hours"
    case providerFTE = "provider_fte"
    case employeeFTE = "employee_fte"
    case squareFeet = "square_feet"
}

/// What a budget does to spending beyond it.
package enum ControlLevel: String, CaseIterable, Sendable {
    case none, warn, stop
}
