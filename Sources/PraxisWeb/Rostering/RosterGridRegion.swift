import HTML
import PraxisCore
import Rostering

/// The grid alone, with the list that stands for it on a phone: what a script replaces after a move, with the reason where the move was refused.
func rosterGridRegion(_ context: ScopedContext, _ frame: Frame, _ model: RosterGridModel, refusal: HTML? = nil) -> HTML
{
    let minutes = model.grid.week.paidMinutes
    return section(.id("grid"), .aria("label", "Week grid")) {
        refusal
        div(
            .class("region roster"), .role("region"), .tabindex(0),
            .aria("label", "Roster of \(model.grid.clinic.name), week \(model.grid.week.week)")
        ) {
            table {
                caption { "People and their shifts in week \(model.grid.week.week.description)" }
                gridHead(model)
                tbody(.class("coverage")) {
                    coverageRow(model)
                    unfilledRow(context, model)
                }
                tbody {
                    for person in model.people {
                        personRow(context, frame, model, person, minutes: minutes[person.id] ?? 0)
                    }
                }
                if model.totalCost != nil { costFoot(model) }
            }
        }
        rosterDayList(context, model)
        marks(model)
    }
}

/// What the looks of the grid mean, each beside a sample of itself.
private func marks(_ model: RosterGridModel) -> HTML {
    ul(.class("bar marks"), .aria("label", "Marks in the grid")) {
        li {
            span(.class("shift draft key"), .ariaHidden) {}
            "Draft"
        }
        li {
            span(.class("dot"), .ariaHidden) { "●" }
            "Changed since publication"
        }
        li {
            span(.class("shift conflict key"), .ariaHidden) {}
            "Conflict with clearance"
        }
        li {
            span(.class("gap key"), .ariaHidden) {}
            "Unfilled"
        }
        li { "Times are those of \(model.zone.name)" }
    }
}

private func gridHead(_ model: RosterGridModel) -> HTML {
    thead {
        tr {
            th(.scope("col")) { "Person" }
            for day in model.days {
                th(.scope("col"), .class(day == model.today ? "today" : "")) {
                    time(.datetime(day.description)) { day.short }
                    if day == model.today { span(.class("hidden")) { ", today" } }
                }
            }
            th(.scope("col"), .class("num")) { "Hours" }
        }
    }
}

private func coverageRow(_ model: RosterGridModel) -> HTML {
    let coverage = model.days.map(model.coverage)
    let whole = coverage.reduce(Coverage(), +)
    return tr {
        th(.scope("row")) { "Have / need" }
        for day in coverage { coverageCell(day) }
        coverageCell(whole)
    }
}

private func coverageCell(_ coverage: Coverage) -> HTML {
    td(.class("num", coverage.unfilled > 0 ? "short" : "")) {
        coverage.need == 0 ? "–" : "\(coverage.have) / \(coverage.need)"
        if coverage.unfilled > 0 { span(.class("hidden")) { ", \(coverage.unfilled) unfilled" } }
    }
}

private func unfilledRow(_ context: ScopedContext, _ model: RosterGridModel) -> HTML {
    tr {
        th(.scope("row")) { "Unfilled" }
        for day in model.days {
            let open = model.unfilled(on: day)
            td(.class(open.isEmpty ? "" : "gap")) {
                for (shift, places) in open {
                    a(.class("shift"), .href(Place.shift(context.scope, shift.id))) {
                        b { RosterWords.shortHours(shift.span, in: model.zone) }
                        "Unfilled: \(shift.name)" + (places > 1 ? " × \(places)" : "")
                    }
                }
            }
        }
        td {}
    }
}

private func personRow(
    _ context: ScopedContext, _ frame: Frame, _ model: RosterGridModel, _ person: RosterPerson, minutes: Int
) -> HTML {
    let reasons = model.refusals(of: person)
    return tr {
        th(.scope("row")) {
            person.name
            small(.class("muted role")) { " " + person.roles.map(\.label).joined(separator: ", ") }
            if let reason = reasons.first {
                div { statusTag("Not cleared", .bad) }
                small { RosterWords.reason(reason) }
            }
        }
        for day in model.days {
            td(
                .class(day == model.today ? "today" : ""), .data("to", "\(person.id)/\(day)"),
                .tabindex(person == model.people.first && day == model.days.first ? 0 : -1)
            ) {
                for assignment in model.assignments(of: person, on: day) {
                    assignmentButton(context, frame, model, assignment, of: person)
                }
                for span in model.elsewhere(person, on: day) {
                    small(.class("muted")) { "Other clinic \(RosterWords.shortHours(span, in: model.zone))" }
                }
            }
        }
        td(.class("num")) { minutes == 0 ? "–" : RosterWords.duration(minutes) }
    }
}

/// Opens the shift; can be dragged or picked up where the caller may move it.
private func assignmentButton(
    _ context: ScopedContext, _ frame: Frame, _ model: RosterGridModel, _ assignment: Assignment,
    of person: RosterPerson
) -> HTML {
    let shift = model.shifts[assignment.shift]
    let mark = model.mark(of: assignment)
    let hours = RosterWords.hours(assignment.span, in: model.zone)
    let change = RosterWords.clockChange(assignment.span, in: model.zone)
    let override = model.override(of: assignment)
    let name = [shift?.name, hours, assignment.date.short, person.name, mark.rawValue, override].compactMap { $0 }
    let canMove = frame.may(.assignmentWrite)
    return getForm(Place.shift(context.scope, assignment.shift)) {
        button(
            .type("submit"), .class("shift", mark.rawValue), .id("assignment-\(assignment.id)"),
            .aria("label", name.joined(separator: ", ")), .title(model.conflict(of: assignment).map(conflictText)),
            .when(canMove, .draggable),
            .when(canMove, .data("move", path: Place.assignmentMove(context.scope, assignment.id).path)),
            .when(canMove, .data("version", String(assignment.version)))
        ) {
            b { RosterWords.shortHours(assignment.span, in: model.zone) }
            shift?.name ?? assignment.role.label
            if let change { statusTag(change, .info) }
            if mark != .published { small { " \(mark.rawValue)" } }
            if let override { statusTag(override, .warn) }
        }
    }
}

private func conflictText(_ refusal: Refusal) -> String {
    refusal.reasons.map(RosterWords.reason).joined(separator: ". ")
}

private func costFoot(_ model: RosterGridModel) -> HTML {
    tfoot {
        tr {
            th(.scope("row")) { "Planned cost" }
            for day in model.days {
                td(.class("num")) { model.grid.cost[day].map { money($0) } ?? HTML("–") }
            }
            td(.class("num")) { model.totalCost.map { money($0) } }
        }
    }
}
