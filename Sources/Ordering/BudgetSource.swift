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
    /// What approving a requisition would take from each account.
    func effects(of requisition: Requisition.ID) -> Query<BudgetEffect>
    /// Reads the figures of a refusal.
    func shortage(_ detail: JSONText) -> BudgetShortage?
}

/// What a requisition takes from one account of its clinic.
package struct BudgetEffect: Equatable, Sendable {
    package let account: String
    package let asked: Money
    /// What is left before; `nil` where the caller may not see it or there is no budget.
    package let available: Money?
    /// Whether going beyond what is left is refused.
    package let isStopped: Bool

    package init(account: String, asked: Money, available: Money?, isStopped: Bool) {
        self.account = account
        self.asked = asked
        self.available = available
        self.isStopped = isStopped
    }

    /// What would be left.
    package var remaining: Money? { self.available.map { $0 - self.asked } }
}
