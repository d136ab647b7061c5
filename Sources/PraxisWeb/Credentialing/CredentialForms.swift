import Credentialing
import HTML
import PraxisCore

/// What somebody holds: the kind, the number, and the first term.
func credentialForm(_ context: ScopedContext, _ file: CredentialFile, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return postForm(context, .credentialFile(context.scope, file.person.id)) {
        selectField(
            Field("type", "Kind", value: form["type"], errors: errors),
            file.types.map {
                Choice($0.code, $0.name, group: $0.category.prefix(1).uppercased() + $0.category.dropFirst())
            },
            blank: "Choose")
        fieldRow {
            selectField(
                Field(
                    "state", "State", value: form["state"], hint: "For licenses and DEA registrations", errors: errors,
                    isOptional: true),
                StateCode.all.sorted().map { Choice($0, $0) }, blank: "None")
            textField(
                Field(
                    "number", "Number", value: form["number"], hint: "As it is printed on it", errors: errors,
                    isOptional: true), .maxlength(40), .autocomplete("off"))
        }
        textField(
            Field("issuer", "Issued by", value: form["issuer"], errors: errors, isOptional: true), .maxlength(200))
        checkbox(
            "multistate", "Multistate license of the nurse compact", isOn: form.has("multistate"),
            hint: "Counts in every member state. For registered and practical nurses only.")
        termFields(form, errors)
        formActions {
            submit("Put on file")
            cancelLink(.credentialFile(context.scope, file.person.id))
        }
    }
}

private func termFields(_ form: Form, _ errors: FieldErrors) -> HTML {
    fieldRow {
        dateField(Field("issued", "First day", value: form["issued"], errors: errors))
        dateField(
            Field(
                "expires", "Last day", value: form["expires"], hint: "It counts until the end of this day",
                errors: errors,
                isOptional: true))
    }
}

/// A renewal, or the correction of a term.
func termForm(_ context: ScopedContext, _ file: CredentialFile, _ credential: HeldCredential, _ errors: FieldErrors)
    -> HTML
{
    let terms = file.terms(of: credential.id)
    return postForm(context, .terms(context.scope, file.person.id, credential.id)) {
        p { credential.title }
        termFields(context.form, errors)
        if !terms.isEmpty {
            selectField(
                Field(
                    "supersedes", "Replaces", value: context.form["supersedes"],
                    hint: "Only where an earlier term was entered wrongly; a renewal stands beside the old one",
                    errors: errors, isOptional: true),
                terms.map {
                    Choice($0.id.description, "\($0.issuedOn.readable) – \($0.expiresOn?.readable ?? "no end")")
                }, blank: "Nothing: it is a renewal")
            replacementReason(context.form, errors)
        }
        formActions {
            submit("Put on file")
            cancelLink(.credentialFile(context.scope, file.person.id))
        }
    }
}

/// What a board did.
func statusForm(_ context: ScopedContext, _ file: CredentialFile, _ credential: HeldCredential, _ errors: FieldErrors)
    -> HTML
{
    let form = context.form
    let spans = file.statuses(of: credential.id)
    return postForm(context, .statuses(context.scope, file.person.id, credential.id)) {
        p { credential.title }
        selectField(
            Field("status", "What the board did", value: form["status"], errors: errors),
            StatusSpan.Status.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
        fieldRow {
            dateField(
                Field(
                    "starts", "From", value: form["starts"], hint: "Of a renewal filed in time, the day of filing",
                    errors: errors))
            dateField(
                Field(
                    "ends", "Lifted on", value: form["ends"], hint: "The first day on which it no longer holds",
                    errors: errors, isOptional: true))
        }
        textField(
            Field(
                "source", "Known from", value: form["source"], hint: "Such as the board's order and its date",
                errors: errors),
            .maxlength(200))
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
            cancelLink(.credentialFile(context.scope, file.person.id))
        }
    }
}

/// Why an earlier entry is replaced; asked where one is chosen.
func replacementReason(_ form: Form, _ errors: FieldErrors) -> HTML {
    textField(
        Field(
            "reason", "Why it is replaced", value: form["reason"], hint: "Asked where this replaces an earlier entry",
            errors: errors, isOptional: true), .maxlength(2000))
}
