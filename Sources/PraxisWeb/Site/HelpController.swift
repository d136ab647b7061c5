import HTML
import HTTPTypes
import Hummingbird

/// How the site works.
struct HelpController: Controller {
    var routes: [Route] {
        [.page(.get, "/help", nil, "Help", self.help)]
    }

    @Sendable private func help(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, "Help") { helpPage(frame) }
    }
}

private func helpPage(_ frame: Frame) -> HTML {
    group {
        pageHeader("Help", lead: "Everything here works with a mouse, a keyboard or a touch screen.")
        card("Keys") {
            p {
                "Keys do nothing while you type in a field. "
                a(.href(Place.account)) { "Your account" }
                " turns single keys off."
            }
            dl(.class("keys")) {
                for (keys, meaning) in helpKeys + placeKeys(frame) {
                    div {
                        dt { for key in keys { kbd { key } } }
                        dd { meaning }
                    }
                }
            }
        }
        card("Dates and amounts") {
            p {
                "Date fields know these keys: T today, W and K the first and last day of the week, M and H of the month, Y and R of the year, + and − a day."
            }
            p { "Amounts can be typed as 1250, 1,250 or $1,250.00." }
        }
    }
}

private let helpKeys: [([String], String)] = [
    (["/"], "Search"),
    (["Ctrl", "K"], "Go anywhere"),
    (["?"], "This page"),
    (["J"], "Next row of a list"),
    (["K"], "Row before"),
    (["X"], "Choose the row"),
    (["E"], "Change what is shown"),
    (["N"], "Add another"),
]

/// The keys of the places that the caller may open.
private func placeKeys(_ frame: Frame) -> [([String], String)] {
    Navigation.items.filter { $0.permission.map(frame.may) ?? true }
        .compactMap { item in item.key.map { (["G", $0.uppercased()], item.name) } }
}
