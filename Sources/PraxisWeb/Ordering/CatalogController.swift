import HTML
import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// What vendors sell.
package struct CatalogController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/catalog", .catalogRead, "Catalog", self.list),
            .export("/{scope}/catalog.csv", .catalogRead, "Catalog as CSV", self.csv),
            .export("/{scope}/catalog.xlsx", .catalogRead, "Catalog for Excel", self.workbook),
            .page(.get, "/{scope}/catalog/new", .catalogWrite, "Add an item", self.blank),
            .page(.post, "/{scope}/catalog", .catalogWrite, "Add an item", self.add),
            .page(.get, "/{scope}/catalog/{item}", .catalogWrite, "Change an item", self.edit),
            .page(.post, "/{scope}/catalog/{item}", .catalogWrite, "Change an item", self.change),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let items = try await self.ordering.items(
            matching: context.query["q"], of: nil, after: context.query["after"].flatMap { CatalogItem.ID($0) },
            as: context.caller)
        let frame = try await shell
        return context.page(frame, "Catalog") { catalogPage(frame, context.query, items) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) -> ListExport<CatalogItem> {
        ListExport(
            "catalog",
            columns: [
                .text("Vendor") { $0.vendorName }, .text("Number") { $0.sku }, .text("Item") { $0.name },
                .text("Unit") { $0.pack.unit.rawValue }, .number("In a pack") { $0.pack.baseUnits },
                .decimal("Price") { $0.unitPrice.description }, .text("Account") { $0.ledgerCode },
                .text("Used for") { $0.service },
            ]
        ) { last in
            try await self.ordering.items(
                matching: context.query["q"], of: nil, after: last?.id, as: context.caller
            ).rows
        }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, nil, ItemForm(Form()))
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let form = ItemForm(context.form)
        do {
            _ = try await self.ordering.add(try form.validated(as: .make()), as: context.caller)
            return .redirect(to: .catalog(context.scope), flash: "Added")
        } catch let errors as FieldErrors {
            return try await self.page(context, nil, form, errors)
        } catch OrderingError.alreadyThere {
            return try await self.page(
                context, nil, form, FieldErrors("sku", "This vendor has an item of this number already"))
        }
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        let item = try await self.ordering.item(context.parameters.require("item"), as: context.caller)
        return try await self.page(context, item, ItemForm(item))
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: CatalogItem.ID = try context.parameters.require("item")
        let form = ItemForm(context.form)
        do {
            try await self.ordering.change(
                try form.validated(as: id, version: context.version()), as: context.caller)
            return .redirect(to: .catalog(context.scope), flash: "Saved")
        } catch let errors as FieldErrors {
            return try await self.page(
                context, try await self.ordering.item(id, as: context.caller), form, errors)
        } catch OrderingError.stale {
            return try await self.page(
                context, try await self.ordering.item(id, as: context.caller), form,
                FieldErrors("name", "Somebody changed this in the meantime: compare it, and save again to keep yours"))
        }
    }

    private func page(
        _ context: ScopedContext, _ item: CatalogItem?, _ form: ItemForm, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        async let shell = context.frame()
        let choices = try await self.ordering.catalogChoices(as: context.caller)
        let frame = try await shell
        let name = item == nil ? "Add an item" : "Change an item"
        return context.page(frame, name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            itemFormPage(context, item, form, choices, errors)
        }
    }
}
