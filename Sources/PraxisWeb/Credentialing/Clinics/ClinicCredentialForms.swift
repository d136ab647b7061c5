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
