import Credentialing
import HTML
import PraxisCore

/// Until when a decision may be appealed.
func appealSentence(_ appeal: FileAppeal) -> HTML {
    group {
        if appeal.isOver {
            "The time to appeal ended on \(appeal.dueOn.readable)."
        } else {
            "The person may appeal until "
            date(appeal.dueOn)
            appeal.toldOn == nil ? "; the days count from the notice once it is sent. " : ". "
            if let tag = deadlineTag(appeal.dueOn, appeal.today) { tag }
        }
    }
}

/// Decisions whose time to appeal runs.
func appealsCard(_ scope: Scope, _ appeals: [FileAppeal]) -> HTML {
    if appeals.isEmpty { return HTML() }
    return card("Time to appeal") {
        dataTable(
            "Decisions that may be appealed", appeals,
            columns: [
                Column("Name") { row in a(.href(Place.file(scope, row.file))) { row.name } },
                .state("Decision") { row in statusTag(row.outcome.title, row.outcome == .denied ? .bad : .warn) },
                Column("Decided on") { row in date(row.decidedOn) },
                Column("Told on") { row in date(row.toldOn, else: "not yet") },
                Column("Appeal until") { row in
                    if row.isOver { statusTag("Over", .neutral) } else { deadlineText(row.dueOn, row.today) }
                },
            ])
    }
}

/// Adverse actions that wait for a report; nothing for who may not know.
func reportsCard(_ scope: Scope, _ reports: [ReportDuty]) -> HTML {
    if reports.isEmpty { return HTML() }
    return card("Reports to the data bank") {
        dataTable(
            "Reports to the data bank", reports,
            columns: [
                Column("Name") { row in a(.href(Place.file(scope, row.file))) { row.name } },
                Column("Action") { row in
                    row.actionTitle
                    if row.isAppealed { " "; statusTag("Appealed", .info) }
                },
                Column("Since") { row in date(row.beganOn) },
                Column("Report by") { row in deadlineText(row.dueOn, row.today) },
            ])
    }
}

/// What became of the duty to report the adverse actions of a file; nothing for who may not know.
func reportDutyCard(_ context: ScopedContext, _ record: FileRecord, _ errors: FieldErrors) -> HTML {
    if record.reports.isEmpty { return HTML() }
    return card("Report to the data bank", id: "reports") {
        for duty in record.reports {
            div(.class("stack")) {
                p {
                    if let outcome = duty.outcome {
                        statusTag(outcome.title, outcome == .reported ? .ok : .neutral)
                    } else {
                        statusTag("Report due", .bad)
                    }
                    " \(duty.actionTitle), since \(duty.beganOn.readable); report by "
                    date(duty.dueOn)
                    if duty.isOpen, let tag = deadlineTag(duty.dueOn, duty.today) { " "; tag }
                    if duty.isAppealed { " "; statusTag("Appealed", .info) }
                }
                if let outcome = duty.outcome {
                    p {
                        outcome == .reported
                            ? "On \(duty.reportedOn?.readable ?? ""), number \(duty.reference ?? "")"
                            : duty.reason ?? ""
                        small { " by \(duty.disposedBy ?? "")" }
                    }
                }
                reportForm(context, record.file.id, duty, errors)
            }
        }
    }
}

private func reportForm(
    _ context: ScopedContext, _ file: CycleFile.ID, _ duty: ReportDuty, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    // Where something is wrong, the summary of errors leads to the plain names.
    let action = duty.decision?.description ?? duty.ending?.description ?? duty.suspension?.description
    let key = errors.isEmpty ? action : nil
    return details(.open(!errors.isEmpty)) {
        summary { duty.isOpen ? "Say what became of it" : "Record it anew" }
        postForm(context, .fileReports(context.scope, file)) {
            input(.type("hidden"), .name("follows"), .value(String(duty.step)))
            if let decision = duty.decision {
                input(.type("hidden"), .name("decision"), .value(decision.description))
            }
            if let suspension = duty.suspension {
                input(.type("hidden"), .name("suspension"), .value(suspension.description))
            }
            if let ending = duty.ending { input(.type("hidden"), .name("ending"), .value(ending.description)) }
            radios(
                Field("outcome", "What became of it", value: form["outcome"], errors: errors, form: key),
                ReportDuty.Outcome.allCases.map { Choice($0.rawValue, $0.title) })
            fieldRow {
                dateField(
                    Field(
                        "reported", "Reported on", value: form["reported"], errors: errors, isOptional: true, form: key)
                )
                textField(
                    Field(
                        "reference", "Number of the report", value: form["reference"], errors: errors, isOptional: true,
                        form: key),
                    .maxlength(200))
            }
            textField(
                Field(
                    "reason", "Why no report is due", value: form["reason"], errors: errors, isOptional: true, form: key
                ),
                .maxlength(2000))
            formActions { submit("Put on record", .plain) }
        }
    }
}
