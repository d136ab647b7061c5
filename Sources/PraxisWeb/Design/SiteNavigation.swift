import HTML
import PraxisCore

/// The places of the site, at the side, and on phones the first four at the bottom.
func siteNavigation(_ shell: Shell) -> HTML {
    nav(.class("places"), .aria("label", "Main")) {
        ul {
            for item in shell.items {
                li(.class(item.section == nil ? "" : "section"), .data("section", item.section)) {
                    a(
                        .href(item.place(shell.frame.scope)), .aria("current", shell.isCurrent(item) ? "page" : nil),
                        .data("go", item.key)
                    ) {
                        icon(item.icon)
                        span { item.name }
                    }
                }
            }
        }
    }
}
