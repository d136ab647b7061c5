import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Every component in every state, on one page, in development.
struct DesignController: Controller {
    let isDevelopment: Bool

    var routes: [Route] {
        self.isDevelopment ? [.open(.get, "/design", "Components", self.design)] : []
    }

    @Sendable private func design(request: Request, context: OpenContext) async throws -> Response {
        pageDocument(context.site, "Components · Praxis", token: nil) {
            main(.id("main")) {
                pageHeader(
                    "Components", tag: statusTag("Development", .info), lead: "Every component in every state.",
                    trail: [Crumb("Today", .home(.all)), Crumb("Help", .help)]
                ) {
                    buttonLink("Plain", .design)
                    buttonLink("Primary", .design, .primary, icon: .plus)
                }
                DesignSamples.pieces
                DesignSamples.lists
                DesignSamples.chosen(context)
                DesignSamples.form(context)
                DesignSamples.charts
            }
        }.response()
    }
}
