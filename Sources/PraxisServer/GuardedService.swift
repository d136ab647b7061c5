import ServiceLifecycle

/// A service that begins only once a check has passed; a stop while it waits ends it quietly.
struct GuardedService<Base: Service>: Service {
    let base: Base
    /// Returns when the service may begin.
    let check: @Sendable () async throws -> Void

    func run() async throws {
        let isClear = try await cancelWhenGracefulShutdown {
            do {
                try await self.check()
                return true
            } catch is CancellationError { return false }
        }
        if isClear { try await self.base.run() }
    }
}
