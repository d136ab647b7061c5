package import PraxisCore

/// Why ordering refuses, as a caller can act on it.
package enum OrderingError: Error, Equatable {
    case notFound
    case notAllowed(String, from: String)
    /// The record changed since the form was shown: the version on the form, the version now.
    case stale(seen: Int, now: Int)
    case noLines
    /// An item that is not sold, or not any more.
    case unknownItem
    case vendorNotApproved(String)
    /// Nobody decides their own request.
    case ownRequest
    /// Nobody approves the vendor that they entered.
    case ownVendor
    /// Nobody lifts the hold that they put on a vendor.
    case ownHold
    /// Who approved an order is not the only one who receives it.
    case onlyReceiver
    /// A step that has to be explained.
    case reasonMissing
    /// It stands otherwise than it did when the page was shown.
    case movedOn
    /// The day on which it is needed has gone by.
    case neededInPast
    /// A day on which something arrived that is still to come.
    case receivedInFuture
    /// A line that the order does not have.
    case unknownLine
    /// A line beyond any amount that somebody can mean.
    case lineTooLarge
    /// The total is beyond what the approver may sign.
    case aboveLimit(Money, total: Money)
    /// A budget above one of the lines does not afford them.
    case budgetExceeded(BudgetShortage)
    /// The lines fall into a year, clinic or account without an approved budget.
    case noBudget(String)
    /// More than what is still to come.
    case overReceived
    case alreadyThere
}
