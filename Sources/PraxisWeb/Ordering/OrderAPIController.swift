import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Orders for programs: sending, canceling, receiving.
package struct OrderAPIController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/orders", .orderRead, "List orders",
                query: [
                    QueryItem("after", .uuid, "The `next` of the page before"),
                    QueryItem("status", OrderStatus.schema, "Orders of this status"),
                ], answers: .page(of: PurchaseOrder.schema), self.list),
            .api(
                .get, "/api/v1/{scope}/orders/{order}", .orderRead, "An order with its lines and receipts",
                answers: OrderRecord.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/orders/{order}/release", .orderPlace,
                "Mark an order as sent", answers: OrderRecord.schema, versioned: true, self.release),
            .api(
                .post, "/api/v1/{scope}/orders/{order}/cancellation", .orderPlace,
                "Cancel an order", takes: .object(["reason": .text(1...500)]),
                answers: OrderRecord.schema, versioned: true, self.cancel),
            .api(
                .post, "/api/v1/{scope}/orders/{order}/receipts", .receiptWrite, "Book what arrived",
                takes: .object([
                    "received_on": .date, "note": .text(1...500).optional,
                    "lines": .list(
                        of: .object(["number": .integer(1...500), "packs": .integer(1...1_000_000)]), 1...500),
                ]), answers: .created, status: .created, self.receive),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.ordering.orders(
            status: context.query["status"].flatMap(OrderStatus.init(rawValue:)),
            after: context.query["after"].flatMap { PurchaseOrder.ID($0) }, as: context.caller)
        return .json(JSONPage(page.rows, next: page.next(\.id)))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.answer(context.parameters.require("order"), context)
    }

    @Sendable private func release(request: Request, context: ScopedContext) async throws -> Response {
        let id: PurchaseOrder.ID = try context.parameters.require("order")
        try await self.ordering.move(id, .release, version: context.version(), as: context.caller)
        return try await self.answer(id, context)
    }

    @Sendable private func cancel(request: Request, context: ScopedContext) async throws -> Response {
        let id: PurchaseOrder.ID = try context.parameters.require("order")
        try await self.ordering.move(
            id, .cancel, reason: try context.json(ReasonInput.self).reason, version: context.version(),
            as: context.caller)
        return try await self.answer(id, context)
    }

    @Sendable private func receive(request: Request, context: ScopedContext) async throws -> Response {
        let input = try context.json(ReceiptInput.self)
        let numbers = input.lines.map(\.number)
        guard Set(numbers).count == numbers.count else { throw FieldErrors("lines", "Name each line once") }
        let id = try await self.ordering.receive(
            input.lines.map { Receipt.Line(number: $0.number, packs: $0.packs) },
            of: context.parameters.require("order"), on: input.receivedOn, note: input.note, as: context.caller)
        return .created(id)
    }

    private func answer(_ id: PurchaseOrder.ID, _ context: ScopedContext) async throws -> Response {
        let record = try await self.ordering.order(id, as: context.caller)
        return .json(record, version: record.order.version)
    }
}
