import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A vote of the committee` {
    /// A file before a meeting with chair, peer, specialist and the person whom it is about.
    private func session(_ world: World) async throws -> (CycleFile.ID, CommitteeMeeting.ID, [String: UUID]) {
        try await world.addCommittee()
        let file = try await world.ready()
        let members = try await world.members("chair", "peer", "staff", "second", chair: "chair")
        let meeting = try await world.files.plan(
            on: try await world.practiceDay(), quorum: 2, as: world.caller("specialist"))
        try await world.seat(file, at: meeting, members)
        return (file, meeting, members)
    }

    /// A vote as the daemon's role sends it.
    private func insert(
        _ world: World, _ file: CycleFile.ID, _ meeting: CommitteeMeeting.ID, of member: UUID?,
        _ vote: String = "approved",
        paper: CommitteePaper.ID? = nil, as account: String
    ) async throws {
        let person = try await world.person(of: "staff")
        let _: Int = try await world.files.write(as: world.caller(account)) { transaction in
            try await transaction.run(
                """
                INSERT INTO praxis.committee_vote (meeting_id, person_id, file_id, member_id, vote, reason, paper_id)
                VALUES (\(meeting), \(person), \(file), \(member), \(vote), 'Said so', \(paper))
                """)
            return 1
        }
    }

    @Test func `needs a meeting with its quorum present, each member once`() async throws {
        let world = try await World()
        try await world.addCommittee()
        let (file, specialist) = (try await world.ready(), world.caller("specialist"))
        let members = try await world.members("chair", "peer", chair: "chair")
        let chair = try #require(members["chair"])
        let meeting = try await world.files.plan(on: try await world.practiceDay(), quorum: 2, as: specialist)
        try await world.files.schedule(file, for: meeting, version: try await world.state(file).version, as: specialist)
        await #expect(throws: FieldErrors("members", "At least 2 members make the quorum")) {
            try await world.files.begin(meeting, with: [chair], as: specialist)
        }
        let version = try await world.state(file).version
        await #expect(throws: CredentialingError.refused(.noQuorum), "past the service") {
            let _: Int = try await world.files.write(as: specialist) { transaction in
                try await transaction.run(
                    DecisionStore.attend(meeting, chair),
                    FileStore.step(file, to: .inCommittee, version: version, reason: nil))
                return 1
            }
        }
        try await world.files.begin(meeting, with: Set(members.values), as: specialist)
        #expect(try await world.state(file).state == .inCommittee)
    }

    @Test func `is the member's own, under the own sign-in, and stays`() async throws {
        let world = try await World()
        let (file, meeting, members) = try await self.session(world)
        let waiting = try await world.files.ballots(as: world.caller("peer"))
        #expect(waiting.map(\.file) == [file] && waiting.first?.vote == nil && waiting.first?.mustRecuse == false)
        #expect(try await world.files.ballots(as: world.caller("director")).isEmpty, "no member")
        // Neither the secretary nor the chair votes for another, and nobody without a seat.
        await #expect(throws: CredentialingError.refused(.paperMissing)) {
            try await self.insert(world, file, meeting, of: members["peer"], as: "specialist")
        }
        for account in ["chair", "director", "manager", "staff"] {
            await #expect(throws: (any Error).self, "\(account)") {
                try await self.insert(world, file, meeting, of: members["peer"], as: account)
            }
        }
        await #expect(throws: CredentialingError.unknown) {
            try await world.vote("approved", as: "director", on: file, at: meeting)
        }
        try await world.vote("denied", as: "peer", on: file, at: meeting)
        await #expect(throws: (any Error).self, "once") {
            try await world.vote("approved", as: "peer", on: file, at: meeting)
        }
        let own = try #require(try await world.files.ballots(as: world.caller("peer")).first)
        #expect(own.vote == .denied && own.given == .own)
    }

    @Test func `on the own file is none: the person stays out, and sees nothing that stands against it`() async throws {
        let world = try await World()
        let (file, meeting, _) = try await self.session(world)
        let ballot = try #require(try await world.files.ballots(as: world.caller("staff")).first)
        #expect(ballot.mustRecuse && ballot.standingFlags == nil && ballot.choices == [.recused])
        await #expect(throws: CredentialingError.refused(.recusalRequired)) {
            try await world.vote("approved", as: "staff", on: file, at: meeting)
        }
        try await world.vote("recused", as: "staff", on: file, at: meeting, "It is my own file")
        let outcome = try await world.ask(
            "SELECT praxis_private.committee_outcome(\(world.practice), \(meeting), \(file))", as: String.self)
        #expect(outcome == "no_quorum", "who stays out does not count")
    }

    @Test func `on paper is copied from a signed sheet, of members who were present, and marked so`() async throws {
        let world = try await World()
        let (file, meeting, members) = try await self.session(world)
        let specialist = world.caller("specialist")
        let sheet = try EvidenceDraft(name: "votes.pdf", bytes: Array("%PDF-1 votes".utf8))
        await #expect(throws: (any Error).self) {
            _ = try await world.files.add(sheet, to: meeting, as: world.caller("peer"))
        }
        let paper = try await world.files.add(sheet, to: meeting, as: specialist)
        let absent = try await world.members("director", chair: "chair")["director"]
        await #expect(throws: (any Error).self, "who was not there") {
            try await self.insert(world, file, meeting, of: absent, paper: paper, as: "specialist")
        }
        let later = try await world.files.plan(
            on: try await world.practiceDay(), quorum: 2, as: specialist)
        let other = try await world.files.add(sheet, to: later, as: specialist)
        await #expect(throws: (any Error).self, "of another meeting") {
            try await self.insert(world, file, meeting, of: members["peer"], paper: other, as: "specialist")
        }
        await #expect(throws: CredentialingError.refused(.recusalRequired)) {
            try await self.insert(world, file, meeting, of: members["staff"], paper: paper, as: "specialist")
        }
        for name in ["peer", "second"] {
            try await world.files.vote(
                try VoteDraft { ["vote": "approved"][$0] }, of: members[name]!, on: file, at: meeting, from: paper,
                as: specialist)
        }
        try await world.vote("approved", as: "chair", on: file, at: meeting)
        let votes = try await world.files.meeting(meeting, as: world.caller("chair")).votes
        #expect(Set(votes.map(\.given)) == [.own, .paper])
        #expect(votes.filter { $0.given == .paper }.allSatisfy { $0.recordedBy == "specialist" })
        await #expect(throws: CredentialingError.refused(.purposeRequired)) {
            _ = try await world.files.paper(paper, of: meeting, purpose: nil, as: world.caller("chair"))
        }
        let opened = try await world.files.paper(
            paper, of: meeting, purpose: "To compare the votes", as: world.caller("chair"))
        #expect(opened.bytes == sheet.bytes)
        try await world.files.sign(meeting, [:], as: world.caller("chair"))
        #expect(try await world.state(file).state == .decided)
        let minutes = try await world.ask(
            "SELECT votes::text FROM praxis.committee_minutes WHERE meeting_id = \(meeting)", as: String.self)
        #expect(minutes?.contains("\"given\": \"paper\"") == true)
        await #expect(throws: CredentialingError.refused(.meetingClosed)) {
            _ = try await world.files.add(sheet, to: meeting, as: specialist)
        }
    }
}
