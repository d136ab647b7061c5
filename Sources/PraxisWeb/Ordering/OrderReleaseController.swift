import HTML
import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Several orders marked as sent at once: first the page that says what would happen, then doing it.
package struct OrderReleaseController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        [
            .page(.post, "/{scope}/orders/releases", .orderPlace, "Mark orders as sent", self.release)
        ]
    }

    /// Without a confirmation nothing is changed. With one, all orders are marked that were seen, or none.
    @Sendable private func release(request: Request, context: ScopedContext) async throws -> Response {
        let seen = context.form.all("seen[]").compactMap(ChosenOrder.init(text:))
        let ids = context.form.all("order[]").compactMap { PurchaseOrder.ID($0) } + seen.map(\.id)
        guard (1...100).contains(ids.count) else {
            return try await self.page(
                context, [],
                errors: FieldErrors(
                    "order[]",
                    ids.isEmpty ? "Tick the orders that you have sent" : "Tick at most 100 orders at a time"))
        }
        guard !seen.isEmpty else { return try await self.page(context, ids) }
        do {
            let count = try await self.ordering.release(seen, as: context.caller)
            return .redirect(to: .orders(context.scope), flash: counted(count, "order", "orders") + " marked as sent")
        } catch let refused as OrderingError {
            return try await self.page(context, ids, refused: refused.problem)
        }
    }

    private func page(
        _ context: ScopedContext, _ ids: [PurchaseOrder.ID], refused: Problem? = nil,
        errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let frame = try await context.frame()
        let orders = ids.isEmpty ? [] : try await self.ordering.orders(ids, as: context.caller)
        let status = refused?.status ?? (errors.isEmpty ? .ok : .unprocessableContent)
        return context.page(frame, "Mark orders as sent", status: status) {
            orderReleasePage(context, frame, orders, refused: refused, errors: errors)
        }
    }
}

extension ChosenOrder {
    /// Reads an order as the page of confirmation sends it: identifier and version with a colon between.
    fileprivate init?(text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let id = PurchaseOrder.ID(String(parts[0])), let version = Int(parts[1]) else {
            return nil
        }
        self.init(id: id, version: version)
    }
}
