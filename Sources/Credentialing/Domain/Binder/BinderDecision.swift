package import Postgres
package import PraxisCore

/// A decision on a person's file and who made it: names, never votes.
package struct BinderDecision: Hashable, Sendable {
    package let decidedOn: LocalDate
    package let recordedOn: LocalDate
    package let outcome: FileOutcome
    package let cycle: FileCycle
    package let role: String
    /// Whose account put it on record: of a meeting who signed its minutes.
    package let recordedBy: String
    /// The day of the committee's meeting, where it decided.
    package let meetingOn: LocalDate?
    /// The members who were there, the chair first.
    package let present: String?
    package let rule: String
    package let appointedFrom: LocalDate?
    package let recredDueOn: LocalDate?
    package let daysLate: Int?

    /// Who decided.
    package var decider: String {
        guard let meetingOn else { return self.recordedBy }
        return "Committee of \(meetingOn)" + (self.present.map { ": \($0)" } ?? "")
    }
}

extension BinderDecision: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.decidedOn = try row.read()
        self.recordedOn = try row.read()
        let outcome: String = try row.read()
        self.outcome = FileOutcome(rawValue: outcome) ?? .denied
        let cycle: String = try row.read()
        self.cycle = FileCycle(rawValue: cycle) ?? .initial
        self.role = try row.read()
        self.recordedBy = try row.read()
        self.meetingOn = try row.read()
        self.present = try row.read()
        self.rule = try row.read()
        self.appointedFrom = try row.read()
        self.recredDueOn = try row.read()
        self.daysLate = try row.read()
    }
}
