package import Postgres
package import PraxisCore

/// An element that the rule in force on the decision day asked for, and the check that satisfied it. Of peer review and the
/// data bank only that the source was asked, and when.
package struct BinderItem: Hashable, Sendable {
    /// How the file was decided; `nil` while it is not.
    package let decision: FileOutcome?
    /// The day by whose rules it is judged: that of the decision, else the day planned, else the day of the binder.
    package let judgedOn: LocalDate
    package let element: String
    package let title: String
    package let citation: String
    /// `nil` where the source was asked and what it answered is confidential.
    package let status: ChecklistItem.Status?
    package let verifiedOn: LocalDate?
    package let usableUntil: LocalDate?
    package let rule: String?
    package let source: String?
    package let method: VerificationMethod?
    package let result: VerificationResult?
    package let reference: String?
    package let verifiedBy: String?
    /// The document that proves it, or the signed application.
    package let evidence: Document.ID?
    /// SHA-256 of the document, in hexadecimal digits.
    package let digest: String?
    /// Who looked at what a program fetched, and when.
    package let reviewedBy: String?
    package let reviewedOn: LocalDate?
    /// Why the element does not apply, who said so, and when.
    package let exceptionReason: String?
    package let exceptedBy: String?
    package let exceptedOn: LocalDate?

    package var statusTitle: String { self.status?.title ?? "Asked; what it answered is confidential" }
}

extension BinderItem: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let decision: String? = try row.read()
        self.decision = decision.flatMap(FileOutcome.init(rawValue:))
        self.judgedOn = try row.read()
        self.element = try row.read()
        self.title = try row.read()
        self.citation = try row.read()
        let status: String = try row.read()
        self.status = status == "asked" ? nil : ChecklistItem.Status(rawValue: status) ?? .missing
        self.verifiedOn = try row.read()
        self.usableUntil = try row.read()
        self.rule = try row.read()
        self.source = try row.read()
        let method: String? = try row.read()
        self.method = method.flatMap(VerificationMethod.init(rawValue:))
        let result: String? = try row.read()
        self.result = result.flatMap(VerificationResult.init)
        self.reference = try row.read()
        self.verifiedBy = try row.read()
        self.evidence = try row.read()
        self.digest = try row.read()
        self.reviewedBy = try row.read()
        self.reviewedOn = try row.read()
        self.exceptionReason = try row.read()
        self.exceptedBy = try row.read()
        self.exceptedOn = try row.read()
    }
}
