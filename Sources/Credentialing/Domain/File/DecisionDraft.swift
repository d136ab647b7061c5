package import PraxisCore

/// A decision as the medical director makes it.
package struct DecisionDraft: Hashable, Sendable {
    package let outcome: FileOutcome
    package let decidedOn: LocalDate
    package let conditions: String?
    package let reason: String?
    package let appointedFrom: LocalDate?
    package let document: EvidenceDraft?

    /// Reads the fields `outcome`, `decided`, `conditions`, `reason` and `appointed`.
    package init(_ field: (String) -> String?, today: LocalDate, document: EvidenceDraft?) throws(FieldErrors) {
        var errors = FieldErrors()
        let outcome = errors.check(
            "outcome", field("outcome"), FileOutcome.init(rawValue:), else: "Choose what you decide")
        let decided = errors.day("decided", field("decided") ?? today.description)
        self.appointedFrom = errors.day("appointed", field("appointed"))
        self.conditions = errors.text("conditions", field("conditions"), 2000)
        self.reason = errors.text("reason", field("reason"), 2000)
        if (outcome == .approvedWithConditions) != (self.conditions != nil) {
            errors.add("conditions", "Enter the conditions where you approve with some, and only there")
        }
        if outcome == .denied || outcome == .approvedWithConditions, self.reason == nil {
            errors.add("reason", "Say why; the person is told")
        }
        if let decided {
            do {
                _ = try DecisionDay(
                    decided, recorded: today, lastVerified: nil, hasDocument: document != nil,
                    appointed: self.appointedFrom)
            } catch {
                errors.add(error)
            }
        }
        guard errors.isEmpty, let outcome, let decided else { throw errors }
        self.outcome = outcome
        self.decidedOn = decided
        self.document = document
    }
}

extension FieldErrors {
    mutating func add(_ fault: DecisionDay.Fault) {
        switch fault {
        case .inFuture: self.add("decided", "A decision is not made in the future")
        case .beforeLastVerification(let day):
            self.add("decided", "A check of \(day.readable) is part of the decision; it cannot be earlier")
        case .lateWithoutDocument:
            self.add("document", "Add the signed document of that day, such as the minutes")
        case .appointedBefore: self.add("appointed", "The appointment cannot begin before the decision")
        }
    }
}
