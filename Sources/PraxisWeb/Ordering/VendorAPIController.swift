import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Vendors and what they sell, for programs.
package struct VendorAPIController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        let after = QueryItem("after", .uuid, "The `next` of the page before")
        let words = QueryItem("q", .text(), "A part of the name or number")
        return [
            .api(
                .get, "/api/v1/{scope}/vendors", .vendorRead, "List vendors",
                query: [
                    after, words,
                    QueryItem("status", VendorStatus.schema, "Vendors of this status"),
                ], answers: .page(of: Vendor.schema), self.vendors),
            .api(
                .post, "/api/v1/{scope}/vendors", .vendorWrite, "Add a vendor; somebody else approves it",
                takes: VendorInput.schema(isNew: true), answers: .created, status: .created, self.addVendor),
            .api(
                .get, "/api/v1/{scope}/vendors/{vendor}", .vendorRead, "A vendor", answers: Vendor.schema,
                self.vendor),
            .api(
                .put, "/api/v1/{scope}/vendors/{vendor}", .vendorWrite,
                "Change a vendor or its status", takes: VendorInput.schema(isNew: false),
                answers: Vendor.schema, versioned: true, self.changeVendor),
            .api(
                .get, "/api/v1/{scope}/catalog", .catalogRead, "List what vendors sell",
                query: [after, words, QueryItem("vendor", .uuid, "What this vendor sells")],
                answers: .page(of: CatalogItem.schema), self.catalog),
            .api(
                .post, "/api/v1/{scope}/catalog", .catalogWrite, "Add an item", takes: ItemInput.schema(isNew: true),
                answers: .created, status: .created, self.addItem),
            .api(
                .get, "/api/v1/{scope}/catalog/{item}", .catalogRead, "An item", answers: CatalogItem.schema, self.item),
            .api(
                .put, "/api/v1/{scope}/catalog/{item}", .catalogWrite,
                "Change an item; a `service` that is left out stays, null takes it off",
                takes: ItemInput.schema(isNew: false), answers: CatalogItem.schema, versioned: true, self.changeItem),
        ]
    }

    @Sendable private func vendors(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.ordering.vendors(
            matching: context.query["q"], status: context.query["status"].flatMap(VendorStatus.init(rawValue:)),
            after: context.query["after"].flatMap { Vendor.ID($0) }, as: context.caller)
        return .json(JSONPage(page.rows, next: page.next(\.id)))
    }

    @Sendable private func addVendor(request: Request, context: ScopedContext) async throws -> Response {
        let vendor = try context.json(VendorInput.self).vendor(as: .make())
        return .created(try await self.ordering.add(vendor, as: context.caller))
    }

    @Sendable private func vendor(request: Request, context: ScopedContext) async throws -> Response {
        try await self.answer(vendor: context.parameters.require("vendor"), context)
    }

    @Sendable private func changeVendor(request: Request, context: ScopedContext) async throws -> Response {
        let id: Vendor.ID = try context.parameters.require("vendor")
        let vendor = try context.json(VendorInput.self).vendor(as: id, version: try context.version())
        try await self.ordering.change(vendor, as: context.caller)
        return try await self.answer(vendor: id, context)
    }

    private func answer(vendor id: Vendor.ID, _ context: ScopedContext) async throws -> Response {
        let vendor = try await self.ordering.vendor(id, as: context.caller)
        return .json(vendor, version: vendor.version)
    }

    @Sendable private func catalog(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.ordering.items(
            matching: context.query["q"], of: context.query["vendor"].flatMap { Vendor.ID($0) },
            after: context.query["after"].flatMap { CatalogItem.ID($0) }, as: context.caller)
        return .json(JSONPage(page.rows, next: page.next(\.id)))
    }

    @Sendable private func addItem(request: Request, context: ScopedContext) async throws -> Response {
        let item = try context.json(ItemInput.self).item(as: .make())
        return .created(try await self.ordering.add(item, as: context.caller))
    }

    @Sendable private func item(request: Request, context: ScopedContext) async throws -> Response {
        try await self.answer(item: context.parameters.require("item"), context)
    }

    @Sendable private func changeItem(request: Request, context: ScopedContext) async throws -> Response {
        let id: CatalogItem.ID = try context.parameters.require("item")
        let known = try await self.ordering.item(id, as: context.caller)
        let item = try context.json(ItemInput.self).item(as: id, of: known, version: try context.version())
        try await self.ordering.change(item, as: context.caller)
        return try await self.answer(item: id, context)
    }

    private func answer(item id: CatalogItem.ID, _ context: ScopedContext) async throws -> Response {
        let item = try await self.ordering.item(id, as: context.caller)
        return .json(item, version: item.version)
    }
}

extension Listing {
    /// What to give as `after` for the next page.
    func next<Entity>(_ id: (Row) -> Identifier<Entity>) -> String? {
        self.hasMore ? self.rows.last.map { id($0).description } : nil
    }
}
