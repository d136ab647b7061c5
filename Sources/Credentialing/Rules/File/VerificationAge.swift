package import PraxisCore

/// How many days old a verification may be at the decision, by the rule in force on the day of the decision (R4).
package protocol VerificationLimits: Sendable {
    func limit(on decision: LocalDate) -> VerificationLimit
}

/// One rule about the age of verifications.
package struct VerificationLimit: Hashable, Sendable {
    package let days: Int
    /// The rule and the day from which it holds.
    package let rule: String

    package init(days: Int, rule: String) {
        self.days = days
        self.rule = rule
    }
}

/// The age of verifications, counted back in calendar days from the day of the decision (R5).
package struct VerificationAge: Sendable {
    package let limits: any VerificationLimits

    package init(_ limits: any VerificationLimits) { self.limits = limits }

    /// The last day on which a decision may rest on a verification, by the rule of a planned decision.
    package func usableUntil(_ verified: LocalDate, for decision: LocalDate) -> LocalDate {
        verified.adding(days: self.limits.limit(on: decision).days)
    }

    /// Whether a decision on a day may rest on a verification: exactly as old as the limit passes, a day older fails.
    package func isUsable(_ verified: LocalDate, for decision: LocalDate) -> Bool {
        verified <= decision && decision <= self.usableUntil(verified, for: decision)
    }
}
