import HTML
import PraxisCore

/// The form that keeps a filter under a name.
func newViewPage(
    _ context: ScopedContext, _ form: SavedViewForm, _ audiences: [SavedView.Audience],
    _ errors: FieldErrors = FieldErrors()
) -> HTML {
    let list = form.screen.place(context.scope, filter: form.filter, view: "all")
    return group {
        pageHeader(
            "Save this view", lead: "It keeps the filter, not what it finds: \(form.screen.words(form.filter)).",
            trail: [Crumb(form.screen.title, form.screen.place(context.scope))])
        errorSummary(errors)
        postForm(context, .views(context.scope)) {
            input(.type("hidden"), .name("screen"), .value(form.screen.code))
            input(.type("hidden"), .name("filter"), .value(form.filter))
            textField(Field("name", "Name", value: form.name, hint: "Such as Ends this month", errors: errors))
            if audiences.count > 1 {
                radios(
                    Field("audience", "Who is shown it", value: form.audience ?? "private", errors: errors),
                    audiences.map { Choice($0.rawValue, $0.title) })
            }
            checkbox("first", "Begin with it", isOn: form.isFirst, hint: "Whenever you open \(form.screen.title)")
            formActions {
                submit("Save view")
                cancelLink(list)
            }
        }
    }
}

/// The views that the caller is shown, and what can be done with them.
func viewsPage(
    _ context: ScopedContext, _ frame: Frame, _ screen: ListScreen?, _ views: [SavedView],
    _ sharing: ViewSharing?
) -> HTML {
    group {
        pageHeader(
            "Saved views", lead: "Filters that were kept under a name, at \(frame.scopeInSentence).",
            trail: screen.map { [Crumb($0.title, $0.place(context.scope))] } ?? [])
        if views.isEmpty {
            emptyState("No saved views", "Filter a list, then choose “Save this view” above it.")
        } else {
            dataTable("Saved views", views, columns: columns(context, sharing?.audiences ?? [.private]))
        }
    }
}

private func columns(_ context: ScopedContext, _ audiences: [SavedView.Audience]) -> [Column<SavedView>] {
    [
        Column("Name") { view in
            if let screen = ListScreen.named(view.screen) {
                a(.href(screen.place(context.scope, filter: view.query, view: view.id.description))) { view.name }
            }
        },
        Column("List") { ListScreen.named($0.screen)?.title ?? "" },
        Column("Filter") { view in ListScreen.named(view.screen)?.words(view.query) ?? "" },
        Column("Shown to") { $0.audience.title },
        .steps("Change") { view in
            div(.class("actions")) {
                postButton(
                    context, .viewStart(context.scope, view.id, isOn: !view.isFirst),
                    view.isFirst ? "Do not begin with it" : "Begin with it", .quiet)
                if audiences.contains(view.audience) {
                    postButton(context, .viewRemoval(context.scope, view.id), "Remove", .quiet)
                }
            }
        },
    ]
}
