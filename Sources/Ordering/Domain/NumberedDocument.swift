package import FoundationEssentials
package import PraxisCore

/// A requisition or an order as a search finds it.
package struct NumberedDocument: Equatable, Sendable {
    package let id: UUID
    package let number: String
    package let clinic: Slug
    /// What tells it from others: its clinic, and its vendor where it has one.
    package let detail: String
}
