import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The packet of a file before the committee` {
    /// A file with a flag, documents and an application, on the agenda of a meeting of today; and the seats of the committee, of
    /// whom `member` and `absent` have no role but their own.
    private func agenda(_ world: World) async throws -> (CycleFile.ID, CommitteeMeeting.ID, [String: UUID]) {
        try await world.addCommittee()
        for name in ["member", "absent"] { try await world.addAccount(name, "staff") }
        let (file, specialist) = (try await world.ready(), world.caller("specialist"))
        try await world.tell(
            """
            INSERT INTO praxis.attestation
                   (practice_id, person_id, file_id, attempt, content, signature, signed_on, created_by)
            SELECT f.practice_id, f.person_id, f.file_id, 2, convert_to(\(Self.application), 'UTF8'), 'Staff Account',
                   praxis_private.practice_day(f.practice_id, now()), f.practice_id
              FROM praxis.credentialing_file f
             WHERE f.file_id = \(file)
            """,
            """
            INSERT INTO praxis.person_taxonomy (practice_id, taxonomy_id, person_id, code, is_primary, created_by)
            SELECT f.practice_id, gen_random_uuid(), f.person_id, '207R00000X', true, f.practice_id
              FROM praxis.credentialing_file f
             WHERE f.file_id = \(file)
            """)
        for (element, name) in [("license", "board.pdf"), ("npdb", "two-payments.pdf")] {
            try await world.check(
                element, of: file, document: try EvidenceDraft(name: name, bytes: Array("%PDF-1.7 \(name)".utf8)))
        }
        let flag = try await world.files.raise(
            try FlagDraft { ["color": "yellow", "summary": "A gap of two years"][$0] }, on: file, as: specialist)
        let word = ["outcome": "stands", "note": "Cared for a parent, with no proof"]
        try await world.files.dispose(flag, of: file, try FlagDispositionDraft { word[$0] }, after: 0, as: specialist)
        try await world.files.except(
            "reference", of: file, try ExceptionDraft { ["reason": "Peers are known to the chair"][$0] }, as: specialist
        )
        let members = try await world.members("chair", "peer", "member", "absent", "staff", "second", chair: "chair")
        let meeting = try await world.files.plan(on: try await world.practiceDay(), quorum: 2, as: specialist)
        try await world.files.schedule(file, for: meeting, version: try await world.state(file).version, as: specialist)
        return (file, meeting, members)
    }

    private static let application = """
        {"statement": "All is true", "name": "Staff Account", "signature": "Staff Account", "sections": {
         "cover": {"carrier": "The Doctors Company", "claims": "no"},
         "disclosures": {"ability": "no", "ability_why": "A knee", "drugs": "no", "drugs_why": "Never", "felony": "no"}}}
        """

    private func begin(_ meeting: CommitteeMeeting.ID, _ members: [String: UUID], in world: World) async throws {
        let present = members.filter { $0.key != "absent" }.values
        try await world.files.begin(meeting, with: Set(present), as: world.caller("specialist"))
    }

    private func open(_ file: CycleFile.ID, _ meeting: CommitteeMeeting.ID, as account: String, in world: World)
        async throws -> CommitteePacket
    {
        try await world.files.packet(of: file, at: meeting, as: world.caller(account))
    }

    /// The openings in the trail of a practice, as who, what and why.
    private func trail(_ world: World) async throws -> [String] {
        let found = try await world.ask(
            """
            SELECT array_agg(a.display_name || '; ' || e.object_id || '; ' || e.reason ORDER BY e.seq)
              FROM praxis.audit_event e
              JOIN praxis.account a USING (practice_id, account_id)
             WHERE e.practice_id = \(world.practice) AND e.action = 'credentialing.committee.packet'
            """, as: [String].self)
        return found ?? []
    }

    @Test func `tells a member without any role what the decision rests on`() async throws {
        let world = try await World()
        let (file, meeting, members) = try await self.agenda(world)
        try await self.begin(meeting, members, in: world)
        let packet = try await self.open(file, meeting, as: "member", in: world)
        #expect(packet.cycle == .initial && packet.role == "physician" && packet.specialties == ["207R00000X"])
        #expect(packet.plannedOn == (try await world.practiceDay()))
        let record = try await world.files.record(file, as: world.caller("director"))
        #expect(packet.items.map(\.element) == record.items.map(\.element))
        #expect(packet.items.map(\.status) == record.items.map(\.status))
        #expect(packet.items.map(\.usable) == record.items.map(\.usableUntil))
        #expect(packet.items.compactMap(\.exception) == ["Peers are known to the chair"])
        let flag = try #require(packet.flags.first)
        #expect(packet.flags.count == 1 && flag.summary == "A gap of two years" && flag.outcome == .stands)
        #expect(flag.note == "Cared for a parent, with no proof")
        let signed = try #require(packet.application)
        #expect(signed.attempt == 2 && signed.content.sections?["cover"]?["carrier"] == "The Doctors Company")
        #expect(signed.digest == record.attestations.first?.digest, "of all that was signed")
    }

    @Test func `keeps what sources say of peer review, and health, in their compartments`() async throws {
        let world = try await World()
        let (file, meeting, members) = try await self.agenda(world)
        try await self.begin(meeting, members, in: world)
        for account in ["member", "chair"] {
            let packet = try await self.open(file, meeting, as: account, in: world)
            #expect(packet.documents.map(\.name) == ["board.pdf", nil], "\(account)")
            #expect(packet.documents.allSatisfy { $0.sha256.count == 64 })
            #expect(packet.application?.content.sections?["disclosures"] == ["felony": "no"])
        }
        // Neither the file nor anything of it beside the packet.
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.files.record(file, as: world.caller("member"))
        }
        let parts: [SQL] = [
            "packet_items(\(world.practice), \(file), CURRENT_DATE)", "packet_flags(\(world.practice), \(file))",
        ]
        for part in parts {
            await #expect(throws: PostgresError.self) {
                _ = try await world.read("SELECT praxis_private.\(part)::text", as: "member")
            }
        }
    }

    @Test func `is open to who is present, from the beginning to the minutes, and each opening is in the trail`()
        async throws
    {
        let (world, other) = (try await World(), try await World())
        let (file, meeting, members) = try await self.agenda(world)
        await #expect(throws: CredentialingError.unknown, "before the meeting") {
            _ = try await self.open(file, meeting, as: "member", in: world)
        }
        try await self.begin(meeting, members, in: world)
        for _ in 1...2 { _ = try await self.open(file, meeting, as: "member", in: world) }
        let closed = [
            ("absent", world), ("director", world), ("specialist", world), ("manager", world), ("staff", other),
        ]
        for (account, place) in closed {
            await #expect(throws: CredentialingError.unknown, "\(account)") {
                _ = try await self.open(file, meeting, as: account, in: place)
            }
        }
        await #expect(throws: CredentialingError.unknown, "another meeting") {
            _ = try await self.open(file, CommitteeMeeting.ID.make(), as: "member", in: world)
        }
        let why = "Meeting of the committee on \(try await world.practiceDay())"
        let opening = "member; \(file); \(why)"
        #expect(try await self.trail(world) == [opening, opening])
        #expect(try await self.trail(other).isEmpty)
        try await world.vote("approved", as: "member", on: file, at: meeting)
        _ = try await self.open(file, meeting, as: "member", in: world)
        for name in ["chair", "peer"] { try await world.vote("approved", as: name, on: file, at: meeting) }
        try await world.files.sign(meeting, [:], as: world.caller("chair"))
        await #expect(throws: CredentialingError.unknown, "after the minutes") {
            _ = try await self.open(file, meeting, as: "member", in: world)
        }
        #expect(try await self.trail(world).count == 3)
    }

    @Test func `is closed to who stays out: by the rules, or by the own word`() async throws {
        let world = try await World()
        let (file, meeting, members) = try await self.agenda(world)
        try await self.begin(meeting, members, in: world)
        await #expect(throws: CredentialingError.unknown, "whom it is about") {
            _ = try await self.open(file, meeting, as: "staff", in: world)
        }
        _ = try await self.open(file, meeting, as: "second", in: world)
        try await world.vote("recused", as: "second", on: file, at: meeting, "We share a house")
        await #expect(throws: CredentialingError.unknown, "who said so") {
            _ = try await self.open(file, meeting, as: "second", in: world)
        }
        #expect(try await self.trail(world).count == 1)
    }

    @Test func `is opened in person: no token reads it`() async throws {
        let world = try await World()
        let (file, meeting, members) = try await self.agenda(world)
        try await self.begin(meeting, members, in: world)
        let digest = RecordHash.of([world.practice.uuidString, "token"])
        try await world.tell(
            """
            INSERT INTO praxis.api_token (practice_id, token_id, account_id, digest, name, permissions, created_by, expires_at)
            SELECT a.practice_id, gen_random_uuid(), a.account_id, \(digest), 'phone', '{practice.duty.fulfill}', a.account_id,
                   now() + interval '1 day'
              FROM praxis.account a
             WHERE a.practice_id = \(world.practice) AND a.display_name = 'member'
            """)
        let token = Caller(claim: .token(digest), scope: .all)
        #expect(try await world.files.ballots(as: token).map(\.file) == [file])
        await #expect(throws: CredentialingError.refused(.personRequired)) {
            _ = try await world.files.packet(of: file, at: meeting, as: token)
        }
        #expect(try await self.trail(world).isEmpty)
    }
}
