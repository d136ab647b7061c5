import Credentialing
import HTML
import PraxisCore

/// The deactivations of an enrollment, the form for one more, and what was on record of them before.
func deactivationCard(
    _ context: ScopedContext, _ frame: Frame, _ record: EnrollmentRecord, _ errors: FieldErrors
) -> HTML {
    let enrollment = record.enrollment
    let mayWrite = frame.may(.enrollmentWrite)
    if record.deactivations.isEmpty, record.corrected.isEmpty, !(mayWrite && enrollment.status.hasBegun) {
        return HTML()
    }
    return card("Deactivations") {
        if !record.deactivations.isEmpty {
            dataTable(
                "Deactivations", record.deactivations,
                columns: [
                    Column("Days that are not paid") { row in gapDays(row) },
                    .number("Days lost") { row in String(row.gap?.dayCount(today: enrollment.today) ?? 0) },
                    Column("Reason") { row in row.reason },
                    .steps("Action") { row in
                        if mayWrite {
                            if row.receivedOn == nil { reactivationForm(context, enrollment, row, errors) }
                            buttonLink("Correct", .newDeactivationCorrection(context.scope, enrollment.id, row.id))
                        }
                    },
                ])
        }
        if !record.corrected.isEmpty { correctedTable(frame, record) }
        if mayWrite, enrollment.status.hasBegun, !record.deactivations.contains(where: { $0.receivedOn == nil }) {
            details {
                summary { "Record a deactivation" }
                deactivationForm(context, enrollment, errors)
            }
        }
    }
}

/// What takes the place of a deactivation that was recorded wrong, or that there was none.
func deactivationCorrectionPage(
    _ context: ScopedContext, _ enrollment: Enrollment, _ row: Deactivation, _ errors: FieldErrors
) -> HTML {
    let (scope, form) = (context.scope, context.form)
    func value(_ name: String, _ before: String?) -> String? { form.has("version") ? form[name] : before }
    return group {
        pageHeader(
            "Correct a deactivation", lead: "\(enrollment.name) · \(enrollment.planTitle) · \(enrollment.clinic)",
            trail: [
                Crumb("Payers", .enrollments(scope)), Crumb(enrollment.planTitle, .enrollment(scope, enrollment.id)),
            ])
        errorSummary(errors)
        card("What it should be") {
            postForm(context, .deactivationCorrections(scope, enrollment.id, row.id)) {
                input(.type("hidden"), .name("version"), .value(form["version"] ?? String(row.version)))
                fieldRow {
                    dateField(
                        Field(
                            "deactivated", "Deactivated on", value: value("deactivated", row.deactivatedOn.description),
                            errors: errors))
                    dateField(
                        Field(
                            "received", "New application received",
                            value: value("received", row.receivedOn?.description), hint: "This day is paid again",
                            errors: errors, isOptional: true))
                }
                textField(
                    Field("reason", "Payer's reason", value: value("reason", row.reason), errors: errors),
                    .maxlength(200))
                checkbox("withdrawn", "The payer did not deactivate it at all", isOn: form.has("withdrawn"))
                textField(
                    Field(
                        "correction", "Why it is corrected", value: form["correction"],
                        hint: "What was on record stays, with this beside it", errors: errors), .maxlength(2000))
                formActions {
                    submit("Correct")
                    cancelLink(.enrollment(scope, enrollment.id))
                }
            }
        }
    }
}

/// What was on record before: by whom, and why it was corrected.
private func correctedTable(_ frame: Frame, _ record: EnrollmentRecord) -> HTML {
    let versions = record.corrected + record.deactivations
    return dataTable(
        "What was on record before", record.corrected,
        columns: [
            Column("Days that were not paid") { row in
                if row.isWithdrawn { "None: taken back" } else { gapDays(row) }
            },
            Column("Reason") { row in row.reason },
            Column("By") { row in
                row.recordedBy; ", "; moment(row.recordedAt, frame)
            },
            Column("Corrected because") { row in
                let next = versions.first { $0.id == row.id && $0.version == row.version + 1 }
                row.isWithdrawn ? row.correction ?? "" : next.map { $0.correction ?? "the application came" } ?? ""
            },
        ])
}

private func gapDays(_ row: Deactivation) -> HTML {
    guard let gap = row.gap else {
        return group {
            date(row.deactivatedOn); ": received the same day"
        }
    }
    return group {
        date(gap.firstDay)
        if let last = gap.lastDay {
            " through "; date(last)
        } else {
            " until a new application is received"
        }
    }
}

private func reactivationForm(
    _ context: ScopedContext, _ enrollment: Enrollment, _ row: Deactivation, _ errors: FieldErrors
) -> HTML {
    postForm(context, .deactivation(context.scope, enrollment.id, row.id)) {
        input(.type("hidden"), .name("version"), .value(String(row.version)))
        dateField(Field("received", "New application received", value: context.form["received"], errors: errors))
        submit("Record", .plain)
    }
}

private func deactivationForm(_ context: ScopedContext, _ enrollment: Enrollment, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return postForm(context, .deactivations(context.scope, enrollment.id)) {
        fieldRow {
            dateField(Field("deactivated", "Deactivated on", value: form["deactivated"], errors: errors))
            dateField(
                Field(
                    "received", "New application received", value: form["received"],
                    hint: "This day is paid again", errors: errors, isOptional: true))
        }
        textField(Field("reason", "Payer's reason", value: form["reason"], errors: errors), .maxlength(200))
        formActions { submit("Record the deactivation") }
    }
}
