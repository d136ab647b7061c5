package import Postgres
package import PraxisCore

/// How a person's credentialing ended: the next file is an initial one.
package struct CredentialingEnding: Hashable, Sendable, PostgresRow {
    package typealias ID = Identifier<CredentialingEnding>

    package let kind: EndingDraft.Kind
    package let effectiveOn: LocalDate
    package let reason: String
    package let recordedBy: String
    package let recordedAt: Instant

    package init(row: inout RowReader) throws(PostgresError) {
        let kind: String = try row.read()
        self.kind = EndingDraft.Kind(rawValue: kind) ?? .terminated
        self.effectiveOn = try row.read()
        self.reason = try row.read()
        self.recordedBy = try row.read()
        self.recordedAt = try row.read()
    }
}
