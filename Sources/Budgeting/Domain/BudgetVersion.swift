package import PraxisCore

/// One budget of a fiscal year, on its way from a file to the amounts that control spending.
package struct BudgetVersion: Equatable, Sendable {
    package typealias ID = Identifier<BudgetVersion>

    /// What approving it posts.
    package enum Kind: String, CaseIterable, Sendable {
        /// The first budget of a year: its amounts stand in the column "original" for good.
        case original
        /// A later one: what differs from the current amounts is posted as a revision.
        case revised
    }

    package let id: ID
    package let year: FiscalYearCode
    package let kind: Kind
    package let name: String
    package let status: BudgetStatus
    /// Counts changes, so that a stale form is refused.
    package let version: Int

    package init(id: ID, year: FiscalYearCode, kind: Kind, name: String, status: BudgetStatus, version: Int = 1) {
        self.id = id
        self.year = year
        self.kind = kind
        self.name = name
        self.status = status
        self.version = version
    }
}

/// Where a budget version stands.
package enum BudgetStatus: String, CaseIterable, Sendable {
    case draft, submitted, returned, approved
}

/// What may happen to a budget version.
package enum BudgetEvent: String, CaseIterable, Sendable {
    case submit, `return`, approve
}

extension BudgetStatus {
    /// The one transition function; an approved budget never changes again.
    package func after(_ event: BudgetEvent) throws(BudgetingError) -> BudgetStatus {
        switch (self, event) {
        case (.draft, .submit), (.returned, .submit): .submitted
        case (.submitted, .return): .returned
        case (.submitted, .approve): .approved
        default: throw .notAllowed(event, from: self)
        }
    }
}
