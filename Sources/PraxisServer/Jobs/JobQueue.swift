import FoundationEssentials
import Postgres
import PraxisCore

/// The queue's functions, called as the role `praxis_jobs`. They look across practices and hand out only what runs next.
struct JobQueue: Sendable {
    let pool: PostgresPool
    /// Names this process on the jobs that it runs.
    let worker: String
    let kinds: [String]

    /// Takes up to some jobs that are due.
    func take(_ amount: Int) async throws -> [Job] {
        try await self.pool.transaction(.readWrite) { transaction in
            try await transaction.fetch(
                Query(
                    """
                    SELECT t.job_id, t.practice_id, t.kind, t.payload, t.attempt, t.max_attempts
                      FROM praxis_private.job_take(\(self.worker), \(self.kinds), \(amount)::integer) t
                    """))
        }
    }

    /// Turns what happened into jobs for those who react, and enqueues what is due by schedule.
    func relay() async throws {
        try await self.call(
            "SELECT praxis_private.outbox_relay(\(self.kinds), 200)", "SELECT praxis_private.schedule_tick()")
    }

    func beat() async throws { try await self.call("SELECT praxis_private.job_beat(\(self.worker))") }

    func fail(_ job: Job, _ error: any Error) async throws {
        let reason = String("\(error)".prefix(500))
        try await self.call("SELECT praxis_private.job_fail(\(job.id), \(self.worker), \(reason))")
    }

    /// At shutdown: what still runs goes back, and the attempt does not count.
    func release() async throws { try await self.call("SELECT praxis_private.job_release(\(self.worker))") }

    /// Frees the jobs of processes that fell silent.
    func rescue() async throws { try await self.call("SELECT praxis_private.job_rescue()") }

    /// Removes what has served its time.
    func sweep() async throws { try await self.call("SELECT praxis_private.sweep()") }

    private func call(_ statements: SQL...) async throws {
        try await self.pool.transaction(.readWrite) { transaction in
            for statement in statements { try await transaction.run(statement) }
        }
    }
}
