import Dispatch

/// Runs an actor on a serial queue, away from the cooperative threads, so that it may block.
final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "postgres-session")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(self.queue)) }
}
