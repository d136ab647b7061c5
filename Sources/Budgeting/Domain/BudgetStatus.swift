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
