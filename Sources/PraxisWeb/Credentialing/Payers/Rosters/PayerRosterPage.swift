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
                Fact("Between the values", submission.delimiter.title),
                Fact("SHA-256") { span(.class("mono")) { submission.digest } },
                Fact("Answered", submission.answeredOn?.readable), Fact("Payer's reference", submission.reference),
            ])
        }
        if submission.outcome == nil, frame.may(.payerRosterWrite) { answerCard(context, submission, errors) }
        dataTable(
            "Rows", record.lines,
            columns: [
                Column("Provider") { row in row.line.name },
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
