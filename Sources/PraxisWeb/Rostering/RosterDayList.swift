import HTML
import PraxisCore
import Rostering

/// The week as a phone shows it: a list per day, with the facts of the grid and the way to every shift.
func rosterDayList(_ context: ScopedContext, _ model: RosterGridModel) -> HTML {
    div(.class("roster-days")) {
        dayLinks(model)
        for day in model.days { daySection(context, model, day) }
        peopleSection(model)
    }
}

private func dayLinks(_ model: RosterGridModel) -> HTML {
    nav(.class("chips"), .aria("label", "Days")) {
        for day in model.days {
            a(
                .class("chip", day == model.today ? "on" : ""), .href(fragment: dayID(day)),
                .aria("current", day == model.today ? "date" : nil)
            ) { day.short }
        }
    }
}

private func dayID(_ day: LocalDate) -> String { "day-\(day)" }

private func daySection(_ context: ScopedContext, _ model: RosterGridModel, _ day: LocalDate) -> HTML {
    let assignments = model.assignments(on: day)
    let open = model.unfilled(on: day)
    let elsewhere = model.people.flatMap { person in model.elsewhere(person, on: day).map { (person, $0) } }
    return section(.class("roster-day"), .id(dayID(day)), .aria("label", day.short)) {
        div(.class("bar")) {
            h2 { time(.datetime(day.description)) { day.short } }
            if day == model.today { statusTag("Today", .info) }
            span(.class("push")) { coverageTag(model.coverage(on: day)) }
        }
        if open.isEmpty && assignments.isEmpty {
            p(.class("muted")) { "No shifts" }
        } else {
            ul {
                for (shift, places) in open { li { openShift(context, model, shift, places) } }
                for (assignment, person) in assignments { li { assigned(context, model, assignment, person) } }
            }
        }
        for (person, span) in elsewhere {
            p(.class("muted")) { "\(person.name): other clinic, \(RosterWords.hours(span, in: model.zone))" }
        }
        if let cost = model.grid.cost[day] {
            p(.class("muted")) {
                "Planned cost "
                money(cost)
            }
        }
    }
}

private func coverageTag(_ coverage: Coverage) -> HTML {
    if coverage.need == 0 { return HTML() }
    let words = "\(coverage.have) of \(coverage.need) filled"
    return statusTag(words, coverage.unfilled > 0 ? .bad : .ok)
}

private func openShift(_ context: ScopedContext, _ model: RosterGridModel, _ shift: Shift, _ places: Int) -> HTML {
    a(.class("shift gap"), .href(Place.shift(context.scope, shift.id))) {
        b { RosterWords.hours(shift.span, in: model.zone) }
        span(.class("shift-person")) { "Unfilled" + (places > 1 ? " × \(places)" : "") }
        small { shift.name }
    }
}

/// Leads to the shift, where the person can be moved and taken off.
private func assigned(
    _ context: ScopedContext, _ model: RosterGridModel, _ assignment: Assignment, _ person: RosterPerson
) -> HTML {
    let mark = model.mark(of: assignment)
    return a(.class("shift", mark.rawValue), .href(Place.shift(context.scope, assignment.shift))) {
        b { RosterWords.hours(assignment.span, in: model.zone) }
        span(.class("shift-person")) { person.name }
        small {
            model.shifts[assignment.shift]?.name ?? assignment.role.label
            if mark != .published { ", \(mark.rawValue)" }
            if let change = RosterWords.clockChange(assignment.span, in: model.zone) { ", \(change)" }
        }
        if let override = model.override(of: assignment) { small { override } }
        if let refusal = model.conflict(of: assignment) {
            small { refusal.reasons.map(RosterWords.reason).joined(separator: ". ") }
        }
    }
}

/// Everybody of the week with their hours, and who is not cleared.
private func peopleSection(_ model: RosterGridModel) -> HTML {
    let minutes = model.grid.week.paidMinutes
    let whole = model.days.map(model.coverage).reduce(Coverage(), +)
    return section(.class("roster-day"), .aria("label", "People of the week")) {
        div(.class("bar")) {
            h2 { "People" }
            span(.class("push")) { coverageTag(whole) }
        }
        ul(.class("hours")) {
            for person in model.people {
                li {
                    span {
                        person.name
                        small { person.roles.map(\.label).joined(separator: ", ") }
                        if let reason = model.refusals(of: person).first {
                            statusTag("Not cleared", .bad)
                            small { RosterWords.reason(reason) }
                        }
                    }
                    span(.class("num")) { RosterWords.duration(minutes[person.id] ?? 0) }
                }
            }
        }
        if let cost = model.totalCost {
            p(.class("muted")) {
                "Planned cost of the week "
                money(cost)
            }
        }
    }
}
