package import HTML
import PraxisCore

/// A filter above a list: all its choices as links, the chosen one marked.
package struct Chips: Sendable {
    let title: String
    let name: String
    let all: String
    let isList: Bool
    let choices: [Choice]

    /// - Parameters:
    ///   - title: what is filtered by, such as `Status`.
    ///   - name: of the query's item.
    ///   - all: what stands for no choice.
    ///   - isList: whether there are too many to see them all: they are a list to choose from beside the search.
    ///   - choices: without the one for everything, which is added.
    package init(_ title: String, name: String, all: String = "All", isList: Bool = false, _ choices: [Choice]) {
        self.all = all
        self.isList = isList
        self.title = title
        self.name = name
        self.choices = choices
    }
}

/// The bar above a list: filters, and a field to search in it.
///
/// - Parameters:
///   - path: the page itself with its query; what is chosen stays while another filter changes.
///   - hint: the hint of the search field; none where it is `nil`.
package func filterBar(_ path: URLPath, _ query: Form, _ chips: [Chips] = [], search hint: String? = nil) -> HTML {
    let lists = chips.filter(\.isList)
    return search(.class("bar filters")) {
        if hint != nil || !lists.isEmpty { searchForm(path, query, hint, lists) }
        for part in chips where !part.isList { chipGroup(part, path, query) }
    }
}

private func searchForm(_ path: URLPath, _ query: Form, _ hint: String?, _ lists: [Chips]) -> HTML {
    let asked = Set(["q", "after"] + lists.map(\.name))
    return getForm(Place(path: URLPath(path.segments)), .class("inline find")) {
        if let hint {
            fieldName("find", hint)
            input(.type("search"), .id("find"), .name("q"), .value(query["q"]), .autocomplete("off"))
        }
        for list in lists { choiceList(list, chosen: query[list.name]) }
        for item in path.query where !asked.contains(item.name) {
            input(.type("hidden"), .name(item.name), .value(item.value))
        }
        button(.type("submit"), .class("button")) {
            icon(.search)
            hint == nil ? "Show" : "Find"
        }
    }
}

private func choiceList(_ chips: Chips, chosen: String?) -> HTML {
    group {
        fieldName("list-\(chips.name)", chips.title)
        select(.id("list-\(chips.name)"), .name(chips.name)) {
            option(.value(""), .selected(chosen == nil)) { chips.all }
            for choice in chips.choices {
                option(.value(choice.value), .selected(choice.value == chosen)) { choice.label }
            }
        }
    }
}

private func fieldName(_ id: String, _ text: String) -> HTML { label(.for(id)) { text } }

private func chipGroup(_ chips: Chips, _ path: URLPath, _ query: Form) -> HTML {
    let chosen = query[chips.name]
    return div(.class("chips"), .role("group"), .aria("label", chips.title)) {
        span(.class("chips-title"), .ariaHidden) { chips.title }
        chip(chips.all, path.replacing(chips.name, nil), isOn: chosen == nil)
        for choice in chips.choices {
            chip(choice.label, path.replacing(chips.name, choice.value), isOn: choice.value == chosen)
        }
    }
}

private func chip(_ title: String, _ path: URLPath, isOn: Bool) -> HTML {
    a(.class("chip", isOn ? "on" : ""), .href(path.replacing("after", nil)), .aria("current", isOn ? "true" : nil)) {
        title
    }
}

/// The foot of a list: how many there are, the next page, and the list as a file.
///
/// - Parameters:
///   - shown: rows on this page.
///   - total: all that fit the filter, where it was counted.
///   - next: what the last row gives for `after`; `nil` on the last page.
///   - exports: whether the same path with `.csv` and `.xlsx` exists.
///   - files: the list in other forms, which no filter narrows.
package func pager(
    _ path: URLPath, shown: Int, total: Int? = nil, next: String?, exports: Bool = false,
    files: [(title: String, place: Place)] = []
) -> HTML {
    let isFirst = !path.query.contains { $0.name == "after" }
    return nav(.class("bar pager"), .aria("label", "Pages")) {
        span(.class("muted")) { count(shown, total) }
        if !isFirst { a(.class("button"), .href(path.replacing("after", nil)), .rel("first")) { "First page" } }
        if let next {
            a(.class("button"), .href(path.replacing("after", next)), .rel("next")) {
                "Next page"
                icon(.chevronRight)
            }
        }
        if exports {
            span(.class("push exports")) {
                a(.href(path.replacing("after", nil).suffixed(".csv")), .download()) {
                    icon(.download)
                    "CSV"
                }
                a(.href(path.replacing("after", nil).suffixed(".xlsx")), .download()) {
                    icon(.download)
                    "Excel"
                }
                for file in files {
                    a(.href(file.place), .download()) {
                        icon(.download)
                        file.title
                    }
                }
            }
        }
    }
}

private func count(_ shown: Int, _ total: Int?) -> String {
    if let total, total > shown { return "\(shown) of \(total.magnitude.grouped)" }
    return shown == 1 ? "1 entry" : "\(shown.magnitude.grouped) entries"
}

/// What stands where a list would be: why it is empty, and the next step.
package func emptyState(
    _ title: String, _ detail: String? = nil, icon drawing: Icon = .list, @HTMLBuilder actions: () -> HTML = { HTML() }
) -> HTML {
    div(.class("empty")) {
        icon(drawing)
        p(.class("empty-title")) { title }
        if let detail { p { detail } }
        div(.class("bar")) { actions() }
    }
}
