import HTML
import PraxisCore

/// The saved views of the list that a page shows.
struct SavedViews: Sendable {
    let screen: ListScreen
    let scope: Scope
    let query: Form
    let views: [SavedView]

    /// What the page filters by now.
    var filter: String { self.screen.filter(of: self.query) }

    /// Where the bare address of the list leads: to the view that the caller begins with.
    var start: Place? {
        guard self.query.fields.isEmpty, let first = self.views.first(where: \.isFirst) else { return nil }
        return self.place(first)
    }

    func place(_ view: SavedView) -> Place {
        self.screen.place(self.scope, filter: view.query, view: view.id.description)
    }
}

/// The views above a list as chips, and the way to keep the present filter; nothing where there is neither.
func savedViewBar(_ saved: SavedViews) -> HTML {
    let filter = saved.filter
    let isNew = !filter.isEmpty && !saved.views.contains { $0.query == filter }
    if saved.views.isEmpty && !isNew { return HTML() }
    return nav(.class("chips views"), .aria("label", "Saved views")) {
        if !saved.views.isEmpty {
            span(.class("chips-title"), .ariaHidden) { "Views" }
            viewChip("Everything", saved.screen.place(saved.scope, filter: "", view: "all"), isOn: filter.isEmpty)
            for view in saved.views {
                viewChip(view.name, saved.place(view), isOn: view.query == filter, isFirst: view.isFirst)
            }
        }
        if isNew { buttonLink("Save this view", .newView(saved.screen, saved.scope, filter: filter), .quiet) }
        if !saved.views.isEmpty { buttonLink("Manage views", .views(saved.screen, saved.scope), .quiet) }
    }
}

private func viewChip(_ name: String, _ place: Place, isOn: Bool, isFirst: Bool = false) -> HTML {
    a(.class("chip", isOn ? "on" : ""), .href(place), .aria("current", isOn ? "true" : nil)) {
        name
        if isFirst { span(.class("hidden")) { ", you begin with it" } }
    }
}

extension ScopedContext {
    /// The saved views of the list that a page shows.
    func savedViews(of screen: ListScreen) async throws -> SavedViews {
        SavedViews(
            screen: screen, scope: self.scope, query: self.query,
            views: try await SavedViewService(self.site.database).views(of: screen.code, as: self.caller))
    }
}
