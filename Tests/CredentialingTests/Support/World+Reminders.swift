import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

extension World {
    /// Keeps the mails of a round instead of sending them.
    final actor Outgoing: MailSender {
        struct Refused: Error {}

        private(set) var mails: [String: [String]] = [:]
        private var isDown = false
        private var meanwhile: (@Sendable () async throws -> Void)?

        func send(_ mail: Mail) async throws {
            if self.isDown { throw Refused() }
            self.mails[mail.address, default: []].append(mail.text)
            let meanwhile = self.meanwhile
            self.meanwhile = nil
            try await meanwhile?()
        }

        /// What happens while the next mail goes out.
        func meanwhile(_ body: @escaping @Sendable () async throws -> Void) { self.meanwhile = body }

        func fail(_ isDown: Bool) { self.isDown = isDown }
    }

    /// Runs the reminders' job at an instant of a clinic's clock, as the runner does.
    func remind(at local: String, _ zone: String = "America/Denver", through outgoing: Outgoing) async throws {
        let instant = try #require(
            try await self.ask("SELECT \(local)::text::timestamp AT TIME ZONE \(zone)::text", as: Instant.self))
        let id = UUID.version7()
        try await self.tell(
            """
            INSERT INTO praxis.job (practice_id, job_id, kind, account_id, state, attempt, worker, heartbeat_at)
            SELECT \(self.practice), \(id), 'credentialing.reminder.send', praxis_private.system_account(\(self.practice)),
                   'running', 1, 'test', now()
            """)
        let jobs = TestDatabase.current.pool(.jobs)
        let job = try #require(
            try await jobs.pipeline(
                .readWrite,
                Query<Job>(
                    """
                    SELECT \(id)::uuid, \(self.practice)::uuid, 'credentialing.reminder.send', '{}'::jsonb, 1::smallint,
                           25::smallint
                    """)
            ).first)
        let reminders = ReminderJob(
            database: Database(pool: jobs), sender: outgoing, address: "https://praxis.example/all/reminders",
            renewals: "https://praxis.example/account/credentials",
            training: "https://praxis.example/account/training"
        ) { instant }
        try await reminders.run(job, as: Caller(claim: .job(id), scope: .all, request: id))
    }

    /// The recipients and thresholds told so far, as `manager 60`.
    func told() async throws -> [String] {
        let told = try await self.ask(
            """
            SELECT coalesce(array_agg(a.display_name || ' ' || r.threshold ORDER BY a.display_name, r.threshold DESC), '{}')
              FROM praxis.reminder r
              JOIN praxis.account a USING (practice_id, account_id)
             WHERE r.practice_id = \(self.practice)
            """, as: [String].self)
        return told ?? []
    }
}
