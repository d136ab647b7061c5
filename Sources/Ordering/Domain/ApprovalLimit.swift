package import PraxisCore

/// Up to how much those who hold a permission approve.
package struct ApprovalLimit: Equatable, Sendable {
    /// Whose limit it is.
    package enum Tier: String, CaseIterable, Sendable {
        /// Whoever approves requisitions.
        case usual = "ordering.requisition.approve"
        /// Whoever may also approve large ones.
        case large = "ordering.requisition.approve_large"
    }

    package let tier: Tier
    /// `nil` is no limit.
    package let amount: Money?

    package init(tier: Tier, amount: Money?) {
        self.tier = tier
        self.amount = amount
    }
}
