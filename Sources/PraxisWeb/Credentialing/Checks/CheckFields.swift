import Credentialing
import HTML
import PraxisCore

/// When a source answered, where it was not today.
func checkedField(_ form: Form, _ errors: FieldErrors) -> HTML {
    dateField(
        Field(
            "checked", "Answered on", value: form["checked"],
            hint: "Where it was not today: it shows as recorded late", errors: errors, isOptional: true))
}

/// What shows that a source was asked: its number for the check, or whom one spoke to.
func proofFields(_ form: Form, _ errors: FieldErrors) -> HTML {
    fieldRow {
        textField(
            Field(
                "reference", "The source's number for this check", value: form["reference"], errors: errors,
                isOptional: true), .maxlength(200))
        textField(
            Field(
                "spoken_to", "Spoken to", value: form["spoken_to"], hint: "Name and title, for a phone call",
                errors: errors, isOptional: true), .maxlength(200))
    }
}

/// Which earlier check was wrong, and why.
func correctionFields(_ form: Form, _ checks: [Choice], _ errors: FieldErrors) -> HTML {
    if checks.isEmpty { return HTML() }
    let isOpen = form["supersedes"] != nil || form["reason"] != nil
    return details(.open(isOpen)) {
        summary { "It corrects an earlier check" }
        selectField(
            Field(
                "supersedes", "Corrects", value: form["supersedes"], hint: "Only where an earlier record was wrong",
                errors: errors, isOptional: true), checks, blank: "Nothing: it is a new check")
        textField(Field("reason", "Why", value: form["reason"], errors: errors, isOptional: true), .maxlength(2000))
    }
}

extension ScopedContext {
    /// What a form says of a check that a program fetched.
    func checkReview() throws(FieldErrors) -> CheckReviewDraft {
        let accepted = self.form["accepted"].flatMap { ["yes": true, "no": false][$0] }
        return try CheckReviewDraft(accepted: accepted, note: self.form["note"])
    }
}

extension CredentialingError {
    /// What is wrong with the form of a check, where the database refused it.
    var fieldsOfCheck: FieldErrors? {
        switch self {
        case .refused(let refusal, _): refusal.field.map { FieldErrors($0, refusal.sentence) }
        case .evidenceRequired: FieldErrors("document", self.sentence)
        default: nil
        }
    }
}
