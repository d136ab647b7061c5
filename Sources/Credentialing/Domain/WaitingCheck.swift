package import Postgres
package import PraxisCore

/// A check of somebody's credential that a program fetched and that nobody has looked at yet.
package struct WaitingCheck: Hashable, Sendable {
    package let id: Verification.ID
    package let person: Person.ID
    package let name: String
    /// The kind and, where it has one, the state.
    package let title: String
    package let source: String
    package let result: VerificationResult
    package let verifiedAt: Instant
    package let verifiedBy: String
    /// Whether the caller is neither who ran it, nor who entered its term, nor whom it is about.
    package let isReviewable: Bool
}

extension WaitingCheck: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.title = try row.read()
        self.source = try row.read()
        let result: String = try row.read()
        self.result = VerificationResult(rawValue: result) ?? .inconclusive
        self.verifiedAt = try row.read()
        self.verifiedBy = try row.read()
        self.isReviewable = try row.read()
    }
}
