import Postgres
package import PraxisCore

/// An order as somebody saw it when it was chosen.
package struct ChosenOrder: Hashable, Sendable {
    package let id: PurchaseOrder.ID
    package let version: Int

    package init(id: PurchaseOrder.ID, version: Int) {
        self.id = id
        self.version = version
    }
}

extension OrderingService {
    /// Orders by their identifiers; those that the caller may not see are left out.
    package func orders(_ ids: [PurchaseOrder.ID], as caller: Caller) async throws -> [PurchaseOrder] {
        try await self.database.read(as: caller, OrderStore.orders(ids, in: caller.scope))
    }

    /// Marks several orders as sent: all of them, or none where one of them is not any more what was seen.
    ///
    /// - Returns: how many.
    package func release(_ chosen: [ChosenOrder], as caller: Caller) async throws -> Int {
        // One order for all who lock several: nobody waits in a circle.
        let sorted = Set(chosen).sorted { $0.id < $1.id }
        return try await self.write(as: caller) { transaction in
            for order in sorted {
                let now = try Self.seen(
                    try await transaction.fetch(OrderStore.locked(order.id, in: caller.scope)),
                    version: order.version)
                try await self.move(now, by: .release, in: transaction)
            }
            return sorted.count
        }
    }
}
