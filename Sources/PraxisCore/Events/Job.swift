package import FoundationEssentials
package import Postgres

/// Work that waits in the queue, or runs by a schedule, or reacts to an outbox topic.
package struct Job: PostgresRow {
    package let id: UUID
    package let practice: UUID
    /// `module.verb` for work that was asked for; an outbox topic for a reaction to it.
    package let kind: String
    /// What to do; for a reaction `object`, `by` and the outbox row's `payload`, and nothing where many events make one job.
    package let payload: JSONText
    /// From 1; a failed job is tried again later.
    package let attempt: Int
    package let lastAttempt: Int

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.practice = try row.read()
        self.kind = try row.read()
        self.payload = try row.read()
        self.attempt = Int(try row.read() as Int16)
        self.lastAttempt = Int(try row.read() as Int16)
    }
}

extension Job {
    /// The last statement of a job's transaction: effect and completion happen together, once.
    package static let completion: SQL = "SELECT praxis_private.job_complete()"

    /// Notes whom a try has told that is not the last, in `told` of the payload that the next one gets.
    static func told(_ recipients: [String]) -> SQL { "SELECT praxis_private.job_told(\(recipients))" }
}

/// Does one kind of job.
package protocol JobHandler: Sendable {
    var kind: String { get }

    /// Does the work in a transaction that ends with `Job.completion`. What it throws puts the job back for later.
    ///
    /// - Parameter caller: the job itself, which acts with the rights of the account that it runs for.
    func run(_ job: Job, as caller: Caller) async throws
}
