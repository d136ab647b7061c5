package import Postgres
package import PraxisCore

/// One validity of a credential as printed on it; both days belong to it.
package struct Term: Hashable, Sendable {
    package typealias ID = Identifier<Term>

    package let id: ID
    package let credential: Credential.ID
    package let issuedOn: LocalDate
    /// `nil` where it does not expire.
    package let expiresOn: LocalDate?
    /// Whether the latest check that had an answer confirmed it.
    package let isVerified: Bool
    package let result: VerificationResult?
    package let verifiedAt: Instant?
}

extension Term: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.credential = try row.read()
        self.issuedOn = try row.read()
        self.expiresOn = try row.read()
        self.isVerified = try row.read()
        let result: String? = try row.read()
        self.result = result.flatMap(VerificationResult.init)
        self.verifiedAt = try row.read()
    }
}
