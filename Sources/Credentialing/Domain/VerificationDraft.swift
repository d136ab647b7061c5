package import PraxisCore

/// A check at the source, as somebody records it. Without something that shows it, it was not done.
package struct VerificationDraft: Hashable, Sendable {
    package let method: VerificationMethod
    package let source: String
    package let result: VerificationResult
    /// Exactly what was asked: names, number, birth date used.
    package let query: String?
    /// What the source prints.
    package let values: PrintedValues
    package let reference: String?
    package let spokenTo: String?
    /// A document of the person's file, or of the clinic's certificate, that proves it.
    package let document: Document.ID?
    package let sourceAsOf: LocalDate?
    /// When it was made, where that was not today.
    package let checkedOn: LocalDate?
    package let note: String?
    /// The record that this one corrects, and why.
    package let supersedes: Verification.ID?
    package let reason: String?

    /// Reads the fields `method`, `source`, `query`, `result`, `printed_…`, `reference`, `spoken_to`, `document`, `as_of`,
    /// `checked`, `note`, `supersedes` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let method = errors.check(
            "method", field("method"), VerificationMethod.init(rawValue:), else: "Choose how the source was asked")
        let result = errors.check(
            "result", field("result"), VerificationResult.init(rawValue:), else: "Choose what the source answered")
        let source = errors.check(
            "source", field("source"), { (1...200).contains($0.count) ? $0 : nil },
            else: "Enter whom you asked, in at most 200 characters")
        self.query = errors.text("query", field("query"), 2000)
        self.values = PrintedValues(field, &errors)
        self.reference = errors.text("reference", field("reference"), 200)
        self.spokenTo = errors.text("spoken_to", field("spoken_to"), 200)
        self.sourceAsOf = errors.day("as_of", field("as_of"))
        self.checkedOn = errors.day("checked", field("checked"))
        self.note = errors.text("note", field("note"), 2000)
        self.reason = errors.text("reason", field("reason"), 2000)
        self.document = field("document").flatMap(Document.ID.init)
        self.supersedes = field("supersedes").flatMap(Verification.ID.init)
        if method == .phone, self.spokenTo == nil {
            errors.add("spoken_to", "Enter the name and title of the person you spoke to")
        } else if let result, result.isGood, self.reference == nil, self.spokenTo == nil, self.document == nil {
            errors.add(
                "reference", "Enter the source's number for this check or whom you spoke to, or choose a document")
        }
        if self.supersedes != nil, self.reason == nil {
            errors.add("reason", "Say why the earlier record is corrected")
        }
        guard errors.isEmpty, let method, let result, let source else { throw errors }
        self.method = method
        self.source = source
        self.result = result
    }

    /// A check of a clinic's certificate, which is made today: the same fields without `checked`.
    package static func ofClinic(_ field: (String) -> String?) throws(FieldErrors) -> Self {
        try Self { $0 == "checked" ? nil : field($0) }
    }
}
