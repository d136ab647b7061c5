import Postgres
package import PraxisCore

extension OrderingService {
    /// Approves a requisition: reserves its budget on every node above its lines and makes an order for each vendor, in
    /// one transaction. Nobody approves their own request, and nobody more than their limit.
    ///
    /// - Returns: the orders.
    package func approve(
        _ id: Requisition.ID, version: Int, as caller: Caller
    ) async throws -> [PurchaseOrder.ID] {
        try await self.write(as: caller) { transaction in
            let (requisitions, lines) = try await transaction.fetch(
                RequisitionStore.locked(id, in: caller.scope), RequisitionStore.lines(of: id))
            let now = try Self.seen(requisitions, version: version)
            try Self.check(now, .approve)
            try await transaction.run(
                RequisitionStore.decide(id, .approved, reason: nil),
                RequisitionStore.move(id, to: .approved, version: version))
            let orders = lines.vendors.map { (id: PurchaseOrder.ID.make(), vendor: $0) }
            for order in orders {
                try await transaction.run(OrderStore.add(order.id, to: order.vendor, from: id))
            }
            try await transaction.run(
                self.budgets.reserve(ordersOf: id),
                AuditEvent(
                    "ordering.requisition.approve", "requisition", id.uuid, clinic: now.clinic.id.uuid,
                    before: try JSONText(["status": now.status.rawValue]),
                    after: try JSONText([
                        "status": RequisitionStatus.approved.rawValue, "amount": now.total.plain,
                        "orders": orders.map(\.id.description).joined(separator: ", "),
                    ])
                ).append)
            return orders.map(\.id)
        }
    }

    /// Sends a requisition back to its requester, or turns it down; the reason is kept.
    package func decide(
        _ id: Requisition.ID, _ event: RequisitionEvent, reason: String, version: Int, as caller: Caller
    ) async throws {
        let outcome: Decision.Outcome = event == .reject ? .rejected : .returned
        let _: Requisition.ID = try await self.write(as: caller) { transaction in
            let now = try Self.seen(
                try await transaction.fetch(RequisitionStore.locked(id, in: caller.scope)), version: version)
            try Self.check(now, event)
            try await transaction.run(
                RequisitionStore.decide(id, outcome, reason: reason),
                RequisitionStore.move(id, to: try now.status.after(event), version: version),
                AuditEvent(
                    "ordering.requisition.\(event.rawValue)", "requisition", id.uuid, clinic: now.clinic.id.uuid,
                    reason: reason
                ).append)
            return id
        }
    }

    /// Whether a decision may be made; the database asks the same again.
    private static func check(_ now: Requisition, _ event: RequisitionEvent) throws(OrderingError) {
        _ = try now.status.after(event)
        guard !now.isOwn else { throw .ownRequest }
    }
}
