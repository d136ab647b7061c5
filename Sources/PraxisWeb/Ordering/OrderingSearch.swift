package import Ordering
package import PraxisCore

/// Finds requisitions and orders by number, vendors by name, items by name or number.
package struct OrderingSearch: SearchSource {
    let ordering: OrderingService

    package init(ordering: OrderingService) { self.ordering = ordering }

    /// At most ten of each that the caller may read.
    package func hits(for words: String, as caller: Caller, frame: Frame) async throws -> [SearchHit] {
        let scope = frame.scope
        var hits: [SearchHit] = []
        let found = try await self.ordering.documents(matching: words, as: caller)
        hits += found.requisitions.map { document in
            SearchHit(
                kind: "Requisition", title: document.number, detail: document.detail,
                place: .requisition(.clinic(document.clinic), Requisition.ID(document.id)))
        }
        hits += found.orders.map { document in
            SearchHit(
                kind: "Order", title: document.number, detail: document.detail,
                place: .order(.clinic(document.clinic), PurchaseOrder.ID(document.id)))
        }
        if frame.may(.vendorRead) {
            let vendors = try await self.ordering.vendors(matching: words, status: nil, after: nil, as: caller)
            hits += vendors.rows.prefix(10).map { vendor in
                SearchHit(kind: "Vendor", title: vendor.name, place: .vendor(scope, vendor.id))
            }
        }
        if frame.may(.catalogRead) {
            let items = try await self.ordering.items(matching: words, of: nil, after: nil, as: caller)
            hits += items.rows.prefix(10).map { item in
                SearchHit(
                    kind: "Item", title: item.name, detail: "\(item.vendorName), \(item.sku)",
                    place: .catalog(scope, matching: item.sku))
            }
        }
        return hits
    }
}
