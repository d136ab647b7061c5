import Identity
import ServiceLifecycle

/// Moves the idle timers of the sessions that requests came with, until the daemon stops.
struct IdleTimers: Service {
    let activity: SessionActivity

    func run() async throws {
        await cancelWhenGracefulShutdown { await self.activity.run() }
        try await self.activity.flush()
    }
}
