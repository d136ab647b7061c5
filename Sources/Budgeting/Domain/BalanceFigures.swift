package import PraxisCore

/// The four stored figures of a balance, and what follows from them.
package struct BalanceFigures: Equatable, Sendable {
    /// As approved first; it never changes afterwards.
    package var original: Money
    /// The sum of approved revisions and transfers.
    package var revision: Money
    /// Promised to vendors, not yet received.
    package var committed: Money
    package var actual: Money

    package init(
        original: Money = .zero, revision: Money = .zero, committed: Money = .zero, actual: Money = .zero
    ) {
        self.original = original
        self.revision = revision
        self.committed = committed
        self.actual = actual
    }

    package static let zero = BalanceFigures()

    package var current: Money { self.original + self.revision }
    package var consumed: Money { self.committed + self.actual }
    package var available: Money { self.current - self.consumed }

    /// How much of the current amount is consumed, in whole percent, rounded down; `nil` without a budget.
    package var percentConsumed: Int? {
        guard self.current > .zero else { return nil }
        return Int(clamping: Int128(self.consumed.minorUnits) * 100 / Int128(self.current.minorUnits))
    }

    package static func + (a: Self, b: Self) -> Self {
        Self(
            original: a.original + b.original, revision: a.revision + b.revision,
            committed: a.committed + b.committed, actual: a.actual + b.actual)
    }

    package static func - (a: Self, b: Self) -> Self {
        Self(
            original: a.original - b.original, revision: a.revision - b.revision,
            committed: a.committed - b.committed, actual: a.actual - b.actual)
    }
}
