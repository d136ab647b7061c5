package import FoundationEssentials
package import PraxisCore

/// When an override is to hold: during a shift, or on days in a role.
package enum OverrideInterval: Hashable, Sendable {
    case shift(UUID)
    case days(LocalDate, through: LocalDate, role: String)
}

/// A request for an override, as somebody enters it.
package struct OverrideDraft: Hashable, Sendable {
    package let person: Person.ID
    package let interval: OverrideInterval
    package let requirement: String
    package let reason: String

    /// Reads the fields `requirement` and `reason`.
    package init(
        _ field: (String) -> String?, for person: Person.ID, during interval: OverrideInterval
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        let requirement = errors.check(
            "requirement", field("requirement"), { $0.count <= 32 ? $0 : nil }, else: "Choose what is to be waived")
        let reason = errors.check(
            "reason", field("reason"), { (10...1000).contains($0.count) ? $0 : nil },
            else: "Say why, in 10 to 1,000 characters")
        guard let requirement, let reason else { throw errors }
        self.person = person
        self.interval = interval
        self.requirement = requirement
        self.reason = reason
    }
}

extension OverrideInterval {
    /// Reads the fields `shift`, or `from`, `through` and `role`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        if let shift = field("shift").flatMap({ UUID(uuidString: $0) }) {
            self = .shift(shift)
            return
        }
        var errors = FieldErrors()
        let from = errors.check("from", field("from"), { LocalDate($0) }, else: "Enter the first day")
        let through = errors.check("through", field("through"), { LocalDate($0) }, else: "Enter the last day")
        let role = errors.check("role", field("role"), { $0.count <= 64 ? $0 : nil }, else: "Choose a role")
        if let from, let through, through < from { errors.add("through", "The last day is before the first") }
        guard errors.isEmpty, let from, let through, let role else { throw errors }
        self = .days(from, through: through, role: role)
    }
}
