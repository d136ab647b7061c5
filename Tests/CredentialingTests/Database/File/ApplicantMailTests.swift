import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Mail to an applicant` {
    private static let kind = "credentialing.file.waiting"

    /// Runs what waits for the applicant, as the runner does.
    private func mails(_ world: World) async throws -> [Mail] {
        _ = try await world.ask("SELECT praxis_private.outbox_relay(\([Self.kind]), 100)", as: Int.self)
        return try await self.run(world)
    }

    private func run(_ world: World) async throws -> [Mail] {
        try await world.tell(
            """
            UPDATE praxis.job SET state = 'running', attempt = 1, worker = 'test'
             WHERE kind = \(Self.kind) AND state = 'available'
            """)
        let jobs = try await TestDatabase.current.pool(.superuser).pipeline(
            .readOnly,
            Query<Job>(
                """
                SELECT job_id, practice_id, kind, payload, attempt, max_attempts FROM praxis.job
                 WHERE kind = \(Self.kind) AND state = 'running'
                """))
        let outgoing = OutgoingMail()
        let database = Database(pool: TestDatabase.current.pool(.jobs))
        let handler = ApplicantMail(database: database, sender: outgoing) { "https://x.example/\($0)" }
        for job in jobs { try await handler.run(job, as: Caller(claim: .job(job.id), scope: .all)) }
        return outgoing.sent
    }

    /// A file that its applicant has not been told of.
    private func draft(_ world: World, of person: Person.ID) async throws -> CycleFile.ID {
        let file = try await world.file(of: person)
        try await world.tell("UPDATE praxis.credentialing_file SET no_npi = true WHERE file_id = \(file)")
        return file
    }

    @Test func `says after an invitation and a return that something waits, and where, and never why`() async throws {
        let world = try await World()
        let file = try await self.draft(world, of: try await world.person(of: "staff"))
        #expect(try await self.mails(world).isEmpty)
        try await world.step(file, .invited)
        let invited = try await self.mails(world)
        #expect(invited.map(\.address) == ["staff@example.org"])
        #expect(invited.map(\.subject) == ["Something waits for you at Praxis"])
        #expect(invited.first?.text.contains("https://x.example/\(file)") == true)
        #expect(try await self.mails(world).isEmpty, "once")
        try await world.tell(
            "UPDATE praxis.credentialing_file SET state = 'received' WHERE file_id = \(file)")
        try await world.step(file, .returnedIncomplete, reason: "The conviction of 2019 is missing")
        let returned = try await self.mails(world)
        #expect(returned.map(\.address) == ["staff@example.org"])
        #expect(returned.first?.text.contains("2019") == false)
        #expect(returned.first?.text.contains("came back") == true)
    }

    @Test func `says of a decision that there is news, whatever was decided`() async throws {
        let world = try await World()
        let file = try await world.ready()
        try await world.decide(file)
        let mails = try await self.mails(world)
        #expect(mails.map(\.address) == ["staff@example.org"])
        let text = try #require(mails.first?.text)
        #expect(text == "There is news about your application. See it here:\n\nhttps://x.example/\(file)\n")
    }

    @Test func `is not sent any more once another step followed, nor of what an operator loads`() async throws {
        let world = try await World()
        let file = try await self.draft(world, of: try await world.person(of: "staff"))
        try await world.step(file, .invited)
        try await world.step(file, .withdrawn, reason: "Opened for somebody else")
        #expect(try await self.mails(world).isEmpty)
        #expect(try await world.ask("SELECT count(*) FROM praxis.job WHERE state = 'completed'", as: Int.self) == 1)
        let other = try await self.draft(world, of: try await world.person(of: "manager"))
        try await world.tell(
            """
            INSERT INTO praxis.file_event (practice_id, person_id, file_id, version, from_state, to_state, created_by)
            SELECT practice_id, person_id, file_id, 2, 'draft', 'invited', practice_id
              FROM praxis.credentialing_file WHERE file_id = \(other)
            """)
        #expect(try await self.mails(world).isEmpty)
    }

    @Test func `goes to nobody who has no account that may apply, and the specialist is told so`() async throws {
        let world = try await World()
        let stranger = try await world.person("Lea", "Newhire", born: "1990-01-01")
        let file = try await self.draft(world, of: stranger)
        let specialist = world.caller("specialist")
        #expect(try await world.files.applicant(of: file, as: specialist) == .none)
        try await world.step(file, .invited)
        #expect(try await self.mails(world).isEmpty)
        try await world.tell(
            """
            INSERT INTO praxis.account (practice_id, account_id, person_id, email, display_name, status, created_by)
            VALUES (\(world.practice), gen_random_uuid(), \(stranger), 'lea@example.org', 'lea', 'invited', \(world.practice))
            """)
        #expect(try await world.files.applicant(of: file, as: specialist) == .invited)
        try await world.tell("UPDATE praxis.account SET status = 'active' WHERE display_name = 'lea'")
        #expect(try await world.files.applicant(of: file, as: specialist) == .none, "without a role nobody applies")
        let own = try await self.draft(world, of: try await world.person(of: "staff"))
        #expect(try await world.files.applicant(of: own, as: specialist) == .active)
        #expect(try await world.files.applicant(of: own, as: world.caller("manager")) == .none, "who reads no files")
    }
}
