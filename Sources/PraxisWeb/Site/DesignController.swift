import HTML
import HTTPTypes
import Hummingbird

/// Every component in every state, on one page, in development.
struct DesignController: Controller {
    let isDevelopment: Bool

    var routes: [Route] {
        self.isDevelopment ? [.open(.get, "/design", "Components", self.design)] : []
    }

    @Sendable private func design(request: Request, context: OpenContext) async throws -> Response {
        pageDocument(context.site, "Components · Praxis", token: nil) {
            main(.id("main"), .class("plain")) { pageHeader("Components") }
        }.response()
    }
}
