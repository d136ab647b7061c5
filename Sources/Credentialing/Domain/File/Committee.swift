package import FoundationEssentials
package import Postgres
package import PraxisCore

/// A meeting of the committee; with its minutes signed it is closed.
package struct CommitteeMeeting: Hashable, Sendable {
    package typealias ID = Identifier<CommitteeMeeting>

    package let id: ID
    package let meetsOn: LocalDate
    /// How many members without a conflict of interest have to vote on a file.
    package let quorum: Int
    package let items: Int
    package let attending: Int
    package let minutes: [UInt8]?
    package let signedBy: String?
    package let signedAt: Instant?

    package var isClosed: Bool { self.signedAt != nil }
}

extension CommitteeMeeting: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.meetsOn = try row.read()
        self.quorum = try row.read()
        self.items = try row.read()
        self.attending = try row.read()
        self.minutes = try row.read()
        self.signedBy = try row.read()
        self.signedAt = try row.read()
    }
}

/// A member who could be at a meeting.
package struct CommitteeMember: Hashable, Sendable {
    package let id: UUID
    package let person: Person.ID
    package let name: String
    package let isChair: Bool
    package let attends: Bool
}

extension CommitteeMember: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.isChair = try row.read()
        self.attends = try row.read()
    }
}

/// A file on the agenda and how the votes stand.
package struct AgendaItem: Hashable, Sendable {
    package let file: CycleFile.ID
    package let name: String
    package let state: FileState
    package let version: Int
    /// A ballot, or `no_quorum` and `no_majority`.
    package let outcome: String
    /// Whether the meeting was entered, or the file put on its agenda, after the day on which it was held.
    package let isLate: Bool

    package var ballot: Ballot? { Ballot(rawValue: self.outcome) }
}

extension AgendaItem: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.file = try row.read()
        self.name = try row.read()
        let state: String = try row.read()
        self.state = FileState(rawValue: state) ?? .draft
        self.version = try row.read()
        self.outcome = try row.read()
        self.isLate = try row.read()
    }
}

/// A signed document about somebody on an agenda.
package struct AgendaRecord: Hashable, Sendable {
    package let file: CycleFile.ID
    package let record: SignedRecord
}

extension AgendaRecord: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.file = try row.read()
        self.record = try SignedRecord(row: &row)
    }
}

/// How a member votes on a file, or that the member stays out of it.
package enum Ballot: String, CaseIterable, Codable, Sendable {
    case approved, provisional, denied, tabled, abstained, recused
    case approvedWithConditions = "approved_with_conditions"

    package var title: String {
        switch self {
        case .approved: "Approve"
        case .approvedWithConditions: "Approve with conditions"
        case .provisional: "Provisional"
        case .denied: "Deny"
        case .tabled: "Table"
        case .abstained: "Abstain"
        case .recused: "Recused"
        }
    }
}

/// A vote that was given.
package struct CommitteeVote: Hashable, Sendable {
    package let file: CycleFile.ID
    package let member: UUID
    package let vote: Ballot
    package let reason: String?
    package let given: VoteGiven
    package let recordedBy: String
}

extension CommitteeVote: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.file = try row.read()
        self.member = try row.read()
        let vote: String = try row.read()
        self.vote = Ballot(rawValue: vote) ?? .abstained
        self.reason = try row.read()
        let given: String = try row.read()
        self.given = VoteGiven(rawValue: given) ?? .recorded
        self.recordedBy = try row.read()
    }
}

/// A vote as it is put on record.
package struct VoteDraft: Hashable, Sendable {
    package let vote: Ballot
    package let reason: String?

    /// Reads the fields `vote` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let vote = errors.check("vote", field("vote"), Ballot.init(rawValue:), else: "Choose the vote")
        self.reason = errors.text("reason", field("reason"), 500)
        if vote == .recused, self.reason == nil { errors.add("reason", "Say what the conflict of interest is") }
        guard errors.isEmpty, let vote else { throw errors }
        self.vote = vote
    }
}

/// What the minutes say of a file beside the votes.
package struct Resolution: Hashable, Sendable {
    package let conditions: String?
    package let reason: String?
    /// For a file that is tabled, the day planned next.
    package let plannedOn: LocalDate?
    /// The signed document of the day, where the meeting was entered later.
    package let record: Evidence.ID?

    package init(
        conditions: String? = nil, reason: String? = nil, plannedOn: LocalDate? = nil, record: Evidence.ID? = nil
    ) {
        self.conditions = conditions
        self.reason = reason
        self.plannedOn = plannedOn
        self.record = record
    }
}

/// How a person's credentialing ends.
package struct EndingDraft: Hashable, Sendable {
    /// Who ended it.
    package enum Kind: String, CaseIterable, Sendable {
        case resigned, terminated

        package var title: String { self == .resigned ? "Resigned" : "Terminated" }
    }

    package let kind: Kind
    package let effectiveOn: LocalDate
    package let reason: String

    /// Reads the fields `kind`, `effective` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let kind = errors.check("kind", field("kind"), Kind.init(rawValue:), else: "Choose how it ended")
        let effective = errors.check(
            "effective", field("effective"), { LocalDate($0) }, else: "Enter the day on which it ended")
        let reason = errors.check(
            "reason", field("reason"), { (1...2000).contains($0.count) ? $0 : nil }, else: "Say why")
        guard errors.isEmpty, let kind, let effective, let reason else { throw errors }
        self.kind = kind
        self.effectiveOn = effective
        self.reason = reason
    }
}
