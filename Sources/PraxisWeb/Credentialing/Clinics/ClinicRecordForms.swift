import Credentialing
import HTML
import PraxisCore

/// A check at the source.
func clinicVerificationForm(
    _ context: ScopedContext, _ file: ClinicFile, _ term: ClinicTerm, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let corrections = file.checks(of: term.id).filter { !$0.isSuperseded }.map {
        Choice($0.id.description, "\($0.result.title), \($0.source), by \($0.verifiedBy)")
    }
    return postForm(context, .clinicVerifications(context.scope, term.id)) {
        p { file.title(of: term) }
        textField(Field("source", "Whom you asked", value: form["source"], errors: errors), .maxlength(200))
        fieldRow {
            selectField(
                Field("method", "How", value: form["method"], errors: errors),
                VerificationMethod.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            selectField(
                Field("result", "Answer", value: form["result"], errors: errors),
                VerificationResult.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
        }
        printedFields(form, errors)
        textArea(
            Field(
                "query", "Exactly what was asked", value: form["query"], hint: "Name and number used", errors: errors,
                isOptional: true), rows: 2)
        proofFields(form, errors)
        documentField(context, file, term, errors)
        dateField(Field("as_of", "Answer is as of", value: form["as_of"], errors: errors, isOptional: true))
        textArea(Field("note", "Note", value: form["note"], errors: errors, isOptional: true))
        correctionFields(form, corrections, errors)
        formActions {
            submit("Record the check")
            cancelLink(.clinicCredentials(context.scope))
        }
    }
}

private func documentField(
    _ context: ScopedContext, _ file: ClinicFile, _ term: ClinicTerm, _ errors: FieldErrors
) -> HTML {
    let documents = file.documents(of: term.credential)
    if documents.isEmpty {
        return p(.class("muted")) {
            "A picture or letter of the answer proves it as well: "
            a(.href(Place.newClinicDocument(context.scope, term.id))) { "put it on file first" }
            "."
        }
    }
    return selectField(
        Field("document", "Document that proves it", value: context.form["document"], errors: errors, isOptional: true),
        documents.map { Choice($0.id.description, "\($0.name), by \($0.addedBy)") }, blank: "None")
}

/// What the authority did.
func clinicStatusForm(
    _ context: ScopedContext, _ file: ClinicFile, _ credential: ClinicCredential, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let spans = file.statuses(of: credential.id)
    return postForm(context, .clinicStatuses(context.scope, credential.id)) {
        p { credential.title }
        selectField(
            Field("status", "What the authority did", value: form["status"], errors: errors),
            ClinicStatusSpan.Status.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
        fieldRow {
            dateField(Field("starts", "From", value: form["starts"], errors: errors))
            dateField(
                Field(
                    "ends", "Lifted on", value: form["ends"], hint: "The first day on which it no longer holds",
                    errors: errors, isOptional: true))
        }
        textField(
            Field(
                "source", "Known from", value: form["source"], hint: "Such as the authority's notice and its date",
                errors: errors), .maxlength(200))
        if !spans.isEmpty {
            selectField(
                Field(
                    "supersedes", "Replaces", value: form["supersedes"], hint: "To end or correct an earlier entry",
                    errors: errors, isOptional: true),
                spans.map { Choice($0.id.description, "\($0.status.title) from \($0.startsOn.readable)") },
                blank: "Nothing")
            replacementReason(form, errors)
        }
        formActions {
            submit("Record")
            cancelLink(.clinicCredentials(context.scope))
        }
    }
}

/// A document of a certificate's term.
func clinicDocumentForm(
    _ context: ScopedContext, _ file: ClinicFile, _ term: ClinicTerm, _ errors: FieldErrors
) -> HTML {
    uploadForm(context, .clinicDocuments(context.scope, term.id)) {
        p { file.title(of: term) }
        fileField(
            Field("file", "File", hint: "A PDF, PNG or JPEG of at most 20 MB", errors: errors),
            accept: "application/pdf,image/png,image/jpeg")
        formActions {
            submit("Put on file")
            cancelLink(.clinicCredentials(context.scope))
        }
    }
}

extension ClinicFile {
    /// The certificate and the days of one of its terms.
    fileprivate func title(of term: ClinicTerm) -> String {
        let title = self.credentials.first { $0.id == term.credential }?.title ?? ""
        return "\(title): \(term.issuedOn.readable) – \(term.expiresOn?.readable ?? "no end")"
    }
}
