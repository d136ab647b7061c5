import HTTPTypes
import Ordering
import PraxisCore

extension OrderingError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .notFound: .notFound
        case .stale(let seen, let now): .stale(seen: seen, now: now)
        case .notAllowed(_, let status):
            Problem(
                .conflict, "not_allowed", "This step is not possible now",
                detail: "It is “\(status.replacing("_", with: " "))” now. Open it again to see how it stands.")
        case .movedOn:
            Problem(
                .conflict, "not_allowed", "This step is not possible now",
                detail: "Somebody may have been faster. Open it again to see how it stands.")
        case .reasonMissing: Self.wrong("reason", "Say why")
        case .neededInPast: Self.wrong("needed_on", "Give a day that has not gone by")
        case .receivedInFuture: Self.wrong("received_on", "Give a day that is not still to come")
        case .unknownLine: Self.wrong("lines", "Give numbers of lines that the order has")
        case .lineTooLarge: Self.wrong("lines", "Ask for fewer packs: a line costs at most 100 billion dollars")
        case .noLines:
            Problem(.unprocessableContent, "no_lines", "There is no line", detail: "Choose at least one item.")
        case .unknownItem:
            Problem(
                .unprocessableContent, "unknown_item", "An item is not sold any more",
                detail: "Choose another item of the catalog.")
        case .vendorNotApproved(let name):
            Problem(
                .unprocessableContent, "vendor_not_approved", "This vendor gets no orders now",
                detail: "\(name) is not approved. Choose another vendor or have it approved.")
        case .ownRequest, .ownVendor, .ownHold, .onlyReceiver: Self.separated(self)
        case .aboveLimit(let limit, let total):
            Problem(
                .forbidden, "above_limit", "This is above what you may approve",
                detail: "You may approve up to \(limit); this is \(total). A practice administrator or finance can.",
                reasons: try? JSONText(["limit": limit.plain, "total": total.plain]))
        case .budgetExceeded(let shortage):
            Problem(
                .unprocessableContent, "budget_exceeded", "The budget does not afford this",
                detail: "\(shortage). Ask for less, or have finance move money there.",
                reasons: JSONText(shortage.json))
        case .noBudget(let place):
            Problem(
                .unprocessableContent, "budget_missing", "There is no approved budget for this",
                detail: "\(place). Finance can import and approve one.")
        case .overReceived:
            Problem(
                .conflict, "over_received", "That is more than is still to come",
                detail: "Somebody may have received it already. Open the order again.")
        case .alreadyThere:
            Problem(.conflict, "already_there", "There is one like it already", detail: "Nothing was changed.")
        }
    }

    private static func separated(_ error: OrderingError) -> Problem {
        let title =
            switch error {
            case .ownVendor: "Nobody approves the vendor that they entered"
            case .ownHold: "Nobody lifts the hold that they put on a vendor"
            case .onlyReceiver: "Who approved an order is not the only one who receives it"
            default: "Nobody decides their own request"
            }
        return Problem(
            .conflict, "sod_violation", title, detail: "Somebody else with the right to do so has to do it.")
    }

    /// A refusal that is about one field.
    private static func wrong(_ field: String, _ message: String) -> Problem {
        Problem(
            .unprocessableContent, "invalid_fields", "Some fields need another look", detail: message + ".",
            fields: FieldErrors(field, message))
    }
}

extension BudgetShortage: APIObject {
    static let members: [APIMember<BudgetShortage>] = [
        APIMember("clinic") { $0.clinic }, APIMember("account") { $0.account }, APIMember("span") { $0.span },
        APIMember("asked") { $0.asked }, APIMember("available") { $0.available }, APIMember("short") { $0.short },
    ]
}
