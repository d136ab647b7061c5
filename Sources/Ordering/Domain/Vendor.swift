package import PraxisCore

/// A company that the practice buys from.
package struct Vendor: Equatable, Sendable {
    package typealias ID = Identifier<Vendor>

    package let id: ID
    package let name: String
    package let status: VendorStatus
    package let email: String?
    package let phone: String?
    package let accountNumber: String?
    package let paymentTerms: String?
    package let leadTimeDays: Int
    package let note: String?
    /// Why it has its status; lifting a hold needs one.
    package let statusReason: String?
    /// Counts changes, so that a stale form is refused.
    package let version: Int

    package init(
        id: ID, name: String, status: VendorStatus = .pendingReview, email: String? = nil, phone: String? = nil,
        accountNumber: String? = nil, paymentTerms: String? = nil, leadTimeDays: Int = 0, note: String? = nil,
        statusReason: String? = nil, version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.status = status
        self.statusReason = statusReason
        self.email = email
        self.phone = phone
        self.accountNumber = accountNumber
        self.paymentTerms = paymentTerms
        self.leadTimeDays = leadTimeDays
        self.note = note
        self.version = version
    }
}

/// Whether a vendor may get orders.
package enum VendorStatus: String, CaseIterable, Sendable {
    case prospect
    case pendingReview = "pending_review"
    case approved
    case onHold = "on_hold"
    case blocked
    case inactive

    /// Whether somebody stopped it: who lifts that is somebody else, and says why.
    package var isStopped: Bool { self == .onHold || self == .blocked }

    /// Only an approved vendor gets new orders; one on hold may still deliver what it has.
    package var mayReceiveOrders: Bool { self == .approved }

    package var title: String {
        switch self {
        case .prospect: "Prospect"
        case .pendingReview: "Pending review"
        case .approved: "Approved"
        case .onHold: "On hold"
        case .blocked: "Blocked"
        case .inactive: "Inactive"
        }
    }
}
