import Credentialing
import HTML
import PraxisCore

/// The rosters of a plan: what a file would hold now, and the files that were sent.
func payerRostersPage(
    _ context: ScopedContext, _ frame: Frame, _ overview: RosterOverview, refusal: EnrollmentError? = nil
) -> HTML {
    let (scope, plan) = (context.scope, overview.plan)
    let mayWrite = frame.may(.payerRosterWrite)
    return group {
        pageHeader(
            "Rosters for \(plan.payer)", lead: "\(plan.name). A provider at three clinics is three rows with one NPI.",
            trail: [Crumb("Plans", .payerPlans(scope))]
        ) {
            if mayWrite { buttonLink("Layout", .payerRosterLayout(scope, plan.id), icon: .pencil) }
        }
        if let refusal { notice(.bad, "No file was made") { p { refusal.sentence } } }
        if let layout = overview.layout {
            card("A full file") {
                if mayWrite, plan.isDelegated { freezeButton(context, plan, .full, "Freeze a full file") }
            } content: {
                p {
                    counted(overview.full.count, "row", "rows")
                        + " in layout \(layout.number), with \(layout.layout.delimiter.title.lowercased()) between the values"
                }
                problemList(overview.problems(.full))
                markList(overview.marks)
            }
            card("What changed since the payer last accepted") {
                if mayWrite, plan.isDelegated, overview.delta?.isEmpty == false {
                    freezeButton(context, plan, .delta, "Freeze a delta")
                }
            } content: {
                deltaContent(overview)
            }
        } else {
            emptyState("No layout yet", "Say first which columns this payer wants.", icon: .table) {
                if mayWrite { buttonLink("Enter the layout", .payerRosterLayout(scope, plan.id), .primary) }
            }
        }
        card("Files") { submissionTable(frame, overview.submissions) }
    }
}

private func freezeButton(
    _ context: ScopedContext, _ plan: PayerPlan, _ kind: RosterSubmission.Kind, _ label: String
) -> HTML {
    postButton(context, .payerRosters(context.scope, plan.id), label, fields: [("kind", kind.rawValue)])
}

private func deltaContent(_ overview: RosterOverview) -> HTML {
    guard let delta = overview.delta else {
        return p(.class("muted")) { "The payer has accepted nothing yet: send a full file first." }
    }
    if delta.isEmpty { return p { "Nothing: the payer holds what is on file." } }
    return group {
        dataTable(
            "Changes", delta,
            columns: [
                Column("Provider") { line in line.name },
                Column("Clinic") { line in line.facts[.clinicName] ?? "" },
                .state("Action") { line in actionTag(line.action) },
            ])
        problemList(overview.problems(.delta))
    }
}

private func problemList(_ problems: [RosterProblem]) -> HTML {
    if problems.isEmpty { return HTML() }
    return notice(.warn, "\(counted(problems.count, "row stops", "rows stop")) the file") {
        ul(.class("plain")) {
            for problem in problems.prefix(50) {
                li { "\(problem.name), \(problem.clinic): \(problem.reasons.joined(separator: "; "))" }
            }
        }
    }
}

private func submissionTable(_ frame: Frame, _ rows: [RosterSubmission]) -> HTML {
    if rows.isEmpty { return p(.class("muted")) { "No file has been sent." } }
    let scope = frame.scope
    return dataTable(
        "Files", rows,
        columns: [
            Column("File") { row in
                a(.href(Place.payerRoster(scope, row.id))) { "\(row.kind == .full ? "Full" : "Delta") \(row.number)" }
            },
            .number("Rows") { row in String(row.rowCount) },
            Column("Frozen") { row in
                moment(row.createdAt, frame)
                span(.class("muted")) { ", \(row.createdBy)" }
            },
            .state("Answer") { row in outcomeTag(row) },
        ])
}

/// What the payer answered.
func outcomeTag(_ row: RosterSubmission) -> HTML {
    switch row.outcome {
    case nil: statusTag("Waits for the payer", .info)
    case .rejected: statusTag("Rejected", .bad)
    case .accepted:
        row.rejectedRows == 0
            ? statusTag("Accepted", .ok)
            : statusTag("Accepted but \(counted(row.rejectedRows, "row", "rows"))", .warn)
    }
}

/// What a row of a delta does.
func actionTag(_ action: PayerRosterLine.Action?) -> HTML {
    switch action {
    case .add: statusTag("Added", .ok)
    case .change: statusTag("Changed", .info)
    case .terminate: statusTag("Terminated", .warn)
    case nil: statusTag("Listed")
    }
}
