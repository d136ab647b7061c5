package import Postgres
package import PraxisCore

/// A policy of malpractice insurance as lists tell it: the carrier and what the certificate of its last term says.
package struct InsurancePolicy: Hashable, Sendable {
    package let credential: Credential.ID
    package let carrier: String?
    package let policy: MalpracticeCover.Policy
    /// From when on work is covered; of a claims-made policy only.
    package let retroactiveOn: LocalDate?
    package let limits: MalpracticeLimits.Pair
}

extension InsurancePolicy: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.credential = try row.read()
        self.carrier = try row.read()
        let policy: String = try row.read()
        self.policy = MalpracticeCover.Policy(rawValue: policy) ?? .claimsMade
        self.retroactiveOn = try row.read()
        self.limits = MalpracticeLimits.Pair(each: try row.read(), aggregate: try row.read())
    }
}
