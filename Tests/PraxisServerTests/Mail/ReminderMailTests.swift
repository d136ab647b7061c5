import Credentialing
import Foundation
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import PraxisServer

@Suite(.demonstration) struct `Mail of reminders` {
    private static let practice = "01900000-0000-7000-8000-00000000a000"

    /// Takes what is due by schedule from the queue and runs it, as the runner does.
    private func round(_ server: MailServer, in directory: URL) async throws {
        let pool = TestDatabase.current.pool(.jobs)
        let kinds = ["credentialing.reminder.send"]
        let queue = JobQueue(pool: pool, worker: "here/1", kinds: kinds)
        try await queue.relay()
        let sendmail = Sendmail(command: try server.sendmail(in: directory), sender: "praxis@cascade.example")
        let handler = ReminderJob(
            database: Database(pool: pool), sender: sendmail,
            address: "https://praxis.example/all/reminders",
            renewals: "https://praxis.example/account/credentials", training: "https://praxis.example/account/training")
        while let job = try await queue.take(1).first {
            do {
                try await handler.run(job, as: Caller(claim: .job(job.id), scope: .all, request: job.id))
            } catch {
                try await queue.fail(job, error)
                throw error
            }
        }
    }

    @Test func `goes out by schedule to a real server, is tried again when it refuses, and comes once`() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let directory = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let session = try ScriptSession()
        let due = "UPDATE praxis.job_schedule SET next_at = now() WHERE kind = 'credentialing.reminder.send'"
        try session.run(due)
        // Revalidations in ten days, and a course that was due of everybody yesterday.
        try session.run(
            """
            UPDATE praxis.enrollment SET revalidation_due_on = CURRENT_DATE + 10, version = version + 1
             WHERE practice_id = '\(Self.practice)' AND status = 'enrolled' AND effective_on <= CURRENT_DATE;
            WITH course AS (
                INSERT INTO praxis.training_course (practice_id, course_id, code, name, retention_code, created_by)
                SELECT practice_id, gen_random_uuid(), 'spills', 'Spills', 'practice', practice_id
                  FROM praxis.practice
                 WHERE practice_id = '\(Self.practice)'
                RETURNING practice_id, course_id
            ), version AS (
                INSERT INTO praxis.training_version
                       (practice_id, course_id, number, summary, minutes, citation, effective_from, created_by)
                SELECT practice_id, course_id, 1, 'Spills', 10, 'Practice policy', '2020-01-01', practice_id FROM course
                RETURNING practice_id, course_id
            )
            INSERT INTO praxis.training_rule
                   (practice_id, rule_id, course_id, due_days, starts_on, citation, created_by)
            SELECT practice_id, gen_random_uuid(), course_id, 0, CURRENT_DATE - 1, 'Practice policy', practice_id FROM version;
            """)
        server.refuse(1)
        await #expect(throws: Sendmail.Failure.self) { try await self.round(server, in: directory) }
        try session.run("UPDATE praxis.job SET run_at = now() WHERE state = 'available'")
        try await self.round(server, in: directory)
        let waiting = "SELECT count(*) FROM praxis.reminder WHERE mailed_at IS NULL"
        #expect(try session.value("SELECT count(*) > 0 FROM praxis.reminder") == "t")
        #expect(try session.value(waiting) == "0")
        let first = server.messages
        #expect(first.contains { $0.recipients == ["denver@cascade.example"] })
        #expect(Set(first.flatMap(\.recipients)).count == first.count, "one mail for each recipient")
        let message = try #require(first.first { $0.recipients == ["admin@cascade.example"] })
        #expect(message.sender == "praxis@cascade.example")
        #expect(message.lines.contains { $0.hasPrefix("Subject: ") && $0.contains("attention") })
        #expect(message.lines.contains("https://praxis.example/all/reminders"))
        #expect(message.lines.contains { $0.hasPrefix("- ") })
        #expect(message.lines.contains { $0.hasPrefix("- Revalidation with ") })
        let own = first.filter { $0.lines.contains { $0.hasPrefix("- Your training Spills ") } }
        #expect(!own.isEmpty)
        #expect(own.allSatisfy { $0.lines.contains("https://praxis.example/account/training") })
        // An hour later nothing is new.
        try session.run(due)
        try await self.round(server, in: directory)
        #expect(server.messages.count == first.count)
    }

    @Test func `that a mailbox refuses keeps nobody else from theirs, and is tried again`() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let directory = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let session = try ScriptSession()
        try session.run("UPDATE praxis.job_schedule SET next_at = now() WHERE kind = 'credentialing.reminder.send'")
        server.forget("admin@cascade.example")
        for _ in 1...2 {
            await #expect(throws: Sendmail.Failure.self) { try await self.round(server, in: directory) }
            try session.run("UPDATE praxis.job SET run_at = now() WHERE state = 'available'")
        }
        let told = server.messages.flatMap(\.recipients)
        #expect(told.contains("denver@cascade.example") && !told.contains("admin@cascade.example"))
        #expect(Set(told).count == told.count, "nobody is mailed twice")
        let waiting = try session.value(
            """
            SELECT string_agg(DISTINCT a.email, ',')
              FROM praxis.reminder r
              JOIN praxis.account a USING (practice_id, account_id)
             WHERE r.mailed_at IS NULL AND r.practice_id = '01900000-0000-7000-8000-00000000a000'
            """)
        #expect(waiting == "admin@cascade.example")
    }
}
