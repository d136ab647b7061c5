package import Postgres
package import PraxisCore

/// What was decided.
package enum FileOutcome: String, CaseIterable, Codable, Sendable {
    case approved, provisional, denied
    case approvedWithConditions = "approved_with_conditions"

    package var title: String {
        switch self {
        case .approved: "Approved"
        case .approvedWithConditions: "Approved with conditions"
        case .provisional: "Provisional, for 60 days"
        case .denied: "Denied"
        }
    }
}

/// A decision with its own day and what follows from it.
package struct FileDecision: Hashable, Sendable {
    package typealias ID = Identifier<FileDecision>

    package let id: ID
    package let outcome: FileOutcome
    package let isByCommittee: Bool
    package let decidedOn: LocalDate
    package let recordedOn: LocalDate
    package let conditions: String?
    package let reason: String?
    package let evidence: Evidence.ID?
    package let appointedFrom: LocalDate?
    package let provisionalUntil: LocalDate?
    package let recredDueOn: LocalDate?
    package let noticeDueOn: LocalDate
    package let noticeSentOn: LocalDate?
    /// How many days after the last approval had run out; shown for ever.
    package let daysLate: Int?
    package let rule: String
    package let decidedBy: String

    /// Shown for ever.
    package var isRecordedLate: Bool { self.recordedOn > self.decidedOn }
}

extension FileDecision: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let outcome: String = try row.read()
        self.outcome = FileOutcome(rawValue: outcome) ?? .denied
        self.isByCommittee = try row.read()
        self.decidedOn = try row.read()
        self.recordedOn = try row.read()
        self.conditions = try row.read()
        self.reason = try row.read()
        self.evidence = try row.read()
        self.appointedFrom = try row.read()
        self.provisionalUntil = try row.read()
        self.recredDueOn = try row.read()
        self.noticeDueOn = try row.read()
        self.noticeSentOn = try row.read()
        self.daysLate = try row.read()
        self.rule = try row.read()
        self.decidedBy = try row.read()
    }
}
