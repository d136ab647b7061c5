import Credentialing
import HTML
import PraxisCore

/// A term that somebody asks the source about, with the documents that may prove the answer.
struct CheckedTerm {
    let file: CredentialFile
    let credential: HeldCredential
    let term: Term
    let documents: [Document]

    /// - Parameter documents: of the person. What the holder handed in proves nothing.
    init(_ id: Term.ID, in file: CredentialFile, _ documents: [Document]) throws(NotFound) {
        let term = try file.terms.filter { $0.id == id }.required()
        let credential = try file.credentials.filter { $0.id == term.credential }.required()
        let kept = file.types.first { $0.code == credential.type }?.compartment
        self.file = file
        self.term = term
        self.credential = credential
        self.documents = documents.filter { document in
            (document.compartment == .credential || document.compartment == kept)
                && !file.claims.contains { $0.document == document.id }
        }
    }
}

/// A check at the source.
func verificationPage(_ context: ScopedContext, _ asked: CheckedTerm, _ errors: FieldErrors) -> HTML {
    let person = asked.file.person
    return group {
        pageHeader(
            "Verify a term", lead: person.name, trail: [Crumb(person.name, .credentialFile(context.scope, person.id))])
        errorSummary(errors)
        if let claim = asked.file.claim(of: asked.term.id) { claimLine(context, claim) }
        verificationForm(context, asked, errors)
    }
}

private func verificationForm(_ context: ScopedContext, _ asked: CheckedTerm, _ errors: FieldErrors) -> HTML {
    let (form, term, person) = (context.form, asked.term, asked.file.person.id)
    return postForm(context, .verifications(context.scope, person, term.id)) {
        p { "\(asked.credential.title): \(term.issuedOn.readable) – \(term.expiresOn?.readable ?? "no end")" }
        textField(
            Field("source", "Whom you asked", value: form["source"] ?? asked.credential.issuer, errors: errors),
            .maxlength(200))
        fieldRow {
            selectField(
                Field("method", "How", value: form["method"], errors: errors),
                VerificationMethod.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            checkedField(form, errors)
        }
        fieldRow {
            selectField(
                Field("result", "Answer", value: form["result"], errors: errors),
                VerificationResult.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            dateField(
                Field(
                    "as_of", "Answer is as of", value: form["as_of"], hint: "Where the source prints a day",
                    errors: errors, isOptional: true))
        }
        printedFields(form, errors)
        textArea(
            Field(
                "query", "Exactly what was asked", value: form["query"], hint: "Names, number, birth date used",
                errors: errors, isOptional: true), rows: 2)
        proofFields(form, errors)
        documentField(context, asked, errors)
        textArea(Field("note", "Note", value: form["note"], errors: errors, isOptional: true))
        correctionFields(form, asked.corrections, errors)
        formActions {
            submit("Record the check")
            cancelLink(.credentialFile(context.scope, person))
        }
    }
}

private func documentField(_ context: ScopedContext, _ asked: CheckedTerm, _ errors: FieldErrors) -> HTML {
    if asked.documents.isEmpty {
        return p(.class("muted")) {
            "A picture or letter of the answer proves it as well: "
            a(.href(Place.documents(context.scope, asked.file.person.id))) { "put it on file first" }
            "."
        }
    }
    return selectField(
        Field(
            "document", "Document that proves it", value: context.form["document"],
            hint: "Of the person’s file, where somebody else than the person put it", errors: errors, isOptional: true),
        asked.documents.map { Choice($0.id.description, "\($0.name), by \($0.addedBy)") }, blank: "None")
}

extension CheckedTerm {
    /// The checks that a new one can correct.
    fileprivate var corrections: [Choice] {
        self.file.verifications(of: self.term.id).filter { !$0.isSuperseded }.map {
            Choice($0.id.description, "\($0.result.title), \($0.source), by \($0.verifiedBy)")
        }
    }
}
