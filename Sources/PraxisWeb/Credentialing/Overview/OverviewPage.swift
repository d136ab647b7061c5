import Credentialing
import HTML
import PraxisCore

/// Every clinic at a glance: what waits, what ends, what was missed, and the way to each list.
func overviewPage(_ context: ScopedContext, _ frame: Frame, _ overview: CredentialingOverview) -> HTML {
    let scope = context.scope
    return group {
        pageHeader("Overview", lead: "Credentialing at \(frame.scopeInSentence), as of \(frame.today.readable).") {
            a(.class("button"), .href(Place.overviewFile(scope, "csv")), .download()) {
                icon(.download)
                "CSV"
            }
            a(.class("button"), .href(Place.overviewFile(scope, "xlsx")), .download()) {
                icon(.download)
                "Excel"
            }
        }
        overviewTiles(overview, scope)
        clinicsAtAGlance(overview, scope)
        if overview.parts.contains(.files) {
            card("Open files by clinic and age") { clinicChart(overview, scope) }
            card("Open files by stage and age") {
                if overview.byStage.isEmpty {
                    p(.class("muted")) { "No file is open." }
                } else {
                    stageChart(overview.byStage, scope)
                }
            }
        }
        if overview.parts.contains(.credentials) {
            card("Credentials that end in the months ahead") { endingChart(overview, scope) }
        }
        if overview.parts.contains(.screening) {
            card("Exclusion screening by month") { screeningChart(overview, scope) }
        }
        if overview.parts.contains(.training) {
            card("Overdue training and policies by clinic") { trainingChart(overview, scope) }
        }
    }
}

private func overviewTiles(_ overview: CredentialingOverview, _ scope: Scope) -> HTML {
    let total = overview.total
    func tile(_ title: String, _ count: Int, _ tone: Tone, _ place: Place) -> HTML {
        statTile(title, String(count), tone: count == 0 ? .neutral : tone, place: place)
    }
    return tiles {
        if overview.parts.contains(.files) {
            tile("Open files", total.files.total, .neutral, .files(scope))
            tile("Files open over 90 days", total.files.old, .warn, .files(scope, aged: .old))
        }
        if overview.parts.contains(.credentials) {
            tile("Lapsed", total.lapsed, .bad, .credentials(scope, .expired))
            tile("Suspended", total.suspended, .bad, .credentials(scope, .barred))
            tile("End within 30 days", total.within30, .warn, .credentials(scope, .within30))
            tile("Shifts worked uncleared", total.findings, .bad, .findings(scope))
        }
        if overview.parts.contains(.training) {
            tile("Overdue training", total.overdueTraining, .warn, .training(scope, .overdue))
        }
        if overview.parts.contains(.screening) {
            statTile(
                "Screening this month", overview.isScreened ? "Done" : "Not done",
                tone: overview.isScreened ? .ok : .warn, place: .screeningMonths(scope))
            tile("Exclusion matches to review", overview.matches, .bad, .matches(scope))
        }
    }
}

/// A figure of a clinic with the way to what is behind it.
private func figure(_ count: Int, _ place: Place) -> HTML {
    count == 0 ? span(.class("muted")) { "0" } : a(.href(place)) { String(count) }
}

private func clinicsAtAGlance(_ overview: CredentialingOverview, _ scope: Scope) -> HTML {
    let total = overview.total
    var columns: [Column<CredentialingOverview.Line>] = [
        Column("Clinic") { line in
            line.clinic.map { a(.href(Place.overview(.clinic($0)))) { line.name } } ?? HTML(line.name)
        }
    ]
    var figures: [(title: String, sum: Int)] = []
    func add(
        _ title: String, _ sum: Int, _ count: @escaping @Sendable (CredentialingOverview.Line) -> Int,
        _ place: @escaping @Sendable (Scope) -> Place
    ) {
        figures.append((title, sum))
        columns.append(.number(title) { line in figure(count(line), place(line.clinic.map(Scope.clinic) ?? scope)) })
    }
    if overview.parts.contains(.files) {
        add("Open files", total.files.total, { $0.files.total }) { .files($0) }
        add("Over 90 days", total.files.old, { $0.files.old }) { .files($0, aged: .old) }
    }
    if overview.parts.contains(.credentials) {
        add("Lapsed", total.lapsed, { $0.lapsed }) { .credentials($0, .expired) }
        add("Suspended", total.suspended, { $0.suspended }) { .credentials($0, .barred) }
        add("Not verified", total.unverified, { $0.unverified }) { .credentials($0, .unverified) }
        add("End in 30 days", total.within30, { $0.within30 }) { .credentials($0, .within30) }
        add("Uncleared shifts", total.findings, { $0.findings }) { .findings($0) }
        add("Overrides waiting", total.overrides, { $0.overrides }) { .overrides($0, .requested) }
    }
    if overview.parts.contains(.training) {
        add("Overdue training", total.overdueTraining, { $0.overdueTraining }) { .training($0, .overdue) }
    }
    return card("Clinics at a glance") {
        dataTable("Clinics at a glance", overview.byClinic, cards: true, columns: columns) {
            if overview.clinics.count > 1 {
                totalRow("Together", covering: 1, figures.map { String($0.sum) }, titles: figures.map(\.title))
            }
        }
        if overview.clinics.count > 1 {
            p(.class("muted")) {
                "Whoever works at two clinics counts at both, and once among files and training together."
            }
        }
    }
}
