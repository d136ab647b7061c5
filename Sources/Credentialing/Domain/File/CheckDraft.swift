package import PraxisCore

/// A check of an element of a file, as somebody records it.
package struct CheckDraft: Hashable, Sendable {
    package let source: VerificationSource.ID?
    package let sourceName: String
    package let method: VerificationMethod
    package let query: String
    package let requestedOn: LocalDate?
    /// When it was made, where that was not today.
    package let checkedOn: LocalDate?
    package let result: VerificationResult
    package let sourceAsOf: LocalDate?
    package let reference: String?
    package let values: PrintedValues
    package let mismatches: [String: String]
    package let spokenTo: String?
    package let note: String?
    /// The term that the check is about, where the element is a credential.
    package let term: Term.ID?
    package let supersedes: Verification.ID?
    package let reason: String?
    package let document: EvidenceDraft?

    /// Reads the fields of the worksheet: `source`, `source_name`, `method`, `query`, `checked`, `result`, `as_of`, `reference`,
    /// `printed_…`, `differs`, `spoken_to`, `note`, `term`, `supersedes`, `reason`.
    package init(
        _ field: (String) -> String?, sources: [VerificationSource], document: EvidenceDraft?
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        let source = field("source").flatMap { text in sources.first { $0.id.description == text } }
        let name = errors.check(
            "source", source?.name ?? field("source_name"), { (1...200).contains($0.count) ? $0 : nil },
            else: "Choose the source, or name it in at most 200 characters")
        let method = errors.check(
            "method", field("method"), VerificationMethod.init(rawValue:), else: "Choose how the source was asked")
        let query = errors.check(
            "query", field("query"), { (1...2000).contains($0.count) ? $0 : nil },
            else: "Enter exactly what was asked: names, number, birth date used")
        let result = errors.check(
            "result", field("result"), VerificationResult.init(rawValue:), else: "Choose what the source answered")
        self.requestedOn = errors.day("requested", field("requested"))
        self.checkedOn = errors.day("checked", field("checked"))
        self.sourceAsOf = errors.day("as_of", field("as_of"))
        self.reference = errors.text("reference", field("reference"), 200)
        self.spokenTo = errors.text("spoken_to", field("spoken_to"), 200)
        self.note = errors.text("note", field("note"), 2000)
        self.reason = errors.text("reason", field("reason"), 2000)
        self.term = field("term").flatMap(Term.ID.init)
        self.supersedes = field("supersedes").flatMap(Verification.ID.init)
        self.values = PrintedValues(field, &errors)
        let differs = errors.text("differs", field("differs"), 2000)
        self.mismatches = differs.map { ["source": $0] } ?? [:]
        self.document = document
        if result == .mismatch, differs == nil {
            errors.add("differs", "Say what differs between the source and the file")
        }
        if let result, result.isGood, document == nil, self.reference == nil, self.spokenTo == nil {
            errors.add("reference", "Enter the source's number for this check, or add a document that proves it")
        }
        if let asked = self.requestedOn, let checked = self.checkedOn, checked < asked {
            errors.add("checked", "A source does not answer before it is asked")
        }
        if method == .phone, self.spokenTo == nil {
            errors.add("spoken_to", "Enter the name and title of the person you spoke to")
        }
        if self.supersedes != nil, self.reason == nil {
            errors.add("reason", "Say why the earlier record is corrected")
        }
        guard errors.isEmpty, let name, let method, let query, let result else { throw errors }
        self.source = source?.id
        self.sourceName = name
        self.method = method
        self.query = query
        self.result = result
    }
}

/// A document as somebody hands it in.
package struct EvidenceDraft: Hashable, Sendable {
    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]

    static let limit = 10 << 20

    /// - Throws: `FieldErrors` for what is no PDF, PNG or JPEG by its first bytes, or too large.
    package init(name: String, bytes: [UInt8], field: String = "document") throws(FieldErrors) {
        guard bytes.count <= Self.limit else { throw FieldErrors(field, "The document is larger than 10 MB") }
        let kinds: [([UInt8], String)] = [
            (Array("%PDF-".utf8), "application/pdf"), ([0x89, 0x50, 0x4E, 0x47], "image/png"),
            ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ]
        guard let kind = kinds.first(where: { bytes.starts(with: $0.0) }) else {
            throw FieldErrors(field, "Add a PDF, a PNG or a JPEG")
        }
        self.name = String(name.isEmpty ? "document" : name.suffix(200))
        self.mediaType = kind.1
        self.bytes = bytes
    }
}
