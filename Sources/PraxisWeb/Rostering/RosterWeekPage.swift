import HTML
import PraxisCore
import Rostering

/// A clinic's week: the grid, what can be added, and the way to publication.
func rosterWeekPage(
    _ context: ScopedContext, _ frame: Frame, _ model: RosterGridModel, refusal: HTML? = nil,
    form: Form = Form(), errors: FieldErrors = FieldErrors()
) -> HTML {
    let week = model.grid.week
    return group {
        errorSummary(errors)
        pageHeader(
            "Roster, week \(week.week.number) of \(week.week.year)", tag: stateTag(week.state),
            lead: "\(model.grid.clinic.name), \(week.week.monday.readable) to "
                + "\(week.week.monday.adding(days: 6).readable), times in \(model.zone.name)"
        ) {
            buttonLink("Templates", Place.shiftTemplates(context.scope), .quiet)
            if frame.may(.rosterPublish), !week.shifts.isEmpty {
                buttonLink(
                    publishLabel(model.grid), Place.publication(context.scope, week.week),
                    week.state == .draft || !model.grid.differences.isEmpty ? .primary : .plain)
            }
        }
        weekLinks(context.scope, week.week)
        filterBar(
            Place.roster(context.scope, week.week).path.query("role", model.role?.code), context.query,
            [Chips("Role", name: "role", model.roles.map { Choice($0.code, $0.label) })])
        conflictNotice(model)
        if week.shifts.isEmpty {
            emptyState("No shifts in this week", "Add shifts from templates, or copy a week.", icon: .calendar)
        }
        rosterGridRegion(context, frame, model, refusal: refusal)
        if frame.may(.shiftWrite) { planningCards(context, model, form, errors) }
        exportLinks(context, week.week)
    }
}

func stateTag(_ state: RosterState) -> HTML {
    switch state {
    case .draft: statusTag("Draft", .neutral)
    case .published: statusTag("Published", .ok)
    case .changed(_, let changes):
        statusTag(changes == 1 ? "1 change unpublished" : "\(changes) changes unpublished", .warn)
    }
}

private func publishLabel(_ grid: RosterGrid) -> String {
    let people = grid.differences.count
    if grid.week.state.publication == nil { return "Publish" }
    return people == 0 ? "Publication" : people == 1 ? "Publish, 1 person" : "Publish, \(people) people"
}

/// The week before, the one that runs, the week after.
func weekLinks(_ scope: Scope, _ week: ISOWeek) -> HTML {
    nav(.class("bar"), .aria("label", "Weeks")) {
        a(.class("button"), .href(Place.roster(scope, week.previous)), .rel("prev")) {
            icon(.chevronLeft)
            "Week \(week.previous.number)"
        }
        a(.class("button"), .href(Place.roster(scope))) { "This week" }
        a(.class("button"), .href(Place.roster(scope, week.next)), .rel("next")) {
            "Week \(week.next.number)"
            icon(.chevronRight)
        }
    }
}

private func conflictNotice(_ model: RosterGridModel) -> HTML {
    let conflicts = model.grid.conflicts
    if conflicts.isEmpty { return HTML() }
    let names = Dictionary(model.grid.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    return notice(
        .bad, conflicts.count == 1 ? "1 assignment is not cleared" : "\(conflicts.count) assignments are not cleared"
    ) {
        ul {
            for conflict in conflicts {
                li {
                    a(.href(Place.shift(.clinic(model.grid.clinic.slug), conflict.shift))) {
                        names[conflict.person] ?? "Somebody"
                    }
                    ": " + conflict.reasons.map(RosterWords.reason).joined(separator: ". ")
                }
            }
        }
    }
}

private func planningCards(
    _ context: ScopedContext, _ model: RosterGridModel, _ form: Form, _ errors: FieldErrors
) -> HTML {
    let week = model.grid.week.week
    return tiles {
        card("Add shifts", class: "screen-only") {
            if model.grid.templates.isEmpty {
                emptyState("No templates yet", "A template says when a shift starts and ends.") {
                    buttonLink("Add a template", Place.shiftTemplates(context.scope), .primary)
                }
            } else {
                addShiftsForm(context, model, form, errors)
            }
        }
        card("Copy a week", class: "screen-only") {
            postForm(context, Place.rosterCopy(context.scope, week)) {
                textField(
                    Field(
                        "from", "From week", value: form["from"] ?? week.previous.description,
                        hint: "Such as \(week.previous). Shifts that are already here are not doubled.", errors: errors)
                )
                checkbox(
                    "people", "With the people on them",
                    hint: "Those who are not cleared or are busy are left out, and you are told how many.")
                formActions { submit("Copy all roles into this week", .plain) }
            }
        }
    }
}

private func addShiftsForm(
    _ context: ScopedContext, _ model: RosterGridModel, _ form: Form, _ errors: FieldErrors
) -> HTML {
    postForm(context, Place.rosterShifts(context.scope, model.grid.week.week)) {
        selectField(
            Field("template", "Template", value: form["template"], errors: errors),
            model.grid.templates.map { Choice($0.id.description, templateLabel($0)) })
        fieldset(.class("group days"), .id("days")) {
            legend { "Days" }
            for message in errors.messages(for: "days") { p(.class("error")) { message } }
            for day in model.days {
                checkbox(
                    "days[]", day.short, value: day.description, isOn: form.all("days[]").contains(day.description))
            }
        }
        if !errors.messages(for: "occurrence").isEmpty || form["occurrence"] != nil {
            radios(
                Field("occurrence", "Which of the two is meant", value: form["occurrence"], errors: errors),
                [Choice("first", "The first, before the clocks go back"), Choice("second", "The second")])
        }
        formActions { submit("Add") }
    }
}

func templateLabel(_ template: ShiftTemplate) -> String {
    "\(template.name): \(template.hours.starts.onTheClock) – \(template.hours.ends.onTheClock), \(template.role.label)"
}

private func exportLinks(_ context: ScopedContext, _ week: ISOWeek) -> HTML {
    let path = Place.roster(context.scope, week).path.query("role", context.query["role"])
    return nav(.class("bar exports"), .aria("label", "Export")) {
        a(.href(path.suffixed(".csv")), .download()) {
            icon(.download)
            "CSV"
        }
        a(.href(path.suffixed(".xlsx")), .download()) {
            icon(.download)
            "Excel"
        }
    }
}
