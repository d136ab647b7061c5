package import Postgres
package import PraxisCore

/// A file before a meeting at which the caller is present as a member, and how the caller voted on it.
package struct OwnBallot: Hashable, Sendable {
    package let meeting: CommitteeMeeting.ID
    package let meetsOn: LocalDate
    package let file: CycleFile.ID
    package let name: String
    package let cycle: FileCycle
    package let role: String
    /// How many flags stand against it; not told to who stays out.
    package let standingFlags: Int?
    /// Whether the caller prepared it, decided it before, or is who it is about.
    package let mustRecuse: Bool
    package let vote: Ballot?
    package let given: VoteGiven?

    /// What the caller may vote.
    package var choices: [Ballot] { self.mustRecuse ? [.recused] : Ballot.allCases }
    /// Whether the caller reads the packet: not who stays out.
    package var opensPacket: Bool { !self.mustRecuse && self.vote != .recused }
}

extension OwnBallot: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.meeting = try row.read()
        self.meetsOn = try row.read()
        self.file = try row.read()
        self.name = try row.read()
        let cycle: String = try row.read()
        self.cycle = FileCycle(rawValue: cycle) ?? .initial
        self.role = try row.read()
        self.standingFlags = try row.read()
        self.mustRecuse = try row.read()
        let vote: String? = try row.read()
        self.vote = vote.flatMap(Ballot.init(rawValue:))
        let given: String? = try row.read()
        self.given = given.flatMap(VoteGiven.init(rawValue:))
    }
}

/// Who gave a vote.
package enum VoteGiven: String, CaseIterable, Codable, Sendable {
    /// The member, under the own sign-in.
    case own
    /// The secretary copied it from a sheet that was signed and is on file.
    case paper
    /// Written down by the secretary, before members voted themselves.
    case recorded

    package var title: String {
        switch self {
        case .own: "voted in person"
        case .paper: "on paper"
        case .recorded: "written down"
        }
    }
}

/// A signed sheet of votes, or minutes on paper, of a meeting.
package struct CommitteePaper: Hashable, Sendable {
    package typealias ID = Identifier<CommitteePaper>

    package let id: ID
    package let name: String
    /// SHA-256 of its bytes.
    package let digest: [UInt8]
    package let filedBy: String
    package let filedAt: Instant
}

extension CommitteePaper: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        self.digest = try row.read()
        self.filedBy = try row.read()
        self.filedAt = try row.read()
    }
}
