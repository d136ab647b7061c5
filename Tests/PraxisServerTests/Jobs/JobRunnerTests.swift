import FoundationEssentials
import Logging
import Postgres
import PraxisCore
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import PraxisServer

@Suite(.database) struct `The queue of jobs` {
    private static let practice = "01900000-0000-7000-8000-00000000a000"

    /// Does one thing in the job's own transaction, or fails as often as it is told to.
    private final class Greeting: JobHandler {
        struct Failure: Error {}

        let kind = "test.greet"
        let runs = Mutex(0)
        private let database: Database
        private let failures: Int

        init(failures: Int = 0) {
            self.database = Database(pool: TestDatabase.current.pool(.jobs))
            self.failures = failures
        }

        func run(_ job: Job, as caller: Caller) async throws {
            let run = self.runs.withLock { runs in
                runs += 1
                return runs
            }
            guard run > self.failures else { throw Failure() }
            try await self.database.write(as: caller) { transaction in
                try await transaction.run(Job.completion)
            }
        }
    }

    private func enqueued(_ count: Int = 1) throws -> ScriptSession {
        try TestDatabase.current.loadDemonstration(through: 2)
        let session = try ScriptSession()
        try session.run(
            """
            INSERT INTO praxis.job (practice_id, kind, account_id, max_attempts)
            SELECT '\(Self.practice)', 'test.greet', praxis_private.system_account('\(Self.practice)'), 3
              FROM generate_series(1, \(count))
            """)
        return session
    }

    private func queue(_ worker: String = "here/1") -> JobQueue {
        JobQueue(pool: TestDatabase.current.pool(.jobs), worker: worker, kinds: ["test.greet"])
    }

    @Test func `hands each job to one worker`() async throws {
        _ = try self.enqueued(20)
        let taken = try await withThrowingTaskGroup(of: [UUID].self) { group in
            for worker in 1...8 { group.addTask { try await self.queue("here/\(worker)").take(5).map(\.id) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count == 20)
        #expect(Set(taken).count == 20)
    }

    @Test func `puts a failed job back for later, and gives it up after its last attempt`() async throws {
        let session = try self.enqueued()
        for attempt in 1...3 {
            let job = try #require(try await self.queue().take(1).first)
            #expect(job.attempt == attempt)
            try await self.queue().fail(job, Greeting.Failure())
            #expect(try await self.queue().take(1).isEmpty, "it waits")
            try session.run("UPDATE praxis.job SET run_at = now() WHERE kind = 'test.greet'")
        }
        #expect(try session.value("SELECT state FROM praxis.job WHERE kind = 'test.greet'") == "discarded")
    }

    @Test func `takes back what a silent worker held`() async throws {
        let session = try self.enqueued()
        _ = try await self.queue("gone/1").take(1)
        try await self.queue().rescue()
        #expect(try await self.queue().take(1).isEmpty)
        try session.run("UPDATE praxis.job SET heartbeat_at = now() - interval '3 minutes' WHERE kind = 'test.greet'")
        try await self.queue().rescue()
        #expect(try await self.queue().take(1).count == 1)
    }

    /// Whatever the schedules of the practices enqueue meanwhile is not this test's.
    @Test func `is worked off by the runner, and what fails is tried again`() async throws {
        let session = try self.enqueued()
        let greeting = Greeting(failures: 1)
        let wakeUps = JobWakeUps()
        let runner = JobRunner(
            queue: self.queue(), handlers: [greeting], workers: 2, wakeUps: wakeUps, logger: Logger(label: "test"))
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: runner)], logger: Logger(label: "test")))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await eventually {
                try session.value("SELECT last_error FROM praxis.job WHERE kind = 'test.greet'") != nil
            }
            try session.run("UPDATE praxis.job SET run_at = now() WHERE kind = 'test.greet'")
            try await eventually {
                await wakeUps.wake()
                return try session.value("SELECT state FROM praxis.job WHERE kind = 'test.greet'") == "completed"
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(greeting.runs.withLock { $0 } == 2)
    }
}
