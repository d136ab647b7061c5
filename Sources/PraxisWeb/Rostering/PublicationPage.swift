import HTML
import PraxisCore
import Rostering

/// The differences per person that a publication would tell, and what stands in its way.
func publicationPage(
    _ context: ScopedContext, _ frame: Frame, _ draft: PublicationDraft, now: Instant, refusal: HTML? = nil
) -> HTML {
    let week = draft.week.week
    let names = Dictionary(draft.people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let name = { (id: RosterPerson.ID) in names[id] ?? "Somebody" }
    return group {
        pageHeader(
            "Publish week \(week.number) of \(week.year)", tag: stateTag(draft.week.state),
            lead:
                "\(draft.clinic.name). What changes for whom; they find it under their own shifts once it is published.",
            trail: [Crumb("Roster, week \(week.number)", Place.roster(context.scope, week))])
        refusal
        if refusal == nil, !draft.violations.isEmpty {
            notice(.bad, "Something stands in the way") {
                ul { for violation in draft.violations { li { violationText(violation, name) } } }
            }
        }
        if draft.coverage.unfilled > 0 {
            notice(.warn, counted(draft.coverage.unfilled, "place is", "places are") + " unfilled") {
                p { "The week can be published even so; it covers \(draft.coverage.have) of \(draft.coverage.need)." }
            }
        }
        differencesTable(draft, name, now)
        if frame.may(.rosterPublish), draft.violations.isEmpty, draft.week.hasNews {
            postForm(context, Place.publication(context.scope, week)) {
                input(.type("hidden"), .name("fingerprint"), .value(draft.fingerprint.text))
                formActions {
                    submit(
                        "Publish for " + counted(draft.differences.count, "person", "people"))
                    cancelLink(Place.roster(context.scope, week))
                }
            }
        }
    }
}

private func differencesTable(
    _ draft: PublicationDraft, _ name: @escaping (RosterPerson.ID) -> String, _ now: Instant
) -> HTML {
    if draft.differences.isEmpty {
        return emptyState("Nothing has changed since the last publication", icon: .check)
    }
    let shifts = Dictionary(draft.week.shifts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let zone = draft.clinic.zone
    let rows = draft.differences.map { DifferenceRow($0, name: name($0.person), shifts: shifts, zone: zone, now: now) }
    return dataTable(
        "Differences per person", rows,
        columns: [
            Column("Person") { row in row.name },
            Column("Added") { row in lines(row.added) },
            Column("Removed") { row in lines(row.removed) },
            Column("Moved") { row in lines(row.moved) },
            .number("Hours") { row in (row.minutes > 0 ? "+" : "") + RosterWords.duration(row.minutes) },
            .number("Notice") { row in row.notice },
        ])
}

/// One person's differences, as the table shows them.
private struct DifferenceRow: Sendable {
    let name: String
    let added: [String]
    let removed: [String]
    let moved: [String]
    let minutes: Int
    let notice: String

    init(
        _ difference: PublicationDifference, name: String, shifts: [Shift.ID: String], zone: Zone, now: Instant
    ) {
        let text = { (assignment: Assignment) in
            "\(assignment.date.short), \(RosterWords.hours(assignment.span, in: zone))"
                + (shifts[assignment.shift].map { ", \($0)" } ?? "")
        }
        self.name = name
        self.added = difference.added.map(text)
        self.removed = difference.removed.map(text)
        self.moved = difference.moved.map { "\(text($0.from)) to \(text($0.to))" }
        self.minutes = difference.minutes
        self.notice = RosterWords.notice(difference.noticeMinutes(at: now))
    }
}

private func lines(_ texts: [String]) -> HTML {
    texts.isEmpty ? HTML("–") : ul(.class("plain")) { for text in texts { li { text } } }
}
