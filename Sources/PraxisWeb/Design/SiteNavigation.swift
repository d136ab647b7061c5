import HTML
import PraxisCore

/// The places of the site: at the side, and on phones the first four at the bottom, the others behind “More”.
func siteNavigation(_ shell: Shell) -> HTML {
    let items = shell.items
    return nav(.class("places"), .aria("label", "Main")) {
        ul { for item in items { place(item, shell) } }
        if items.count > 4 {
            details(.class("more")) {
                summary {
                    icon(.menu)
                    "More"
                }
                ul { for item in items.dropFirst(4) { place(item, shell) } }
            }
        }
    }
}

private func place(_ item: Navigation.Item, _ shell: Shell) -> HTML {
    li(.class(item.section == nil ? "" : "section"), .data("section", item.section)) {
        a(
            .href(item.place(shell.frame.home)), .aria("current", shell.isCurrent(item) ? "page" : nil),
            .data("go", item.key)
        ) {
            icon(item.icon)
            span { item.name }
        }
    }
}
