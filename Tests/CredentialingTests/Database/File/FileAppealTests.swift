import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `An appeal` {
    /// A file that a committee of chair and peer denied, and that waits for its hearing.
    private func denied(_ world: World) async throws -> CycleFile.ID {
        for name in ["chair", "peer", "head", "third"] { try await world.addAccount(name, "medical_director") }
        let file = try await world.ready()
        let members = try await world.members("chair", "peer", chair: "chair")
        try await world.hold(on: file, ["chair": "denied", "peer": "denied"], of: members, chair: "chair")
        try await world.step(file, .appeal, reason: "The person asks for a hearing")
        return file
    }

    @Test func `is not granted by one person, and confirmed only with the record of the hearing`() async throws {
        let world = try await World()
        let file = try await self.denied(world)
        for outcome in ["approved", "approved_with_conditions"] {
            let conditions = outcome == "approved" ? [:] : ["conditions": "Proctoring", "reason": "Heard"]
            await #expect(throws: CredentialingError.refused(.panelRequired), "\(outcome)") {
                try await world.decide(file, ["outcome": outcome].merging(conditions) { $1 })
            }
        }
        let confirm = ["outcome": "denied", "reason": "Nothing new was said"]
        await #expect(throws: CredentialingError.refused(.otherPanel)) {
            try await world.decide(file, confirm, document: true, as: "chair")
        }
        await #expect(throws: CredentialingError.refused(.hearingRecordMissing)) {
            try await world.decide(file, confirm)
        }
        try await world.decide(file, confirm, document: true)
        #expect(try await world.state(file).state == .decided)
    }

    @Test func `is heard by a panel of others, on usable checks as any approval`() async throws {
        let world = try await World()
        let file = try await self.denied(world)
        try await world.step(file, .fairHearing)
        let members = try await world.members("chair", "head", "third", chair: "head")
        let meeting = try await world.files.plan(
            on: try await world.practiceDay(), quorum: 2, as: world.caller("specialist"))
        try await world.seat(file, at: meeting, members)
        await #expect(throws: CredentialingError.refused(.recusalRequired)) {
            try await world.vote("approved", as: "chair", on: file, at: meeting)
        }
        for name in ["head", "third"] {
            try await world.vote("approved", as: name, on: file, at: meeting)
        }
        try await world.tell(
            "UPDATE praxis.verification SET result = 'mismatch' WHERE credentialing_file_id = \(file) AND element = 'sanctions'"
        )
        await #expect(throws: (any Error).self, "the sanctions are not confirmed") {
            try await world.files.sign(meeting, [:], as: world.caller("head"))
        }
        try await world.tell(
            "UPDATE praxis.verification SET result = 'confirmed' WHERE credentialing_file_id = \(file) AND element = 'sanctions'"
        )
        try await world.files.sign(meeting, [:], as: world.caller("head"))
        let record = try await world.files.record(file, as: world.caller("director"))
        #expect(record.decisions.map(\.outcome) == [.approved, .denied])
        let votes = try await world.ask(
            "SELECT jsonb_array_length(votes)::text FROM praxis.committee_minutes WHERE meeting_id = \(meeting)",
            as: String.self)
        #expect(votes == "2", "the votes as they were signed")
    }

    @Test func `and every other file come before the committee by its agenda, on the day of the meeting`() async throws
    {
        let world = try await World()
        try await world.addCommittee()
        let file = try await world.ready()
        await #expect(throws: CredentialingError.refused(.notOnAgenda)) {
            try await world.step(file, .committeeScheduled)
        }
        let members = try await world.members("chair", "peer", chair: "chair")
        let tomorrow = try await world.practiceDay().adding(days: 1)
        let meeting = try await world.files.plan(on: tomorrow, quorum: 2, as: world.caller("specialist"))
        await #expect(throws: CredentialingError.refused(.meetingAhead)) {
            try await world.seat(file, at: meeting, members)
        }
        try await world.tell(
            """
            INSERT INTO praxis.committee_attendance (practice_id, meeting_id, member_id, created_by)
            VALUES (\(world.practice), \(meeting), \(members["chair"]), \(world.practice))
            """)
        await #expect(throws: CredentialingError.refused(.meetingAhead)) {
            try await world.files.sign(meeting, [:], as: world.caller("chair"))
        }
        #expect(try await world.state(file).state == .committeeScheduled)
    }
}

extension World {
    /// Members of the committee from today, by the names of their accounts.
    func members(_ names: String..., chair: String) async throws -> [String: UUID] {
        var members: [String: UUID] = [:]
        for name in names {
            let person = try await self.person(of: name)
            let seat = try await self.ask(
                "SELECT member_id FROM praxis.committee_member WHERE person_id = \(person)", as: UUID.self)
            if let seat {
                members[name] = seat
            } else {
                members[name] = try await self.files.join(
                    person, isChair: name == chair, from: try await self.practiceDay(), as: self.caller("specialist"))
            }
        }
        return members
    }

    /// Puts a file on the agenda of a meeting and opens it.
    func seat(_ file: CycleFile.ID, at meeting: CommitteeMeeting.ID, _ members: [String: UUID]) async throws {
        let specialist = self.caller("specialist")
        try await self.files.schedule(file, for: meeting, version: try await self.state(file).version, as: specialist)
        try await self.files.begin(meeting, with: Set(members.values), as: specialist)
    }

    /// The own vote of the member with an account.
    func vote(
        _ vote: String, as account: String, on file: CycleFile.ID, at meeting: CommitteeMeeting.ID,
        _ reason: String? = nil
    ) async throws {
        let draft = try VoteDraft { ["vote": vote, "reason": reason][$0] ?? nil }
        try await self.files.cast(draft, on: file, at: meeting, as: self.caller(account))
    }

    /// A meeting of today from the agenda to its signed minutes.
    func hold(
        on file: CycleFile.ID, _ votes: [String: String], of members: [String: UUID], chair: String
    ) async throws {
        let meeting = try await self.files.plan(
            on: try await self.practiceDay(), quorum: 2, as: self.caller("specialist"))
        try await self.seat(file, at: meeting, members)
        for (name, vote) in votes { try await self.vote(vote, as: name, on: file, at: meeting) }
        try await self.files.sign(
            meeting, [file: Resolution(reason: "The claims history was not disclosed")], as: self.caller(chair))
    }
}
