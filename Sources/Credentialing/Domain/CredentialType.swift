package import Postgres

/// A kind of credential, such as a medical license.
package struct CredentialType: Hashable, Sendable {
    /// How its numbers are checked.
    package enum NumberRule: String, Sendable { case license, dea, free }

    package let code: String
    package let name: String
    package let category: String
    /// Whether a state issues it; then it holds there only.
    package let isOfState: Bool
    package let numberRule: NumberRule
    /// The part of a person's file that it is kept in.
    package let compartment: Compartment
    /// Whether the practice added it.
    package let isOwn: Bool

    package init(
        code: String, name: String, category: String, isOfState: Bool, numberRule: NumberRule,
        compartment: Compartment = .credential, isOwn: Bool = false
    ) {
        self.code = code
        self.name = name
        self.category = category
        self.isOfState = isOfState
        self.numberRule = numberRule
        self.compartment = compartment
        self.isOwn = isOwn
    }
}

extension CredentialType: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
        self.category = try row.read()
        self.isOfState = try row.read()
        let rule: String = try row.read()
        self.numberRule = NumberRule(rawValue: rule) ?? .free
        let compartment: String = try row.read()
        self.compartment = Compartment(rawValue: compartment) ?? .peerReview
        self.isOwn = try row.read()
    }
}
