import FoundationEssentials
import Postgres

/// Lets workers rest until there may be work.
actor JobWakeUps {
    private var sleepers: [UUID: Task<Void, Never>] = [:]

    /// Returns after a wake-up, or after the limit.
    func wait(atMost limit: Duration) async {
        let id = UUID()
        let sleeper = Task { _ = try? await Task.sleep(for: limit) }
        self.sleepers[id] = sleeper
        await withTaskCancellationHandler {
            await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
        self.sleepers[id] = nil
    }

    /// Wakes everybody who rests.
    func wake() {
        for sleeper in self.sleepers.values { sleeper.cancel() }
    }

    /// Wakes everybody whenever a job was put into the queue, until the task is canceled.
    nonisolated func listen(to pool: PostgresPool) async {
        for await _ in pool.notifications(on: "praxis_job") { await self.wake() }
    }
}
