package import PraxisCore

/// One thing that keeps a person from a shift, as the clearance contract words it.
package struct ClearanceReason: Hashable, Codable, Sendable {
    /// How it fails: `missing`, `expired`, `unverified`, `not_appointed`, `excluded` …
    package let code: String
    /// `block`, `unknown` or `warn`; a warning stands in nobody's way.
    package let severity: String?
    /// The credential's name, such as `RN license`.
    package let name: String?
    /// Where it applies, such as `CO`.
    package let state: String?
    /// The last day that is covered, where there is one.
    package let coversUntil: LocalDate?
    /// The first day that is covered again.
    package let coversFrom: LocalDate?

    package enum CodingKeys: String, CodingKey {
        case code, severity, name, state
        case coversUntil = "covers_until"
        case coversFrom = "covers_from"
    }

    package init(
        code: String, severity: String? = "block", name: String? = nil, state: String? = nil,
        coversUntil: LocalDate? = nil, coversFrom: LocalDate? = nil
    ) {
        self.code = code
        self.severity = severity
        self.name = name
        self.state = state
        self.coversUntil = coversUntil
        self.coversFrom = coversFrom
    }

    /// Those that stand in the way, of all that the contract told.
    package static func binding(_ reasons: [ClearanceReason]) -> [ClearanceReason] {
        reasons.filter { $0.severity != "warn" }
    }
}
