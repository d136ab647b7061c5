package import Postgres
package import PraxisCore

/// A signed document about a decision that was made outside of the system: what it rests on where it is recorded later.
package struct SignedRecord: Hashable, Sendable {
    package let id: Evidence.ID
    package let name: String
    /// SHA-256 of its bytes.
    package let digest: [UInt8]
    /// The day that it bears.
    package let signedOn: LocalDate
    package let filedBy: String
    package let filedAt: Instant
    /// Whether the caller put it on file.
    package let isOwn: Bool
}

extension SignedRecord: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        self.digest = try row.read()
        self.signedOn = try row.read()
        self.filedBy = try row.read()
        self.filedAt = try row.read()
        self.isOwn = try row.read()
    }
}

/// A signed document as somebody puts it on file.
package struct SignedRecordDraft: Hashable, Sendable {
    package let document: EvidenceDraft
    package let signedOn: LocalDate

    /// Reads the field `signed`.
    package init(
        _ field: (String) -> String?, today: LocalDate, document: EvidenceDraft?
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        let signed = errors.check(
            "signed", field("signed"), { LocalDate($0).flatMap { $0 <= today ? $0 : nil } },
            else: "Enter the day that the document bears, today at the latest")
        if document == nil { errors.add("document", "Add the signed document") }
        guard errors.isEmpty, let signed, let document else { throw errors }
        self.document = document
        self.signedOn = signed
    }
}
