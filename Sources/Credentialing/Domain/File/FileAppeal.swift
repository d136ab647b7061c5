package import Postgres
package import PraxisCore

/// A decision that may still be appealed, or could be until a day.
package struct FileAppeal: Hashable, Sendable {
    package let file: CycleFile.ID
    package let decision: FileDecision.ID
    package let name: String
    package let outcome: FileOutcome
    package let decidedOn: LocalDate
    /// When the person was told; the time begins then.
    package let toldOn: LocalDate?
    /// The last day on which the person may appeal, counted from the decision while nobody told the person.
    package let dueOn: LocalDate
    package let today: LocalDate

    /// Whether the time is over: not before the person was told.
    package var isOver: Bool { self.toldOn != nil && self.dueOn < self.today }
}

extension FileAppeal: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.file = try row.read()
        self.decision = try row.read()
        self.name = try row.read()
        let outcome: String = try row.read()
        self.outcome = FileOutcome(rawValue: outcome) ?? .denied
        self.decidedOn = try row.read()
        self.toldOn = try row.read()
        self.dueOn = try row.read()
        self.today = try row.read()
    }
}

/// The duty to report an adverse action to the data bank, and what became of it; for those alone who open what peers and the
/// data bank say.
package struct ReportDuty: Hashable, Sendable {
    /// One record of what was done.
    package typealias RecordID = Identifier<ReportDuty>

    /// What was done about it.
    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case reported
        case notDue = "not_due"

        package var title: String { self == .reported ? "Reported" : "Not due" }
    }

    package let file: CycleFile.ID
    package let name: String
    /// The decision, the end of the person's credentialing, or the suspension.
    package let decision: FileDecision.ID?
    package let ending: CredentialingEnding.ID?
    package let suspension: Suspension.ID?
    package let action: String
    package let beganOn: LocalDate
    package let endedOn: LocalDate?
    package let dueOn: LocalDate
    /// Whether an appeal against it is open.
    package let isAppealed: Bool
    /// Counts what was recorded about it.
    package let step: Int
    package let outcome: Outcome?
    package let reportedOn: LocalDate?
    package let reference: String?
    package let reason: String?
    package let disposedBy: String?
    package let today: LocalDate

    /// What was done to the person.
    package var actionTitle: String {
        if self.suspension != nil { return Suspension.Kind.summary.title }
        return FileOutcome(rawValue: self.action)?.title ?? EndingDraft.Kind(rawValue: self.action)?.title
            ?? self.action
    }

    /// Whether nobody has reported it, or found that it is not due.
    package var isOpen: Bool { self.outcome == nil }
}

extension ReportDuty: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.file = try row.read()
        self.name = try row.read()
        self.decision = try row.read()
        self.ending = try row.read()
        self.suspension = try row.read()
        self.action = try row.read()
        self.beganOn = try row.read()
        self.endedOn = try row.read()
        self.dueOn = try row.read()
        self.isAppealed = try row.read()
        self.step = try row.read()
        let outcome: String? = try row.read()
        self.outcome = outcome.flatMap(Outcome.init)
        self.reportedOn = try row.read()
        self.reference = try row.read()
        self.reason = try row.read()
        self.disposedBy = try row.read()
        self.today = try row.read()
    }
}

/// What became of a duty to report, as somebody records it.
package struct ReportDraft: Hashable, Sendable {
    package let decision: FileDecision.ID?
    package let ending: CredentialingEnding.ID?
    package let suspension: Suspension.ID?
    package let outcome: ReportDuty.Outcome
    package let reportedOn: LocalDate?
    package let reference: String?
    package let reason: String?
    /// The record that this one follows; 0 for the first.
    package let follows: Int

    /// Reads the fields `decision`, `ending`, `suspension`, `outcome`, `reported`, `reference`, `reason` and `follows`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        self.decision = field("decision").flatMap(FileDecision.ID.init)
        self.ending = field("ending").flatMap(CredentialingEnding.ID.init)
        self.suspension = field("suspension").flatMap(Suspension.ID.init)
        let actions = [self.decision?.uuid, self.ending?.uuid, self.suspension?.uuid].compactMap(\.self)
        if actions.count != 1 { errors.add("decision", "Choose the action") }
        let outcome = errors.check(
            "outcome", field("outcome"), ReportDuty.Outcome.init(rawValue:), else: "Choose what became of it")
        var reported: LocalDate?
        var (reference, reason): (String?, String?)
        switch outcome {
        case .reported:
            reported = errors.check(
                "reported", field("reported"), { LocalDate($0) }, else: "Enter the day of the report")
            reference = errors.check(
                "reference", field("reference"), { $0.count <= 200 ? $0 : nil },
                else: "Enter the report’s own number, in at most 200 characters")
        case .notDue:
            reason = errors.check(
                "reason", field("reason"), { $0.count <= 2000 ? $0 : nil }, else: "Say why no report is due")
        case nil: break
        }
        let follows = errors.check("follows", field("follows") ?? "0", { Int($0) }, else: "Enter a whole number")
        guard errors.isEmpty, let outcome, let follows else { throw errors }
        self.outcome = outcome
        self.reportedOn = reported
        self.reference = reference
        self.reason = reason
        self.follows = follows
    }
}
