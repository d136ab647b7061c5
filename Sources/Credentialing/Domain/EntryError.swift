package import Postgres
package import PraxisCore

/// A credential that was put on file in error, such as under the wrong person or with another state: it counts for nothing.
package struct EntryError: Hashable, Sendable {
    package let credential: Credential.ID
    /// What the credential is called, with the number it was entered with.
    package let title: String
    package let reason: String
    package let saidBy: String
    package let saidAt: Instant
}

extension EntryError: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.credential = try row.read()
        self.title = try row.read()
        self.reason = try row.read()
        self.saidBy = try row.read()
        self.saidAt = try row.read()
    }
}

/// That a credential was put on file in error, or that it was not after all.
package struct EntryErrorDraft: Hashable, Sendable {
    package let reason: String
    /// Whether it is an error; or else was said to be one and is none.
    package let isError: Bool

    /// Reads the fields `reason` and, where it is none, `none`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let reason = errors.check(
            "reason", field("reason"), { (10...2000).contains($0.count) ? $0 : nil },
            else: "Say why, in 10 to 2,000 characters")
        guard let reason else { throw errors }
        self.reason = reason
        self.isError = field("none") == nil
    }
}
