package import HTML

/// Parts of a record, each a page of its own.
package func tabs(_ label: String, current: Place, _ items: [(title: String, place: Place)]) -> HTML {
    nav(.class("tabs"), .aria("label", label)) {
        ul {
            for item in items {
                li { a(.href(item.place), .aria("current", item.place == current ? "page" : nil)) { item.title } }
            }
        }
    }
}

/// A tab that stands for one page, or for several: it opens the first, and while one of them is open all are tabs below it.
package struct TabGroup {
    let title: String
    let items: [(title: String, place: Place)]

    /// Several pages, at least one.
    package init(_ title: String, _ items: [(title: String, place: Place)]) {
        self.title = title
        self.items = items
    }

    /// One page.
    package init(_ title: String, _ place: Place) { self.init(title, [(title, place)]) }

    fileprivate func holds(_ place: Place) -> Bool { self.items.contains { $0.place == place } }
}

/// Parts of a module where there are too many for one row.
package func tabs(_ label: String, current: Place, _ groups: [TabGroup]) -> HTML {
    div(.class("tab-levels")) {
        nav(.class("tabs"), .aria("label", label)) {
            ul {
                for group in groups {
                    let state = group.holds(current) ? (group.items.count == 1 ? "page" : "true") : nil
                    li { a(.href(group.items[0].place), .aria("current", state)) { group.title } }
                }
            }
        }
        if let open = groups.first(where: { $0.holds(current) && $0.items.count > 1 }) {
            nav(.class("tabs below"), .aria("label", open.title)) {
                ul {
                    for item in open.items {
                        li {
                            a(.href(item.place), .aria("current", item.place == current ? "page" : nil)) { item.title }
                        }
                    }
                }
            }
        }
    }
}
