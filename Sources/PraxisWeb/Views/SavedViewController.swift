import HTML
import HTTPTypes
import Hummingbird
package import PraxisCore

/// Views of lists: keeping one, the page that shows all of them, giving one up, beginning with one.
package struct SavedViewController: Controller {
    let views: SavedViewService

    package init(_ views: SavedViewService) { self.views = views }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/views", nil, "Saved views", self.list),
            .page(.get, "/{scope}/views/new", nil, "Save a view", self.blank),
            .page(.post, "/{scope}/views", nil, "Save a view", self.save),
            .page(.post, "/{scope}/views/{view}/removal", nil, "Give a view up", self.remove),
            .page(.post, "/{scope}/views/{view}/start", nil, "Begin with a view", self.begin),
            .page(.post, "/{scope}/views/{view}/start/removal", nil, "Begin without a view", self.leave),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let screen = ListScreen.named(context.query["screen"])
        let views = try await self.views.views(of: screen?.code, as: context.caller)
        let sharing = try await self.views.sharing(as: context.caller)
        return context.page(frame, "Saved views") { viewsPage(context, frame, screen, views, sharing) }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        guard let form = SavedViewForm(context.query) else { throw NotFound() }
        return try await self.page(context, form)
    }

    @Sendable private func save(request: Request, context: ScopedContext) async throws -> Response {
        guard let form = SavedViewForm(context.form) else {
            throw FieldErrors("filter", "Filter a list first, then save its view")
        }
        do {
            let sharing = try await self.views.sharing(as: context.caller)
            let view = try form.validated(sharing?.audiences ?? [.private])
            let id = try await self.views.save(view, as: context.caller)
            return .redirect(
                to: form.screen.place(context.scope, filter: view.query, view: id.description), flash: "View saved")
        } catch let errors as FieldErrors {
            return try await self.page(context, form, errors)
        }
    }

    private func page(
        _ context: ScopedContext, _ form: SavedViewForm, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let frame = try await context.frame()
        guard frame.may(form.screen.permission) else { throw Forbidden() }
        let sharing = try await self.views.sharing(as: context.caller)
        return context.page(frame, "Save this view", status: errors.isEmpty ? .ok : .unprocessableContent) {
            newViewPage(context, form, sharing?.audiences ?? [.private], errors)
        }
    }

    @Sendable private func remove(request: Request, context: ScopedContext) async throws -> Response {
        try await self.step(context, "View removed") { try await self.views.remove($0, as: context.caller) }
    }

    @Sendable private func begin(request: Request, context: ScopedContext) async throws -> Response {
        try await self.step(context, "You begin with this view") {
            try await self.views.begin(with: $0, as: context.caller)
        }
    }

    @Sendable private func leave(request: Request, context: ScopedContext) async throws -> Response {
        try await self.step(context, "You begin with everything") { try await self.views.leave($0, as: context.caller) }
    }

    private func step(
        _ context: ScopedContext, _ flash: String, _ body: (SavedView.ID) async throws -> Bool
    ) async throws -> Response {
        guard try await body(context.parameters.require("view")) else { throw NotFound() }
        return .redirect(to: .views(context.scope), flash: flash)
    }
}
