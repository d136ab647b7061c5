/// Where a budget version stands.
package enum BudgetStatus: String, CaseIterable, Sendable {
    case draft, submitted, returned, approved, discarded
}

/// What may happen to a budget version.
package enum BudgetEvent: String, CaseIterable, Sendable {
    case submit, withdraw, `return`, approve, discard
}

extension BudgetStatus {
    /// The one transition function; an approved budget never changes again.
    package func after(_ event: BudgetEvent) throws(BudgetingError) -> BudgetStatus {
        switch (self, event) {
        case (.draft, .submit), (.returned, .submit): .submitted
        case (.submitted, .withdraw): .draft
        case (.submitted, .return): .returned
        case (.submitted, .approve): .approved
        case (.draft, .discard), (.returned, .discard): .discarded
        default: throw .notAllowed(event, from: self)
        }
    }

    /// Whether its name and reason may still be changed.
    package var isEditable: Bool { self == .draft || self == .returned }
}
