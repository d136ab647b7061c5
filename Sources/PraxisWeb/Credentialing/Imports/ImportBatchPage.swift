import Credentialing
import HTML
import PraxisCore

/// What came in, the newest first.
func importBatchesPage(_ context: ScopedContext, _ frame: Frame, _ batches: [ImportBatch]) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Past imports",
            lead: "Files that were confirmed, who brought them in, and until when each can be undone as a whole.")
        credentialingTabs(context, frame, current: .importBatches(scope))
        if batches.isEmpty {
            emptyState(
                "Nothing was imported yet", "Confirm the preview of a provider file or a staff file.", icon: .upload)
        } else {
            dataTable(
                "Imports", batches, class: "cards",
                columns: [
                    Column("File") { batch in a(.href(Place.importBatch(scope, batch.id))) { batch.fileName } },
                    Column("Kind") { batch in batch.kind.title },
                    Column("Clinic") { batch in batch.clinic ?? "Several" },
                    .number("Rows") { batch in String(batch.rows) },
                    .number("People added") { batch in String(batch.made["person"] ?? 0) },
                    Column("Imported") { batch in
                        group {
                            moment(batch.importedAt, frame)
                            " by \(batch.importedBy)"
                        }
                    },
                    .state("Status") { batch in batchTag(batch) },
                    Column("Undo until") { batch in
                        batch.state == .undoable ? moment(batch.undoUntil, frame) : span(.class("muted")) { "–" }
                    },
                ])
        }
    }
}

private func batchTag(_ batch: ImportBatch) -> HTML {
    switch batch.state {
    case .undoable: statusTag("Can be undone", .info)
    case .final: statusTag("Imported", .ok)
    case .undone: statusTag("Undone")
    }
}

/// What a batch made of whom, and the form that takes it back.
func importBatchPage(
    _ context: ScopedContext, _ frame: Frame, _ batch: ImportBatch, _ subjects: [ImportSubject], _ errors: FieldErrors
) -> HTML {
    group {
        pageHeader(
            batch.fileName, tag: batchTag(batch), lead: batch.kind.title,
            trail: [Crumb("Past imports", .importBatches(context.scope))])
        errorSummary(errors)
        card("The import") { summaryList(batchFacts(batch, frame)) }
        if batch.state == .undoable { undoCard(context, frame, batch, errors) }
        if subjects.isEmpty {
            emptyState("It changed nobody")
        } else {
            dataTable(
                "People", subjects,
                columns: [
                    Column("Name") { subject in
                        subject.isWithdrawn
                            ? span { subject.name }
                            : a(.href(Place.credentialFile(context.scope, subject.person))) { subject.name }
                    },
                    Column("What it made") { subject in subject.kinds.map(effectTitle).joined(separator: ", ") },
                    .state("Now") { subject in
                        batch.state != .undone
                            ? statusTag("In effect", .ok) : statusTag(subject.isWithdrawn ? "Withdrawn" : "Restored")
                    },
                ])
        }
    }
}

private func batchFacts(_ batch: ImportBatch, _ frame: Frame) -> [Fact] {
    var facts = [
        Fact("Clinic", batch.clinic ?? "Several, named in the rows"), Fact("Rows", String(batch.rows)),
        Fact("SHA-256") { code { batch.digestText } },
        Fact("Imported") {
            moment(batch.importedAt, frame)
            " by \(batch.importedBy)"
        },
        Fact("Could be undone until") {
            moment(batch.undoUntil, frame)
            span(.class("muted")) { " by rule \(batch.undoRule)" }
        },
    ]
    if let at = batch.undoneAt {
        facts.append(
            Fact("Undone") {
                moment(at, frame)
                " by \(batch.undoneBy ?? "somebody"): \(batch.undoReason ?? "")"
            })
    }
    return facts
}

private func undoCard(_ context: ScopedContext, _ frame: Frame, _ batch: ImportBatch, _ errors: FieldErrors) -> HTML {
    card("Undo the whole import") {
        if batch.isCallers {
            p {
                "Everything that it made is withdrawn, and people whom it changed get back what they had. That works "
                    + "while nobody has used it: no shift, verification, document or account. What was withdrawn stays "
                    + "on record here."
            }
            postForm(context, .importUndo(context.scope, batch.id)) {
                textArea(Field("reason", "Reason", value: context.form["reason"], errors: errors), rows: 2)
                formActions { submit("Undo the import", .danger) }
            }
        } else {
            p { "\(batch.importedBy) or a practice administrator may undo it." }
        }
    }
}

private func effectTitle(_ kind: String) -> String {
    switch kind {
    case "person": "added the person"
    case "change": "changed the record"
    case "person_name": "kept a former name"
    case "person_identifier": "added a number"
    case "employment": "began an employment"
    case "appointment": "began an appointment"
    case "credential": "put a claimed license on file"
    case "person_taxonomy": "added a specialty"
    case "npi_standing": "noted what the registry says of the NPI"
    case "medicare_listing": "noted what a list of Medicare’s says"
    case "medicare_due": "set the due date of a revalidation"
    default: kind
    }
}

extension ImportBatch.Kind {
    fileprivate var title: String {
        switch self {
        case .nppes: "Provider file"
        case .staff: "Staff file"
        case .pecos: "Medicare file"
        }
    }
}
