package import PraxisCore

/// A control node of a year with its limits and what they say now.
package struct NodeLimit: Equatable, Sendable {
    package typealias ID = Identifier<NodeLimit>

    /// What a node adds up.
    package enum Kind: String, CaseIterable, Sendable {
        case practice, clinic, account, cell
    }

    package let id: ID
    package let kind: Kind
    /// `nil` for all clinics together.
    package let clinic: String?
    /// Code and name; `nil` for all spending.
    package let account: String?
    /// What happens beyond the budget of the year.
    package let control: ControlLevel
    package let warnPercent: Int
    package let stopPercent: Int
    /// A limit of the year that stands instead of the budget.
    package let cap: Money?
    package let current: Money
    package let consumed: Money
    /// Counts changes, so that a stale form is refused.
    package let version: Int

    /// As people name it.
    package var title: String {
        switch self.kind {
        case .practice: "All clinics, all spending"
        case .clinic: "\(self.clinic ?? ""), all spending"
        case .account: "\(self.account ?? ""), all clinics"
        case .cell: "\(self.account ?? ""), \(self.clinic ?? "")"
        }
    }
}

/// What a form or body says about a node's limits.
package struct LimitChange: Equatable, Sendable {
    package let control: ControlLevel
    package let warnPercent: Int
    package let stopPercent: Int
    package let cap: Money?

    package init(control: ControlLevel, warnPercent: Int, stopPercent: Int, cap: Money?) {
        self.control = control
        self.warnPercent = warnPercent
        self.stopPercent = stopPercent
        self.cap = cap
    }
}

/// A part of a fiscal year, open for documents or closed.
package struct PeriodState: Equatable, Sendable {
    package let number: Int
    package let name: String
    package let start: LocalDate
    /// The first day after it.
    package let end: LocalDate
    package let isClosed: Bool
    package let closed: Instant?
}
