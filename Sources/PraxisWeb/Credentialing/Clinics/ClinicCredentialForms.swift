import Credentialing
import HTML
import PraxisCore

/// A certificate of the clinic with its first term.
func clinicCredentialForm(_ context: ScopedContext, _ file: ClinicFile, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return postForm(context, .clinicCredentials(context.scope)) {
        selectField(
            Field("type", "Kind", value: form["type"], errors: errors), file.types.map { Choice($0.code, $0.name) },
            blank: "Choose")
        fieldRow {
            textField(
                Field("number", "Number", value: form["number"], errors: errors, isOptional: true), .maxlength(40),
                .autocomplete("off"))
            textField(
                Field("issuer", "Issued by", value: form["issuer"], errors: errors, isOptional: true), .maxlength(200))
        }
        clinicTermFields(form, errors)
        formActions {
            submit("Put on file")
            cancelLink(.clinicCredentials(context.scope))
        }
    }
}

private func clinicTermFields(_ form: Form, _ errors: FieldErrors) -> HTML {
    fieldRow {
        dateField(Field("issued", "First day", value: form["issued"], errors: errors))
        dateField(
            Field(
                "expires", "Last day", value: form["expires"], hint: "It counts until the end of this day",
                errors: errors, isOptional: true))
    }
}

/// A renewal, or the correction of a term.
func clinicTermForm(
    _ context: ScopedContext, _ file: ClinicFile, _ credential: ClinicCredential, _ errors: FieldErrors
) -> HTML {
    postForm(context, .clinicTerms(context.scope, credential.id)) {
        p { credential.title }
        clinicTermFields(context.form, errors)
        selectField(
            Field(
                "supersedes", "Replaces", value: context.form["supersedes"],
                hint: "Only where an earlier term was entered wrongly; a renewal stands beside the old one",
                errors: errors,
                isOptional: true),
            file.terms(of: credential.id).map {
                Choice($0.id.description, "\($0.issuedOn.readable) – \($0.expiresOn?.readable ?? "no end")")
            }, blank: "Nothing: it is a renewal")
        replacementReason(context.form, errors)
        formActions {
            submit("Put on file")
            cancelLink(.clinicCredentials(context.scope))
        }
    }
}

/// A check at the source.
func clinicVerificationForm(
    _ context: ScopedContext, _ file: ClinicFile, _ term: ClinicTerm, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let title = file.credentials.first { $0.id == term.credential }?.title ?? ""
    return postForm(context, .clinicVerifications(context.scope, term.id)) {
        p { "\(title): \(term.issuedOn.readable) – \(term.expiresOn?.readable ?? "no end")" }
        textField(Field("source", "Whom you asked", value: form["source"], errors: errors), .maxlength(200))
        fieldRow {
            selectField(
                Field("method", "How", value: form["method"], errors: errors),
                VerificationMethod.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            selectField(
                Field("result", "Answer", value: form["result"], errors: errors),
                VerificationResult.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
        }
        proofFields(form, errors)
        dateField(Field("as_of", "Answer is as of", value: form["as_of"], errors: errors, isOptional: true))
        textArea(Field("note", "Note", value: form["note"], errors: errors, isOptional: true))
        formActions {
            submit("Record the check")
            cancelLink(.clinicCredentials(context.scope))
        }
    }
}
