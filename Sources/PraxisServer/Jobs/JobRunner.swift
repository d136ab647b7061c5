import Logging
import Metrics
import Postgres
import PraxisCore
import ServiceLifecycle

/// Works off the queue: takes what is due, runs it, keeps it alive while it runs, puts back what failed.
///
/// A wake-up from the database shortens the wait; nothing rests on it.
struct JobRunner: Service {
    let queue: JobQueue
    let handlers: [String: any JobHandler]
    let workers: Int
    let wakeUps: JobWakeUps
    let logger: Logger

    init(queue: JobQueue, handlers: [any JobHandler], workers: Int, wakeUps: JobWakeUps, logger: Logger) {
        self.queue = queue
        self.handlers = Dictionary(handlers.map { ($0.kind, $0) }, uniquingKeysWith: { $1 })
        self.workers = workers
        self.wakeUps = wakeUps
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.every(.seconds(30)) { try await self.queue.beat() } }
                group.addTask { await self.every(.seconds(60)) { try await self.queue.rescue() } }
                group.addTask { await self.every(.seconds(3600)) { try await self.queue.sweep() } }
                group.addTask { await self.every(.seconds(5)) { try await self.relayAndWake() } }
                group.addTask { await self.wakeUps.listen(to: self.queue.pool) }
                for _ in 0..<self.workers { group.addTask { await self.work() } }
            }
        }
        try? await self.queue.release()
    }

    /// Takes and runs one job after the other; rests where there is none.
    private func work() async {
        while !Task.isCancelled {
            do {
                guard let job = try await self.queue.take(1).first else {
                    await self.wakeUps.wait(atMost: .seconds(5))
                    continue
                }
                await self.perform(job)
            } catch {
                if !Task.isCancelled { self.logger.warning("no job was taken", metadata: ["error": "\(error)"]) }
                try? await Task.sleep(for: .seconds(2))
            }
        }
    }

    private func perform(_ job: Job) async {
        let start = ContinuousClock.now
        var outcome = "completed"
        do {
            guard let handler = self.handlers[job.kind] else { throw UnknownJob(kind: job.kind) }
            try await handler.run(job, as: Caller(claim: .job(job.id), scope: .all, request: job.id))
        } catch {
            if Task.isCancelled { return }
            outcome = "failed"
            let level: Logger.Level = job.attempt >= job.lastAttempt ? .error : .warning
            self.logger.log(
                level: level, "job failed",
                metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "attempt": "\(job.attempt)", "error": "\(error)"])
            try? await self.queue.fail(job, error)
        }
        Timer(label: "praxis.job.duration", dimensions: [("kind", job.kind), ("outcome", outcome)])
            .record(duration: ContinuousClock.now - start)
    }

    private func relayAndWake() async throws {
        try await self.queue.relay()
        await self.wakeUps.wake()
    }

    /// Does something again and again until the task is canceled; a failure waits for the next time.
    private func every(_ interval: Duration, _ body: () async throws -> Void) async {
        while !Task.isCancelled {
            do { try await body() } catch {
                if !Task.isCancelled {
                    self.logger.warning("the queue was not reached", metadata: ["error": "\(error)"])
                }
            }
            try? await Task.sleep(for: interval)
        }
    }
}

/// A job of a kind that this release does not know.
struct UnknownJob: Error {
    let kind: String
}
