package import PraxisCore

/// One thing that keeps a person from a shift, as the clearance contract words it.
package struct ClearanceReason: Hashable, Codable, Sendable {
    /// What is asked for: a kind of credential, `appointment`, `enrollment`, `rules` or `exclusion`.
    package let requirement: String
    /// How it fails: `missing`, `expired`, `unverified`, `gap`, `excluded` …
    package let state: String
    /// `block`, `unknown` or `warn`; a warning stands in nobody's way.
    package let severity: String?
    /// `payer` where it says what cannot be billed.
    package let level: String?
    /// The credential's name, such as `RN license`.
    package let name: String?
    /// Where it applies, such as `CO`.
    package let jurisdiction: String?
    /// The last day that is covered, where there is one.
    package let coversUntil: LocalDate?
    /// The first day that is covered again.
    package let coversFrom: LocalDate?

    package enum CodingKeys: String, CodingKey {
        case requirement, state, severity, level, name, jurisdiction
        case coversUntil = "covers_until"
        case coversFrom = "covers_from"
    }

    package init(
        requirement: String, state: String, severity: String? = "block", level: String? = nil,
        name: String? = nil, jurisdiction: String? = nil, coversUntil: LocalDate? = nil, coversFrom: LocalDate? = nil
    ) {
        self.requirement = requirement
        self.state = state
        self.severity = severity
        self.level = level
        self.name = name
        self.jurisdiction = jurisdiction
        self.coversUntil = coversUntil
        self.coversFrom = coversFrom
    }

    /// Those that stand in the way, of all that the contract told.
    package static func binding(_ reasons: [ClearanceReason]) -> [ClearanceReason] {
        reasons.filter { $0.severity != "warn" && $0.severity != "inform" }
    }

    /// Those that stand in nobody's way and are to be known all the same.
    package static func warnings(_ reasons: [ClearanceReason]) -> [ClearanceReason] {
        reasons.filter { $0.severity == "warn" && $0.level != "payer" }
    }

    /// Those that keep the work from being billed and from nothing else.
    package static func billing(_ reasons: [ClearanceReason]) -> [ClearanceReason] {
        reasons.filter { $0.level == "payer" && ($0.severity == "warn" || $0.severity == "inform") }
    }
}
