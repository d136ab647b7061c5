import HTTPTypes
import Hummingbird
package import PraxisCore

/// Views of lists, for programs.
package struct SavedViewAPIController: Controller {
    let views: SavedViewService

    package init(_ views: SavedViewService) { self.views = views }

    package var routes: [Route] {
        let screens = Schema.choice(ListScreen.all.map(\.code))
        return [
            .api(
                .get, "/api/v1/{scope}/views", nil, "List the views that the caller is shown",
                query: [QueryItem("screen", screens, "Views of this list")], answers: .page(of: SavedView.schema),
                self.list),
            .api(
                .post, "/api/v1/{scope}/views", nil, "Keep a filter of a list under a name",
                takes: .object([
                    "screen": screens, "name": .text(1...60), "query": .text(1...1000),
                    "audience": SavedView.Audience.schema.optional,
                    "first": Schema.boolean.optional,
                ]), answers: .created, status: .created, self.save),
            .api(
                .delete, "/api/v1/{scope}/views/{view}", nil, "Give a view up", status: .noContent, self.remove),
            .api(
                .put, "/api/v1/{scope}/views/{view}/start", nil, "Begin with a view", status: .noContent, self.begin),
            .api(
                .delete, "/api/v1/{scope}/views/{view}/start", nil, "Begin without the view", status: .noContent,
                self.leave),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let views = try await self.views.views(of: context.query["screen"], as: context.caller)
        return .json(JSONPage(views, next: nil))
    }

    @Sendable private func save(request: Request, context: ScopedContext) async throws -> Response {
        let input = try context.json(SavedViewInput.self)
        guard let screen = ListScreen.named(input.screen), let query = try? Form(encoded: input.query.utf8) else {
            throw FieldErrors("query", "Write names and values as in an address: status=open")
        }
        let filter = screen.filter(of: query)
        if filter.isEmpty { throw FieldErrors("query", "Name one of: " + screen.items.joined(separator: ", ")) }
        let audience = input.audience.flatMap(SavedView.Audience.init(rawValue:)) ?? .private
        let sharing = try await self.views.sharing(as: context.caller)
        guard (sharing?.audiences ?? [.private]).contains(audience) else { throw Forbidden() }
        let view = NewView(
            screen: screen.code, name: input.name, query: filter, audience: audience, isFirst: input.first ?? false)
        return .created(try await self.views.save(view, as: context.caller))
    }

    @Sendable private func remove(request: Request, context: ScopedContext) async throws -> Response {
        try await self.done(context) { try await self.views.remove($0, as: context.caller) }
    }

    @Sendable private func begin(request: Request, context: ScopedContext) async throws -> Response {
        try await self.done(context) { try await self.views.begin(with: $0, as: context.caller) }
    }

    @Sendable private func leave(request: Request, context: ScopedContext) async throws -> Response {
        try await self.done(context) { try await self.views.leave($0, as: context.caller) }
    }

    private func done(
        _ context: ScopedContext, _ body: (SavedView.ID) async throws -> Bool
    ) async throws -> Response {
        guard try await body(context.parameters.require("view")) else { throw NotFound() }
        return .noContent
    }
}

private struct SavedViewInput: Decodable {
    let screen: String
    let name: String
    let query: String
    let audience: String?
    let first: Bool?
}

extension SavedView: APIObject {
    static let members: [APIMember<SavedView>] = [
        APIMember("id") { $0.id }, APIMember("screen") { $0.screen }, APIMember("name") { $0.name },
        APIMember("query") { $0.query }, APIMember("audience") { $0.audience },
        APIMember("is_own") { $0.isOwn }, APIMember("is_first") { $0.isFirst },
    ]
}

extension SavedView.Audience: APIWord {}
