import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// The home page: what needs attention today, as each module tells it.
struct HomeController: Controller {
    var routes: [Route] {
        [
            .page(.get, "/", nil, "Home", self.front),
            .page(.get, "/{scope}", nil, "Today", self.home),
        ]
    }

    /// To the only clinic, or to all.
    @Sendable private func front(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let scope = frame.clinics.count == 1 ? frame.clinics.first.map { Scope.clinic($0.slug) } : nil
        return .redirect(to: Place.home(scope ?? .all))
    }

    @Sendable private func home(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        var found: [Attention] = []
        for source in context.site.attention {
            found += try await source.attention(as: context.caller, frame: frame)
        }
        let sorted = found.filter { $0.count > 0 }.sorted { $0.urgency < $1.urgency }
        return context.page(frame, "Today") { homePage(frame, sorted) }
    }
}

/// What the home page shows.
func homePage(_ frame: Frame, _ attention: [Attention]) -> HTML {
    group {
        pageHeader(
            "Today",
            lead: "What needs attention at \(frame.scopeInSentence).")
        if attention.isEmpty {
            emptyState("Nothing is waiting for you", "New work appears here as soon as there is some.", icon: .check)
        } else {
            attentionList(attention)
        }
    }
}

/// What waits, most pressing first.
func attentionList(_ attention: [Attention]) -> HTML {
    ul(.class("attention")) {
        for item in attention { li { attentionLink(item) } }
    }
}

private func attentionLink(_ item: Attention) -> HTML {
    let (tone, word): (String, String) =
        switch item.urgency {
        case .now: ("bad", "Now")
        case .soon: ("warn", "Soon")
        case .info: ("info", "To know")
        }
    return a(.class("attention-item", tone), .href(item.place)) {
        strong(.class("attention-count")) { String(item.count) }
        span {
            span(.class("attention-title")) { item.title }
            if let detail = item.detail { small { detail } }
        }
        span(.class("tag", tone)) { word }
        icon(.chevronRight)
    }
}
