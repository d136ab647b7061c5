import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// The search over everything; also the page behind the command box.
struct SearchController: Controller {
    var routes: [Route] {
        [.page(.get, "/{scope}/search", nil, "Search", self.search)]
    }

    @Sendable private func search(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let words = String((context.query["q"] ?? "").prefix(100))
        var hits: [SearchHit] = []
        if !words.isEmpty {
            for source in context.site.search {
                hits += try await source.hits(for: words, as: context.caller, frame: frame)
            }
        }
        let results = searchResults(words, hits, inAll: context.scope == .all)
        if request.asksFor("results") { return results.response() }
        return try await context.page(frame, "Search") {
            pageHeader("Search")
            getForm(Place.search(context.scope), .class("inline find")) {
                label(.for("words"), .class("hidden")) { "Words to look for" }
                input(.type("search"), .id("words"), .name("q"), .value(words), .autofocus(), .autocomplete("off"))
                submit("Search")
            }
            results
        }
    }
}

private func searchResults(_ words: String, _ hits: [SearchHit], inAll: Bool) -> HTML {
    div(.id("results"), .aria("live", "polite")) {
        if words.isEmpty {
            emptyState(
                "Look for a person, vendor, order or license", "A part of the name or number is enough.", icon: .search)
        } else if hits.isEmpty {
            emptyState(
                "Nothing found for “\(words)”",
                inAll ? "Try fewer letters." : "Try fewer letters, or look in all clinics.", icon: .search)
        } else {
            ul(.class("hits")) {
                for hit in hits {
                    li {
                        a(.href(hit.place)) {
                            strong { hit.title }
                            if let detail = hit.detail { span(.class("muted")) { detail } }
                            statusTag(hit.kind)
                        }
                    }
                }
            }
        }
    }
}
