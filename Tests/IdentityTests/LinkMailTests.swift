import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `Mail with a link` {
    /// The job that the outbox became, as the runner takes it.
    private func job(_ world: World) async throws -> Job {
        _ = try await world.ask(
            "SELECT praxis_private.outbox_relay(ARRAY['identity.reset.requested'], 10)", as: Int.self)
        try await world.tell("UPDATE praxis.job SET state = 'running', attempt = 1, worker = 'test'")
        let jobs = try await TestDatabase.current.pool(.superuser).pipeline(
            .readOnly,
            Query<Job>("SELECT job_id, practice_id, kind, payload, attempt, max_attempts FROM praxis.job"))
        return try #require(jobs.first)
    }

    private func run(_ job: Job, _ outgoing: OutgoingMail) async throws {
        let database = Database(pool: TestDatabase.current.pool(.jobs))
        let handler = LinkMail(.resetRequested, database: database, sender: outgoing) { "https://x.example/" + $0.text }
        try await handler.run(job, as: Caller(claim: .job(job.id), scope: .all))
    }

    @Test func `goes to who asked for it, and its link works`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        try await world.identity.requestReset(account.email, from: world.visitor())
        let outgoing = OutgoingMail()
        try await self.run(try await self.job(world), outgoing)
        let mail = try #require(outgoing.sent.first)
        #expect(mail.address == account.email)
        let token = try #require(mail.text.firstMatch(of: /https:\/\/x\.example\/(\S+)/)?.1)
        try await world.identity.use(
            OpaqueToken(text: String(token)), password: "another long morning", from: world.visitor())
        #expect(try await world.ask("SELECT state FROM praxis.job", as: String.self) == "completed")
    }

    @Test func `is tried again when it did not go out`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        try await world.identity.requestReset(account.email, from: world.visitor())
        let job = try await self.job(world)
        await #expect(throws: OutgoingMail.Down.self) { try await self.run(job, OutgoingMail(isDown: true)) }
        #expect(try await world.ask("SELECT state FROM praxis.job", as: String.self) == "running")
        let outgoing = OutgoingMail()
        try await self.run(job, outgoing)
        #expect(outgoing.sent.count == 1)
        #expect(try await world.ask("SELECT count(*) FROM praxis.account_link", as: Int.self) == 1)
    }
}
