import Credentialing
import HTML
import Postgres
import PraxisCore

/// The signed documents of decisions that were made outside of the system, and the form that puts one on file.
func signedRecordsCard(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord, _ errors: FieldErrors) -> HTML {
    let file = record.file
    let mayAdd = frame.may(.verificationWrite) && file.state.steps.contains { $0.to == .decided }
    if record.records.isEmpty, !mayAdd { return HTML() }
    return card("Signed documents", id: "records") {
        if record.records.isEmpty {
            p(.class("muted")) { "A decision that was made on paper is recorded with the document that was signed." }
        } else {
            dataTable(
                "Signed documents", record.records,
                columns: [
                    Column("Document") { signed in
                        if frame.may(.peerReviewOpen) {
                            purposeForm(context, .evidence(context.scope, file.id, signed.id), "Open \(signed.name)")
                        } else {
                            signed.name
                        }
                    },
                    Column("Signed on") { signed in date(signed.signedOn) },
                    Column("Put on file") { signed in "\(signed.filedBy), \(frame.shown(signed.filedAt))" },
                    Column("SHA-256") { signed in code(.class("secret")) { Hexadecimal.text(signed.digest) } },
                ])
        }
        if mayAdd { signedRecordForm(context, file.id, errors) }
    }
}

private func signedRecordForm(_ context: ScopedContext, _ file: CycleFile.ID, _ errors: FieldErrors) -> HTML {
    details(.open(!errors.messages(for: "signed").isEmpty || !errors.messages(for: "document").isEmpty)) {
        summary { "Put a signed document on file" }
        uploadForm(context, .signedRecords(context.scope, file)) {
            dateField(
                Field(
                    "signed", "Signed on", value: context.form["signed"], hint: "The day that it bears", errors: errors)
            )
            fileField(
                Field("document", "Signed document", hint: "A PDF, PNG or JPEG", errors: errors),
                accept: ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg")
            formActions { submit("Put on file", .plain) }
        }
    }
}

extension FileRecord {
    /// Whether the check that an element rests on was put on record later than it was made.
    func isRecordedLate(_ item: ChecklistItem) -> Bool {
        self.checks.contains {
            $0.element == item.element && !$0.isSuperseded && $0.isRecordedLate && $0.verifiedOn == item.verifiedOn
        }
    }
}
