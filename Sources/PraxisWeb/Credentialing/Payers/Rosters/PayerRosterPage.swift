import Credentialing
import HTML
import PraxisCore

/// A file that was sent: its digest, its rows, and the payer's answer.
func payerRosterPage(
    _ context: ScopedContext, _ frame: Frame, _ record: RosterSubmissionRecord, _ errors: FieldErrors
) -> HTML {
    let (scope, submission) = (context.scope, record.submission)
    return group {
        pageHeader(
            "\(submission.kind == .full ? "Full roster" : "Delta") \(submission.number)", tag: outcomeTag(submission),
            lead: record.plan.title, trail: [Crumb("Rosters", .payerRosters(scope, record.plan.id))]
        ) { buttonLink("File", .payerRosterFile(scope, submission.id), icon: .download) }
        errorSummary(errors)
        card("Frozen") {
            summaryList([
                Fact("When") {
                    moment(submission.createdAt, frame)
                    ", \(submission.createdBy)"
                },
                Fact("Rows", String(submission.rowCount)),
                Fact("SHA-256") { span(.class("mono")) { submission.digest } },
                Fact("Answered", submission.answeredOn?.readable), Fact("Payer's reference", submission.reference),
            ])
        }
        if submission.outcome == nil, frame.may(.payerRosterWrite) { answerCard(context, submission, errors) }
        dataTable(
            "Rows", record.lines,
            columns: [
                Column("Provider") { row in rosterName(row.line) },
                .number("Row") { row in String(row.number) },
                Column("Clinic") { row in row.line.facts[.clinicName] ?? "" },
                .state("Action") { row in actionTag(row.line.action) },
                Column("Not taken") { row in row.rejection ?? "" },
            ])
    }
}

private func answerCard(_ context: ScopedContext, _ submission: RosterSubmission, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return card("The payer's answer") {
        postForm(context, .payerRosterAnswer(context.scope, submission.id)) {
            fieldRow {
                selectField(
                    Field("outcome", "Answer", value: form["outcome"], errors: errors),
                    [Choice("accepted", "Accepted"), Choice("rejected", "Rejected as a whole")], blank: "Choose")
                dateField(Field("received", "Received on", value: form["received"], errors: errors))
                textField(
                    Field("reference", "Payer's reference", value: form["reference"], errors: errors, isOptional: true),
                    .maxlength(100))
            }
            textArea(
                Field(
                    "rejections", "Rows that the payer did not take", value: form["rejections"],
                    hint: "A row a line, such as 3: unknown NPI. They are told again in the next delta.",
                    errors: errors, isOptional: true))
            formActions { submit("Record the answer") }
        }
    }
}

/// How a payer wants its roster.
func payerRosterLayoutPage(_ context: ScopedContext, _ overview: RosterOverview, _ errors: FieldErrors) -> HTML {
    let (scope, plan, form) = (context.scope, overview.plan, context.form)
    let known = overview.layout?.layout
    func value(_ name: String, _ known: String?) -> String? { errors.isEmpty ? known : form[name] }
    return group {
        pageHeader(
            "Layout of a roster", lead: plan.title, trail: [Crumb("Rosters", .payerRosters(scope, plan.id))])
        errorSummary(errors)
        postForm(context, .payerRosterLayout(scope, plan.id)) {
            input(
                .type("hidden"), .name("version"),
                .value(form["version"] ?? String(overview.layout?.number ?? 0)))
            textArea(
                Field(
                    "columns", "Columns", value: value("columns", known?.text),
                    hint:
                        "A column a line: heading | field | required | most characters. The last two may be left out.",
                    errors: errors), rows: 14)
            fieldRow {
                selectField(
                    Field("days", "Days are written as", value: value("days", known?.dayForm.rawValue), errors: errors),
                    [Choice("american", "03/14/2026"), Choice("iso", "2026-03-14")], blank: "Choose")
                textField(
                    Field(
                        "refused", "Words that the payer refuses",
                        value: value(
                            "refused", known?.refusedWords.joined(separator: ", ") ?? "N/A, none, pending, TBD, unknown"
                        ),
                        hint: "With commas between them", errors: errors, isOptional: true))
            }
            details {
                summary { "Fields" }
                dataTable(
                    "Fields", RosterField.allCases,
                    columns: [
                        Column("Field") { field in span(.class("mono")) { field.rawValue } },
                        Column("What it holds") { field in field.title },
                    ])
                p { "The field action holds A, C or T in a delta." }
            }
            formActions {
                submit("Save")
                cancelLink(.payerRosters(scope, plan.id))
            }
        }
    }
}
