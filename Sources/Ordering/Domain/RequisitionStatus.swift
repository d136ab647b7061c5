/// Where a requisition stands.
package enum RequisitionStatus: String, CaseIterable, Sendable {
    case draft, submitted, returned, approved, rejected, withdrawn
}

/// What may happen to a requisition.
package enum RequisitionEvent: String, CaseIterable, Sendable {
    case submit, `return`, approve, reject, withdraw
}

extension RequisitionStatus {
    /// The one transition function of requisitions.
    ///
    /// | from      | submit    | return   | approve  | reject   | withdraw  |
    /// |-----------|-----------|----------|----------|----------|-----------|
    /// | draft     | submitted |          |          |          | withdrawn |
    /// | submitted |           | returned | approved | rejected | withdrawn |
    /// | returned  | submitted |          |          |          | withdrawn |
    ///
    /// Approved, rejected and withdrawn are final.
    package func after(_ event: RequisitionEvent) throws(OrderingError) -> RequisitionStatus {
        switch (self, event) {
        case (.draft, .submit), (.returned, .submit): .submitted
        case (.submitted, .return): .returned
        case (.submitted, .approve): .approved
        case (.submitted, .reject): .rejected
        case (.draft, .withdraw), (.submitted, .withdraw), (.returned, .withdraw): .withdrawn
        default: throw .notAllowed(event.rawValue, from: self.rawValue)
        }
    }

    /// Whether its lines may still change.
    package var isEditable: Bool { self == .draft || self == .returned }
}
