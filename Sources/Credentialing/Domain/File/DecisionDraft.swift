package import PraxisCore

/// A decision as the medical director makes it.
package struct DecisionDraft: Hashable, Sendable {
    package let outcome: FileOutcome
    package let decidedOn: LocalDate
    package let conditions: String?
    package let reason: String?
    package let appointedFrom: LocalDate?
    package let document: EvidenceDraft?
    /// The signed document on file that it rests on.
    package let record: Evidence.ID?

    /// Reads the fields `outcome`, `decided`, `conditions`, `reason`, `appointed` and `record`.
    package init(
        _ field: (String) -> String?, today: LocalDate, records: [SignedRecord] = [], document: EvidenceDraft?
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        let record = field("record").flatMap(Evidence.ID.init).flatMap { id in records.first { $0.id == id } }
        if field("record") != nil, record == nil { errors.add("record", "Choose one of the documents on file") }
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
                    decided, recorded: today, lastVerified: nil,
                    document: record.map { DecisionDay.Document(signedOn: $0.signedOn, isOwn: $0.isOwn) },
                    appointed: self.appointedFrom)
            } catch {
                errors.add(error)
            }
        }
        guard errors.isEmpty, let outcome, let decided else { throw errors }
        self.outcome = outcome
        self.decidedOn = decided
        self.document = record == nil ? document : nil
        self.record = record?.id
    }
}

extension FieldErrors {
    mutating func add(_ fault: DecisionDay.Fault) {
        switch fault {
        case .inFuture: self.add("decided", "A decision is not made in the future")
        case .beforeLastVerification(let day):
            self.add("decided", "A check of \(day.readable) is part of the decision; it cannot be earlier")
        case .lateWithoutDocument:
            self.add("record", "Choose the signed document of that day, such as the minutes")
        case .documentOfAnotherDay(let day): self.add("record", "This document was signed on \(day.readable)")
        case .ownDocument: self.add("record", "Somebody else puts the signed document on file")
        case .appointedBefore: self.add("appointed", "The appointment cannot begin before the decision")
        }
    }
}
