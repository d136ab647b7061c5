import HTML
package import Ordering
package import PraxisCore

extension Place {
    /// The vendors.
    package static func vendors(_ scope: Scope) -> Place { Place(scope, "vendors") }
    static func newVendor(_ scope: Scope) -> Place { Place(scope, "vendors", "new") }
    /// One vendor.
    package static func vendor(_ scope: Scope, _ id: Vendor.ID) -> Place { Place(scope, "vendors", id.description) }
    static func editVendor(_ scope: Scope, _ id: Vendor.ID) -> Place {
        Place(scope, "vendors", id.description, "edit")
    }
    /// What vendors sell.
    package static func catalog(_ scope: Scope) -> Place { Place(scope, "catalog") }
    static func newItem(_ scope: Scope) -> Place { Place(scope, "catalog", "new") }
    /// One item of the catalog.
    package static func item(_ scope: Scope, _ id: CatalogItem.ID) -> Place { Place(scope, "catalog", id.description) }
    /// The catalog, narrowed to what a word finds.
    static func catalog(_ scope: Scope, matching words: String) -> Place {
        Place(path: Self.catalog(scope).path.query("q", words))
    }
    /// The requisitions.
    package static func requisitions(_ scope: Scope) -> Place { Place(scope, "requisitions") }
    /// The requisitions that stand somewhere.
    static func requisitions(_ scope: Scope, _ status: RequisitionStatus) -> Place {
        Place(path: Self.requisitions(scope).path.query("status", status.rawValue))
    }
    static func newRequisition(_ scope: Scope) -> Place { Place(scope, "requisitions", "new") }
    /// One requisition.
    package static func requisition(_ scope: Scope, _ id: Requisition.ID) -> Place {
        Place(scope, "requisitions", id.description)
    }
    static func editRequisition(_ scope: Scope, _ id: Requisition.ID) -> Place {
        Place(scope, "requisitions", id.description, "edit")
    }
    static func requisitionStep(_ scope: Scope, _ id: Requisition.ID, _ event: RequisitionEvent) -> Place {
        Place(scope, "requisitions", id.description, event.noun)
    }
    /// The orders.
    package static func orders(_ scope: Scope) -> Place { Place(scope, "orders") }
    /// The orders that stand somewhere.
    static func orders(_ scope: Scope, _ status: OrderStatus) -> Place {
        Place(path: Self.orders(scope).path.query("status", status.rawValue))
    }
    /// One order.
    package static func order(_ scope: Scope, _ id: PurchaseOrder.ID) -> Place {
        Place(scope, "orders", id.description)
    }
    /// Where several orders are marked as sent.
    static func orderReleases(_ scope: Scope) -> Place { Place(scope, "orders", "releases") }
    static func orderStep(_ scope: Scope, _ id: PurchaseOrder.ID, _ noun: String) -> Place {
        Place(scope, "orders", id.description, noun)
    }
}

extension RequisitionEvent {
    /// What it makes: the last part of its path.
    var noun: String {
        switch self {
        case .submit: "submission"
        case .return: "return"
        case .approve: "approval"
        case .reject: "rejection"
        case .withdraw: "withdrawal"
        }
    }
}
