import Postgres
import PraxisCore

extension OrderingError {
    /// What the database refused, where it is one of ordering's own refusals.
    init?(refused error: PostgresError, by budgets: any BudgetSource) {
        if error.constraint == "purchase_order_line_over_received" {
            self = .overReceived
            return
        }
        if error.constraint == "requisition_line_total_bound" {
            self = .lineTooLarge
            return
        }
        if error.sqlState == .uniqueViolation, error.constraint != "idempotency_pkey" {
            self = .alreadyThere
            return
        }
        guard let raised = error.raised else { return nil }
        let detail = JSONText(text: raised.detail ?? "{}")
        switch raised.code {
        case "sod_violation":
            switch (try? detail.decoded(as: [String: String].self))?["rule"] {
            case "own_vendor": self = .ownVendor
            case "own_hold": self = .ownHold
            case "only_receiver": self = .onlyReceiver
            default: self = .ownRequest
            }
        case "above_limit":
            guard let figures = try? detail.decoded(as: [String: Int64].self) else { return nil }
            self = .aboveLimit(
                Money(minorUnits: figures["limit"] ?? 0), total: Money(minorUnits: figures["amount"] ?? 0))
        case "vendor_not_approved":
            self = .vendorNotApproved((try? detail.decoded(as: [String: String].self))?["vendor"] ?? "")
        case "budget_exceeded":
            guard let shortage = budgets.shortage(detail) else { return nil }
            self = .budgetExceeded(shortage)
        case "budget_missing", "period_closed":
            let place = try? detail.decoded(as: [String: String?].self)
            self = .noBudget(
                [place?["clinic"], place?["account"], place?["date"]].compactMap { $0 ?? nil }
                    .joined(separator: ", "))
        case "no_lines": self = .noLines
        case "unknown_item": self = .unknownItem
        case "not_submitted", "not_approved", "not_released", "requisition_not_editable", "not_allowed":
            self = .movedOn
        case "reason_missing": self = .reasonMissing
        case "needed_in_past": self = .neededInPast
        case "receipt_in_future": self = .receivedInFuture
        case "unknown_line": self = .unknownLine
        default: return nil
        }
    }
}
