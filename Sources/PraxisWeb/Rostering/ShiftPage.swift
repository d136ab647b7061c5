import HTML
import PraxisCore
import Rostering

/// A shift: its facts, the people on it, and everybody who might be, with what stands in their way.
func shiftPage(
    _ context: ScopedContext, _ frame: Frame, _ sheet: ShiftSheet, refusal: HTML? = nil,
    errors: FieldErrors = FieldErrors()
) -> HTML {
    let shift = sheet.shift
    let week = ISOWeek(containing: shift.date)
    return group {
        errorSummary(errors)
        pageHeader(
            "\(shift.name), \(shift.date.short)", tag: coverageTag(sheet.coverage),
            trail: [Crumb("Roster, week \(week.number)", Place.roster(context.scope, week))]
        ) {
            if frame.may(.shiftWrite), sheet.holders.isEmpty {
                postButton(
                    context, Place.shiftCancellation(context.scope, shift.id), "Take this shift away", .danger,
                    fields: [("version", String(shift.version))])
            }
        }
        refusal
        summaryList(facts(sheet))
        card("On this shift") { holdersTable(context, frame, sheet) }
        card("Who can take it") { candidatesTable(context, frame, sheet) }
    }
}

private func coverageTag(_ coverage: Coverage) -> HTML {
    coverage.unfilled == 0
        ? statusTag("\(coverage.have) of \(coverage.need)", .ok)
        : statusTag("\(coverage.have) of \(coverage.need), \(coverage.unfilled) unfilled", .warn)
}

private func facts(_ sheet: ShiftSheet) -> [Fact] {
    let shift = sheet.shift
    let zone = sheet.clinic.zone
    return [
        Fact("Clinic", sheet.clinic.name), Fact("Role", shift.role.label),
        Fact("Hours") {
            RosterWords.hours(shift.span, in: zone) + " "
            small(.class("muted")) { zone.name }
        },
        Fact("Elapsed") {
            RosterWords.duration(shift.span.minutes) + " "
            if let change = RosterWords.clockChange(shift.span, in: zone) {
                statusTag("\(change): the clocks change", .info)
            }
        },
        Fact("Unpaid break", shift.breakMinutes == 0 ? "None" : RosterWords.duration(shift.breakMinutes)),
        Fact("Services", shift.services.isEmpty ? "None in particular" : ShiftService.words(shift.services)),
    ]
}

private func holdersTable(_ context: ScopedContext, _ frame: Frame, _ sheet: ShiftSheet) -> HTML {
    if sheet.holders.isEmpty {
        return emptyState("Nobody is on this shift", "Choose somebody below.", icon: .users)
    }
    return dataTable(
        "People on this shift", sheet.holders,
        columns: [
            Column("Person") { holder in holder.person.name },
            .steps("Change") { holder in
                if frame.may(.assignmentWrite) { holderForms(context, sheet, holder) }
            },
        ])
}

/// Taking off, and moving without a script: the same request that dragging makes.
private func holderForms(_ context: ScopedContext, _ sheet: ShiftSheet, _ holder: ShiftSheet.Holder) -> HTML {
    let assignment = holder.assignment
    let suffix = assignment.id.description
    let days = Set(sheet.others.map(\.date) + [sheet.shift.date]).sorted()
    let people = [holder.person] + sheet.candidates.map(\.person)
    return group {
        postButton(
            context, Place.assignmentCancellation(context.scope, assignment.id), "Take off", .plain,
            fields: [("version", String(assignment.version))])
        details {
            summary {
                "Move to…"
                span(.class("hidden")) { " \(holder.person.name)" }
            }
            postForm(context, Place.assignmentMove(context.scope, assignment.id)) {
                input(.type("hidden"), .name("version"), .value(String(assignment.version)))
                fieldRow {
                    moveChoice(
                        "person", "Person", "person-" + suffix, people.map { Choice($0.id.description, $0.name) })
                    moveChoice(
                        "day", "Day", "day-" + suffix, days.map { Choice($0.description, $0.short) },
                        chosen: sheet.shift.date.description)
                }
                formActions { submit("Move", .plain) }
            }
        }
    }
}

/// Several holders have the same fields on one page, so their ids differ from their names.
private func moveChoice(_ name: String, _ text: String, _ id: String, _ choices: [Choice], chosen: String? = nil)
    -> HTML
{
    div(.class("field")) {
        label(.for(id)) { text }
        select(.id(id), .name(name)) {
            for choice in choices {
                option(.value(choice.value), .selected(choice.value == chosen)) { choice.label }
            }
        }
    }
}

private func candidatesTable(_ context: ScopedContext, _ frame: Frame, _ sheet: ShiftSheet) -> HTML {
    if sheet.candidates.isEmpty {
        return emptyState(
            "Nobody else holds this role here", "An appointment at this clinic makes somebody a candidate.",
            icon: .users)
    }
    return dataTable(
        "Candidates", sheet.candidates, class: "cards",
        columns: [
            Column("Person") { candidate in candidate.person.name },
            Column("Standing") { candidate in
                standing(candidate, in: sheet.clinic.zone)
                if !candidate.reasons.isEmpty, frame.may(.overrideRequest) {
                    a(.href(Place.newOverride(context.scope, candidate.person.id.uuid, shift: sheet.shift.id.uuid))) {
                        "Request an override"
                        span(.class("hidden")) { " for \(candidate.person.name)" }
                    }
                }
            },
            .number("Hours this week") { candidate in RosterWords.duration(candidate.weekMinutes) },
            .steps("Assign") { candidate in
                if frame.may(.assignmentWrite) {
                    assignButton(context, sheet.shift, candidate)
                }
            },
        ])
}

private func standing(_ candidate: Candidate, in zone: Zone) -> HTML {
    group {
        if candidate.isAvailable { statusTag("Can take it", .ok) }
        if !candidate.reasons.isEmpty {
            statusTag("Not cleared", .bad)
            ul { for reason in candidate.reasons { li { RosterWords.reason(reason) } } }
        }
        if !candidate.warnings.isEmpty {
            ul { for reason in candidate.warnings { li { statusTag(RosterWords.reason(reason), .warn) } } }
        }
        if !candidate.billing.isEmpty {
            div { statusTag(candidate.reasons.isEmpty ? "May work, may not bill" : "May not bill", .info) }
            ul { for reason in candidate.billing { li { RosterWords.billing(reason) } } }
        }
        for span in candidate.busy { div { statusTag("Busy \(RosterWords.hours(span, in: zone))", .warn) } }
        for rest in candidate.shortRests {
            div {
                statusTag("\(RosterWords.duration(rest.minutes)) rest", rest.rule.isBinding ? .bad : .warn)
                small { " " + rest.rule.citation }
            }
        }
    }
}

/// Also for those who are refused: the answer says why, and credentialing may have changed since the page was read.
private func assignButton(_ context: ScopedContext, _ shift: Shift, _ candidate: Candidate) -> HTML {
    postForm(context, Place.shiftAssignments(context.scope, shift.id), .class("inline")) {
        input(.type("hidden"), .name("person"), .value(candidate.person.id.description))
        button(.type("submit"), .class("button", candidate.isAvailable ? "primary" : "")) {
            candidate.isAvailable ? "Assign" : "Try"
            span(.class("hidden")) { " \(candidate.person.name)" }
        }
    }
}
