import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `An emergency` {
    private func begin(_ world: World, _ caller: Caller) async throws -> UUID {
        let clinic = try #require(try await world.ask("SELECT clinic_id FROM praxis.clinic", as: UUID.self))
        return try await world.identity.breakGlass(
            NewEmergency(role: "buyer", clinic: clinic, reason: "the buyer is out of reach", minutes: 30), as: caller)
    }

    /// Runs the job of a kind as the runner does.
    private func run(_ world: World, _ cause: EmergencyMail.Cause) async throws -> [Mail] {
        _ = try await world.ask(
            "SELECT praxis_private.outbox_relay(\(EmergencyMail.Cause.allCases.map(\.rawValue)), 10)", as: Int.self)
        try await world.tell(
            "UPDATE praxis.job SET state = 'running', attempt = 1, worker = 'test' WHERE kind = \(cause.rawValue)")
        let jobs = try await TestDatabase.current.pool(.superuser).pipeline(
            .readOnly,
            Query<Job>(
                """
                SELECT job_id, practice_id, kind, payload, attempt, max_attempts FROM praxis.job
                 WHERE kind = \(cause.rawValue)
                """))
        let job = try #require(jobs.first)
        let outgoing = OutgoingMail()
        let database = Database(pool: TestDatabase.current.pool(.jobs))
        try await EmergencyMail(cause, database: database, sender: outgoing, address: "https://x.example/review")
            .run(job, as: Caller(claim: .job(job.id), scope: .all))
        return outgoing.sent
    }

    private func manager(_ world: World) async throws -> Caller {
        world.caller(try await world.signIn(try await world.account("denver", "site_manager", clinic: "denver")))
    }

    @Test func `is mailed to those who review it, and to nobody else`() async throws {
        let world = try await World()
        _ = try await world.account("admin")
        _ = try await world.account("second", "practice_administrator")
        _ = try await self.begin(world, try await self.manager(world))
        let mails = try await self.run(world, .started)
        #expect(mails.map(\.address) == ["admin@cascade.example", "second@cascade.example"])
        let text = try #require(mails.first?.text)
        #expect(text.contains("the buyer is out of reach") && text.contains("https://x.example/review"))
    }

    @Test func `is mailed again when nobody reviewed it in time`() async throws {
        let world = try await World()
        let admin = try await world.account("admin")
        let reviewer = world.caller(try await world.signIn(admin, try await world.factor(of: admin)))
        let grant = try await self.begin(world, try await self.manager(world))
        let due = try await world.ask(
            """
            SELECT extract(epoch FROM j.run_at - v.due_at)::bigint FROM praxis.job j, praxis.break_glass_review v
             WHERE j.kind = 'identity.emergency.overdue'
            """, as: Int.self)
        #expect(due == 0)
        #expect(try await world.identity.openEmergencies(as: reviewer) == (1, 0))
        try await world.tell("UPDATE praxis.break_glass_review SET due_at = now() - interval '1 minute'")
        #expect(try await world.identity.openEmergencies(as: reviewer) == (1, 1))
        #expect(try await self.run(world, .overdue).map(\.subject) == ["Emergency access was not reviewed"])
        try await world.identity.review(grant, .justified, note: "", as: reviewer)
        #expect(try await self.run(world, .overdue).isEmpty)
        #expect(try await world.identity.openEmergencies(as: reviewer) == (0, 0))
    }

    @Test func `is not followed by another one before somebody reviewed it`() async throws {
        let world = try await World()
        let admin = try await world.account("admin")
        let reviewer = world.caller(try await world.signIn(admin, try await world.factor(of: admin)))
        let manager = try await self.manager(world)
        let grant = try await self.begin(world, manager)
        try await world.tell(
            "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), now()) WHERE kind = 'break_glass'")
        #expect(await refusal { _ = try await self.begin(world, manager) } == "emergency_unreviewed")
        try await world.identity.review(grant, .justified, note: "", as: reviewer)
        _ = try await self.begin(world, manager)
    }
}
