import Dispatch
import Synchronization

/// Which threads of a pool have a connection, and the way to stop them.
final class PoolHealth: Sendable {
    private struct State {
        var connected = 0
        var threads = 0
        var isStopping = false
        var lastFailure: PostgresError?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let stop = DispatchSemaphore(value: 0)

    var connections: Int { self.state.withLock { $0.connected } }
    var isStopping: Bool { self.state.withLock { $0.isStopping } }

    func begin(threads: Int) { self.state.withLock { $0.threads = threads } }
    func connected() { self.state.withLock { $0.connected += 1 } }
    func failed(_ error: PostgresError) { self.state.withLock { $0.lastFailure = error } }
    func disconnected() { self.state.withLock { $0.connected -= 1 } }

    /// Why work waited in vain.
    var reason: PostgresError {
        self.state.withLock { state in
            guard state.connected == 0 else { return .poolExhausted }
            return PostgresError(.unavailable, reason: state.lastFailure?.reason)
        }
    }

    /// Sleeps on a connection's thread.
    ///
    /// - Returns: whether the pool stops.
    func pause(_ duration: Duration) -> Bool {
        guard duration > .zero else { return self.isStopping }
        _ = self.stop.wait(timeout: .now() + .milliseconds(Int(duration.milliseconds)))
        return self.isStopping
    }

    func stopAll() {
        let threads = self.state.withLock { state in
            state.isStopping = true
            return state.threads
        }
        for _ in 0..<threads { self.stop.signal() }
    }

    func ended() {
        let waiters = self.state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.threads -= 1
            guard state.threads == 0 else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits until the last thread has ended.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let isOver = self.state.withLock { state in
                if state.threads > 0 { state.waiters.append(continuation) }
                return state.threads == 0
            }
            if isOver { continuation.resume() }
        }
    }
}
