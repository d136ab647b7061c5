package import PraxisCore

/// A kind of credential as a practice adds it.
package struct CredentialTypeDraft: Hashable, Sendable {
    /// Groups of kinds, as the database knows them.
    package static let categories = [
        "license", "registration", "certificate", "insurance", "training", "education", "enrollment", "health",
        "eligibility", "background",
    ]
    /// Compartments that hold credentials.
    package static let compartments: [Compartment] = [.credential, .medical, .i9, .background, .peerReview]

    package let name: String
    package let category: String
    package let isOfState: Bool
    package let compartment: Compartment

    /// Reads the fields `name`, `category`, `of_state` and `compartment`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let name = errors.check(
            "name", field("name"), { (2...80).contains($0.count) ? $0 : nil },
            else: "Enter what it is called, in 2 to 80 characters")
        let category = errors.check(
            "category", field("category"), { Self.categories.contains($0) ? $0 : nil }, else: "Choose its group")
        let compartment = errors.check(
            "compartment", field("compartment"),
            { Compartment(rawValue: $0).flatMap { Self.compartments.contains($0) ? $0 : nil } },
            else: "Choose where it is kept")
        guard errors.isEmpty, let name, let category, let compartment else { throw errors }
        self.name = name
        self.category = category
        self.isOfState = field("of_state") != nil
        self.compartment = compartment
    }
}
