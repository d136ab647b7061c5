import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Ordering for programs: vendors, requisitions and their decisions, orders.
package struct OrderingAPIController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        let after = QueryItem("after", .text(), "Where the page begins")
        return [
            .api(
                .get, "/api/v1/{scope}/vendors", .vendorRead, "List vendors", query: [after], answers: .any,
                self.vendors),
            .api(
                .get, "/api/v1/{scope}/catalog", .catalogRead, "List what vendors sell", query: [after],
                answers: .any, self.catalog),
            .api(
                .get, "/api/v1/{scope}/requisitions", .requisitionRead, "List requisitions", query: [after],
                answers: .any, self.requisitions),
            .api(
                .post, "/api/v1/{scope}/requisitions", .requisitionWrite, "Write a requisition",
                takes: .object([
                    "needed_on": .date, "note": .text(1...2000).optional, "submit": .boolean.optional,
                    "lines": .list(of: .object(["item": .uuid, "packs": .integer(1...1_000_000)]), 1...200),
                ]), answers: .created, status: .created, self.request),
            .api(
                .get, "/api/v1/{scope}/requisitions/{requisition}", .requisitionRead, "A requisition",
                answers: .any, self.requisition),
            .api(
                .post, "/api/v1/{scope}/requisitions/{requisition}/approval", .requisitionApprove,
                "Approve a requisition", answers: .object(["orders": .list(of: .uuid)]), versioned: true, self.approve),
            .api(
                .get, "/api/v1/{scope}/orders", .orderRead, "List orders", query: [after], answers: .any,
                self.orders),
        ]
    }

    @Sendable private func vendors(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.ordering.vendors(
            matching: nil, status: nil, after: context.query["after"].flatMap { Vendor.ID($0) }, as: context.caller)
        return try .json(JSONPage(page.rows.map(VendorBody.init), next: page.next(\.id)))
    }

    @Sendable private func catalog(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.ordering.items(
            matching: nil, of: nil, after: context.query["after"].flatMap { CatalogItem.ID($0) }, as: context.caller)
        return try .json(JSONPage(page.rows.map(ItemBody.init), next: page.next(\.id)))
    }

    @Sendable private func requisitions(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.ordering.requisitions(
            status: nil, after: context.query["after"].flatMap { Requisition.ID($0) }, as: context.caller)
        return try .json(JSONPage(page.rows.map { RequisitionBody($0) }, next: page.next(\.id)))
    }

    @Sendable private func request(request: Request, context: ScopedContext) async throws -> Response {
        struct Line: Decodable {
            let item: CatalogItem.ID
            let packs: Int
        }
        struct Body: Decodable {
            let neededOn: LocalDate
            let note: String?
            let submit: Bool?
            let lines: [Line]

            enum CodingKeys: String, CodingKey {
                case neededOn = "needed_on"
                case note, submit, lines
            }
        }
        let body = try context.json(Body.self)
        let draft = RequisitionDraft(
            neededOn: body.neededOn, note: body.note,
            lines: body.lines.map { RequisitionDraft.Line(item: $0.item, packs: $0.packs) })
        let id = try await self.ordering.request(draft, submitting: body.submit ?? false, as: context.caller)
        return try .json(["id": id], status: .created)
    }

    @Sendable private func requisition(request: Request, context: ScopedContext) async throws -> Response {
        let record = try await self.ordering.requisition(
            context.parameters.require("requisition"), as: context.caller)
        return try .json(RequisitionBody(record.requisition, record.lines), version: record.requisition.version)
    }

    @Sendable private func approve(request: Request, context: ScopedContext) async throws -> Response {
        let orders = try await self.ordering.approve(
            context.parameters.require("requisition"), version: context.version(), as: context.caller)
        return try .json(["orders": orders])
    }

    @Sendable private func orders(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.ordering.orders(
            status: nil, after: context.query["after"].flatMap { PurchaseOrder.ID($0) }, as: context.caller)
        return try .json(JSONPage(page.rows.map(OrderBody.init), next: page.next(\.id)))
    }
}

extension Listing {
    /// What to give as `after` for the next page.
    fileprivate func next<Entity>(_ id: (Row) -> Identifier<Entity>) -> String? {
        self.hasMore ? self.rows.last.map { id($0).description } : nil
    }
}
