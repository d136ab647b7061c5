package import Postgres
package import PraxisCore

/// What ordering must have done by the budgets, in its own transaction.
package protocol BudgetSource: Sendable {
    /// Reserves what the orders of a requisition promise, or refuses as a whole.
    func reserve(ordersOf requisition: Requisition.ID) -> SQL
    /// Gives back what a canceled order has not received.
    func release(_ order: PurchaseOrder.ID) -> SQL
    /// Turns what arrived from promised into spent.
    func spend(_ receipt: Receipt.ID) -> SQL
    /// What approving a requisition would take from every budget above its lines that the caller may read.
    func effects(of requisition: Requisition.ID) -> Query<BudgetEffect>
    /// What approving it took, with the figures of that moment.
    func taken(by requisition: Requisition.ID) -> Query<BudgetEffect>
    /// Reads the figures of a refusal.
    func shortage(_ detail: JSONText) -> BudgetShortage?
}

/// What a requisition takes from one budget: of an account at its clinic, or one above.
package struct BudgetEffect: Equatable, Sendable {
    /// The clinic, or `nil` where all clinics share it.
    package let clinic: String?
    /// The ledger account's code and name, or `nil` for a total over accounts.
    package let account: String?
    /// `November 2026`, `fiscal year 2026`; `nil` where the caller may not see the budget or there is none.
    package let span: String?
    package let asked: Money
    /// What is left before.
    package let available: Money?
    /// Whether going beyond what is left is refused.
    package let isStopped: Bool
    /// Whether it passes the share of the budget from which people are warned.
    package let isWarned: Bool

    package init(
        clinic: String?, account: String?, span: String?, asked: Money, available: Money?, isStopped: Bool,
        isWarned: Bool = false
    ) {
        self.clinic = clinic
        self.account = account
        self.span = span
        self.asked = asked
        self.available = available
        self.isStopped = isStopped
        self.isWarned = isWarned
    }

    /// What would be left.
    package var remaining: Money? { self.available.map { $0 - self.asked } }
}
