import HTML
import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Orders: the list, the record that prints, sending, canceling, receiving.
package struct OrderController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/orders", .orderRead, "Orders", self.list),
            .export("/{scope}/orders.csv", .orderRead, "Orders as CSV", self.csv),
            .export("/{scope}/orders.xlsx", .orderRead, "Orders for Excel", self.workbook),
            .page(.get, "/{scope}/orders/{order}", .orderRead, "An order", self.show),
            .page(.post, "/{scope}/orders/{order}/release", .orderPlace, "Send an order", self.release),
            .page(.post, "/{scope}/orders/{order}/cancellation", .orderPlace, "Cancel an order", self.cancel),
            .page(.post, "/{scope}/orders/{order}/receipts", .receiptWrite, "Book what arrived", self.receive),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let views = try await context.savedViews(of: .orders)
        if let start = views.start { return .redirect(to: start) }
        let orders = try await self.ordering.orders(
            status: context.query["status"].flatMap(OrderStatus.init(rawValue:)),
            after: context.query["after"].flatMap { PurchaseOrder.ID($0) }, as: context.caller)
        let frame = try await shell
        return context.page(frame, "Orders") { ordersPage(context, frame, views, orders) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) -> ListExport<PurchaseOrder> {
        let status = context.query["status"].flatMap(OrderStatus.init(rawValue:))
        return ListExport(
            "orders",
            columns: [
                .text("Number") { $0.number }, .text("Clinic") { $0.clinic.name }, .text("Vendor") { $0.vendorName },
                .text("Status") { $0.status.title }, .date("Needed on") { $0.neededOn }, .money("Total") { $0.total },
            ]
        ) { last in
            try await self.ordering.orders(status: status, after: last?.id, as: context.caller).rows
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context)
    }

    /// The record, with what was refused above it, or with the form as it was typed and what is wrong with it.
    private func page(
        _ context: ScopedContext, refused: Problem? = nil, errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        async let shell = context.frame()
        let record = try await self.ordering.order(context.parameters.require("order"), as: context.caller)
        let frame = try await shell
        let status = refused?.status ?? (errors.isEmpty ? .ok : .unprocessableContent)
        return context.page(frame, record.order.number, status: status) {
            orderPage(context, frame, record, refused: refused, errors: errors)
        }
    }

    @Sendable private func release(request: Request, context: ScopedContext) async throws -> Response {
        try await self.step(context, "Marked as sent") { id in
            try await self.ordering.move(id, .release, version: context.version(), as: context.caller)
        }
    }

    @Sendable private func cancel(request: Request, context: ScopedContext) async throws -> Response {
        guard let reason = context.form["reason"] else {
            return try await self.page(context, errors: FieldErrors("reason", "Say why"))
        }
        return try await self.step(context, "Canceled; the budget is free again") { id in
            try await self.ordering.move(
                id, .cancel, reason: String(reason.prefix(500)), version: context.version(), as: context.caller)
        }
    }

    @Sendable private func receive(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let form = ReceiptForm(context.form)
        do {
            let (lines, day) = try form.validated(on: frame.today)
            return try await self.step(context, "Booked") { id in
                _ = try await self.ordering.receive(lines, of: id, on: day, note: form.note, as: context.caller)
            }
        } catch let errors as FieldErrors {
            return try await self.page(context, errors: errors)
        }
    }

    /// A step of the record: to its page, or the page again with the reason of the refusal.
    private func step(
        _ context: ScopedContext, _ flash: String, _ body: (PurchaseOrder.ID) async throws -> Void
    ) async throws -> Response {
        let id: PurchaseOrder.ID = try context.parameters.require("order")
        do {
            try await body(id)
        } catch OrderingError.notFound {
            throw NotFound()
        } catch let refused as OrderingError {
            return try await self.page(context, refused: refused.problem)
        }
        return .redirect(to: .order(context.scope, id), flash: flash)
    }
}
