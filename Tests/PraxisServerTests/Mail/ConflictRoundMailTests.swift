import Foundation
import Identity
import Postgres
import PraxisCore
import Rostering
import TestSupport
import Testing

@testable import PraxisServer

@Suite(.demonstration) struct `Mail of lost clearances` {
    private static let practice = "01900000-0000-7000-8000-00000000a000"
    private static let kind = "rostering.assignment.conflicted"

    /// Takes what waits from the outbox and the queue and runs it, as the runner does.
    private func round(_ server: MailServer, in directory: URL, _ session: ScriptSession) async throws -> Int {
        let pool = TestDatabase.current.pool(.jobs)
        let queue = JobQueue(pool: pool, worker: "here/1", kinds: [Self.kind])
        try await queue.relay()
        try session.run("UPDATE praxis.job SET run_at = now() WHERE state = 'available' AND kind = '\(Self.kind)'")
        let sendmail = Sendmail(command: try server.sendmail(in: directory), sender: "praxis@cascade.example")
        let handler = ConflictNoticeJob(database: Database(pool: pool), sender: sendmail) {
            "https://praxis.example/\($0)/roster/\($1)"
        }
        var runs = 0
        while let job = try await queue.take(1).first {
            runs += 1
            do {
                try await handler.run(job, as: Caller(claim: .job(job.id), scope: .all, request: job.id))
            } catch {
                try await queue.fail(job, error)
                throw error
            }
        }
        return runs
    }

    @Test func `follows a changed rule to a real server, is tried again when it refuses, and comes once`() async throws
    {
        let server = try MailServer()
        defer { server.stop() }
        let directory = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let session = try ScriptSession()
        // What the demonstration itself holds is told before.
        _ = try await self.round(server, in: directory, session)
        let before = server.messages.count
        try session.run(
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, type_code, severity, starts_on, citation, created_by)
            SELECT DISTINCT b.practice_id, gen_random_uuid(), b.clinical_role, 'pals', 'block', '2020-01-01'::date, 'New rule',
                   b.practice_id
              FROM (SELECT DISTINCT practice_id, clinical_role FROM praxis.person_busy WHERE lower(span) > now()) b
             WHERE b.practice_id = '\(Self.practice)'
            """)
        #expect(try session.value("SELECT count(*) > 0 FROM praxis.outbox WHERE topic = '\(Self.kind)'") == "t")
        server.refuse(1)
        await #expect(throws: Sendmail.Failure.self) { try await self.round(server, in: directory, session) }
        #expect(try await self.round(server, in: directory, session) == 1)
        let messages = Array(server.messages[before...])
        #expect(messages.contains { $0.recipients == ["denver@cascade.example"] })
        #expect(Set(messages.flatMap(\.recipients)).count == messages.count, "one mail for each recipient")
        let message = try #require(messages.first { $0.recipients == ["denver@cascade.example"] })
        #expect(message.lines.contains { $0.hasPrefix("Subject: ") && $0.contains("to come need") })
        #expect(message.lines.contains { $0.hasPrefix("  https://praxis.example/denver/roster/") })
        let names = try session.run("SELECT family_name FROM praxis.person").compactMap { $0[0] }
        let text = message.lines.joined(separator: "\n")
        #expect(!names.contains { text.contains(" \($0) ") || text.contains("\($0),") })
        // An hour later nothing is new.
        try session.run("UPDATE praxis.job_schedule SET next_at = now() WHERE kind = '\(Self.kind)'")
        _ = try await self.round(server, in: directory, session)
        #expect(server.messages.count == before + messages.count)
    }
}
