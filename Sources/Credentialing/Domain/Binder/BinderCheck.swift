package import Postgres
package import PraxisCore

/// A check of a source about somebody, of a term or of an element of the file, as a survey reads it: with what was asked and
/// answered, who looked at it when, and what proves it. An earlier answer that was corrected is one too.
package struct BinderCheck: Hashable, Sendable {
    package let id: Verification.ID
    /// The element of the file, by its title.
    package let element: String
    package let credential: Credential.ID?
    package let method: VerificationMethod
    package let source: String
    /// Exactly what was asked.
    package let query: String?
    package let requestedAt: Instant?
    package let verifiedAt: Instant
    package let verifiedOn: LocalDate
    package let sourceAsOf: LocalDate?
    package let result: VerificationResult
    package let reference: String?
    /// What the source said, field by field.
    package let values: [String: String]
    /// What it says otherwise than the file.
    package let mismatches: [String: String]
    package let spokenTo: String?
    package let note: String?
    package let verifiedBy: String
    package let isFetched: Bool
    package let isRecordedLate: Bool
    /// What a person said of what a program fetched; `nil` while nobody has.
    package let isAccepted: Bool?
    package let reviewedBy: String?
    package let reviewedOn: LocalDate?
    package let usableUntil: LocalDate?
    package let rule: String?
    /// The document that proves it.
    package let evidence: Document.ID?
    /// SHA-256 of the document, in hexadecimal digits.
    package let digest: String?
    /// The check that it corrects, and why.
    package let supersedes: Verification.ID?
    package let reason: String?
    package let isSuperseded: Bool

    /// What is to be known of it besides.
    package var remarks: [String] {
        var words: [String] = []
        if self.isFetched, self.isAccepted == nil, self.result.isAnswer, !self.isSuperseded {
            words.append("waits for review")
        }
        if self.isAccepted == false { words.append("rejected") }
        if self.isSuperseded { words.append("superseded") }
        if self.isRecordedLate { words.append("recorded late") }
        return words
    }
}

extension BinderCheck: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.element = try row.read()
        self.credential = try row.read()
        let method: String = try row.read()
        self.method = VerificationMethod(rawValue: method) ?? .web
        self.source = try row.read()
        self.query = try row.read()
        self.requestedAt = try row.read()
        self.verifiedAt = try row.read()
        self.verifiedOn = try row.read()
        self.sourceAsOf = try row.read()
        let result: String = try row.read()
        self.result = VerificationResult(rawValue: result) ?? .inconclusive
        self.reference = try row.read()
        let values: JSONText = try row.read()
        self.values = (try? values.decoded()) ?? [:]
        let mismatches: JSONText = try row.read()
        self.mismatches = (try? mismatches.decoded()) ?? [:]
        self.spokenTo = try row.read()
        self.note = try row.read()
        self.verifiedBy = try row.read()
        self.isFetched = try row.read()
        self.isRecordedLate = try row.read()
        self.isAccepted = try row.read()
        self.reviewedBy = try row.read()
        self.reviewedOn = try row.read()
        self.usableUntil = try row.read()
        self.rule = try row.read()
        self.evidence = try row.read()
        self.digest = try row.read()
        self.supersedes = try row.read()
        self.reason = try row.read()
        self.isSuperseded = try row.read()
    }
}
