import Postgres
package import PraxisCore

extension OrderingService {
    /// One page of orders, newest first.
    package func orders(
        status: OrderStatus?, after: PurchaseOrder.ID?, as caller: Caller
    ) async throws -> Listing<PurchaseOrder> {
        Listing(
            try await self.database.read(
                as: caller, OrderStore.orders(in: caller.scope, status: status, after: after)))
    }

    /// An order with its lines and what has arrived, in one round trip.
    package func order(_ id: PurchaseOrder.ID, as caller: Caller) async throws -> OrderRecord {
        let (orders, vendors, lines, receipts, lacks) = try await self.database.read(
            as: caller, OrderStore.order(id, in: caller.scope), VendorStore.vendor(of: id), OrderStore.lines(of: id),
            ReceiptStore.receipts(of: id), ServiceStore.lacks(of: id))
        guard let order = orders.first else { throw OrderingError.notFound }
        return OrderRecord(order: order, vendor: vendors.first, lines: lines, receipts: receipts, lacks: lacks)
    }

    /// Sends an order to its vendor, or cancels it; what a canceled one still holds of the budget is freed.
    package func move(
        _ id: PurchaseOrder.ID, _ event: OrderEvent, reason: String? = nil, version: Int, as caller: Caller
    ) async throws {
        let _: PurchaseOrder.ID = try await self.write(as: caller) { transaction in
            let now = try Self.seen(
                try await transaction.fetch(OrderStore.locked(id, in: caller.scope)), version: version)
            try await self.move(now, by: event, reason: reason, in: transaction)
            return id
        }
    }

    /// One step of an order that this transaction holds.
    func move(
        _ now: PurchaseOrder, by event: OrderEvent, reason: String? = nil, in transaction: Transaction
    ) async throws {
        let status = try now.status.after(event)
        try await transaction.run(OrderStore.move(now.id, to: status, version: now.version))
        if status == .canceled { try await transaction.run(self.budgets.release(now.id)) }
        try await transaction.run(
            AuditEvent(
                "ordering.order.\(event.rawValue)", "purchase_order", now.id.uuid, clinic: now.clinic.id.uuid,
                before: try JSONText(["status": now.status.rawValue]),
                after: try JSONText(["status": status.rawValue]), reason: reason
            ).append)
    }

    /// Books what arrived; the order closes when nothing is to come.
    package func receive(
        _ lines: [Receipt.Line], of id: PurchaseOrder.ID, on day: LocalDate, note: String? = nil,
        as caller: Caller
    ) async throws -> Receipt.ID {
        guard !lines.isEmpty else { throw OrderingError.noLines }
        let packs = try JSONText(lines)
        return try await self.write(as: caller) { transaction in
            guard let now = try await transaction.fetch(OrderStore.locked(id, in: caller.scope)).first else {
                throw OrderingError.notFound
            }
            guard now.status == .released else {
                throw OrderingError.notAllowed("receive", from: now.status.rawValue)
            }
            let receipt = Receipt.ID.make()
            for statement in ReceiptStore.add(receipt, of: id, on: day, note: note, packs) {
                try await transaction.run(statement)
            }
            try await transaction.run(
                self.budgets.spend(receipt), OrderStore.closeIfComplete(id),
                AuditEvent(
                    "ordering.order.receive", "purchase_order", id.uuid, clinic: now.clinic.id.uuid,
                    after: try JSONText([
                        "receipt": receipt.description, "received_on": day.description,
                        "lines": lines.map { "\($0.number) × \($0.packs)" }.joined(separator: ", "),
                    ])
                ).append)
            return receipt
        }
    }
}
