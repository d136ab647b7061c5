package import PraxisCore

/// One thing that keeps a person from a shift, as the clearance contract words it.
package struct ClearanceReason: Hashable, Codable, Sendable {
    /// What is asked for, such as `license` or `appointment`.
    package let requirement: String
    /// How it fails: `missing`, `unverified`, `expired`, `not_yet_effective`, `excluded` …
    package let state: String
    /// Where it applies, such as `CO`.
    package let jurisdiction: String?
    /// The last day that is covered.
    package let coversUntil: LocalDate?

    package enum CodingKeys: String, CodingKey {
        case requirement, state, jurisdiction
        case coversUntil = "covers_until"
    }

    package init(
        requirement: String, state: String, jurisdiction: String? = nil, coversUntil: LocalDate? = nil
    ) {
        self.requirement = requirement
        self.state = state
        self.jurisdiction = jurisdiction
        self.coversUntil = coversUntil
    }
}
