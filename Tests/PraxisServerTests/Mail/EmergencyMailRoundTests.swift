import Foundation
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import PraxisServer

@Suite(.demonstration) struct `Mail of an emergency` {
    private static let practice = "01900000-0000-7000-8000-00000000a000"

    /// Takes what waits from the outbox and the queue and runs it, as the runner does.
    private func round(_ server: MailServer, in directory: URL) async throws {
        let pool = TestDatabase.current.pool(.jobs)
        let queue = JobQueue(pool: pool, worker: "here/1", kinds: [EmergencyMail.Cause.started.rawValue])
        try await queue.relay()
        let sendmail = Sendmail(command: try server.sendmail(in: directory), sender: "praxis@cascade.example")
        let handler = EmergencyMail(
            .started, database: Database(pool: pool), sender: sendmail,
            address: "https://praxis.example/all/emergencies")
        while let job = try await queue.take(1).first {
            do {
                try await handler.run(job, as: Caller(claim: .job(job.id), scope: .all, request: job.id))
            } catch {
                try await queue.fail(job, error)
                throw error
            }
        }
    }

    /// An emergency at a clinic, by an account that does not review them; and a second one that does, after the first by
    /// its address.
    private func begin(_ session: ScriptSession) throws {
        try session.run(
            """
            INSERT INTO praxis.role_grant
                   (practice_id, grant_id, account_id, role_id, scope, valid, reason, granted_by)
            SELECT a.practice_id, gen_random_uuid(), a.account_id, r.role_id, 'practice', tstzrange(now(), NULL), 'test',
                   praxis_private.system_account(a.practice_id)
              FROM praxis.account a
              JOIN praxis.role r USING (practice_id)
             WHERE a.practice_id = '\(Self.practice)' AND a.email = 'director@cascade.example'
               AND r.code = 'practice_administrator';
            WITH taken AS (
                INSERT INTO praxis.role_grant
                       (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, kind, reason, granted_by)
                SELECT a.practice_id, gen_random_uuid(), a.account_id, r.role_id, 'clinic', c.clinic_id,
                       tstzrange(now(), now() + interval '30 minutes'), 'break_glass', 'nobody else is here', a.account_id
                  FROM praxis.account a
                  JOIN praxis.role r ON r.practice_id = a.practice_id AND r.code = 'buyer'
                  JOIN praxis.clinic c ON c.practice_id = a.practice_id AND c.slug = 'denver'
                 WHERE a.practice_id = '\(Self.practice)' AND a.email = 'denver@cascade.example'
                RETURNING practice_id, grant_id
            ), asked AS (
                INSERT INTO praxis.break_glass_review (practice_id, grant_id) SELECT practice_id, grant_id FROM taken
            )
            INSERT INTO praxis.outbox (practice_id, topic, object_id, account_id)
            SELECT practice_id, 'identity.emergency.started', grant_id, praxis_private.system_account(practice_id)
              FROM taken;
            """)
    }

    @Test func `that a mailbox refuses keeps nobody else from theirs, and is tried again`() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let directory = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let session = try ScriptSession()
        try self.begin(session)
        // The first by its address, so that the round is not over before it.
        server.forget("admin@cascade.example")
        for _ in 1...2 {
            await #expect(throws: Sendmail.Failure.self) { try await self.round(server, in: directory) }
            try session.run("UPDATE praxis.job SET run_at = now() WHERE state = 'available'")
        }
        #expect(server.messages.flatMap(\.recipients) == ["director@cascade.example"], "once, and nobody else")
        let state = "SELECT state FROM praxis.job WHERE kind = 'identity.emergency.started'"
        #expect(try session.value(state) == "available")
        server.remember("admin@cascade.example")
        try await self.round(server, in: directory)
        #expect(server.messages.flatMap(\.recipients) == ["director@cascade.example", "admin@cascade.example"])
        #expect(try session.value(state) == "completed")
    }
}
