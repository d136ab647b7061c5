import Synchronization

/// One waiting task. Whoever settles it first wins: the connection's thread, the pool's clock or cancellation.
final class Ticket: Sendable {
    private enum State {
        case new
        case waiting(CheckedContinuation<[ResultSet], any Error>)
        case settled
        /// Settled before the task began to wait.
        case early(any Error)
    }

    private struct Guarded {
        var state = State.new
        var isRunning = false
    }

    private let guarded = Mutex(Guarded())
    /// Whether cancellation may leave the work to finish unobserved: true of work that changes nothing.
    private let isAbandonable: Bool

    init(isAbandonable: Bool) { self.isAbandonable = isAbandonable }

    /// Waits for the answer.
    ///
    /// - Parameters:
    ///   - startingAnyway: whether to hand the work over even for a task that is canceled already.
    ///   - start: hands the work over; it is called once, when the ticket can be settled.
    func wait(startingAnyway: Bool = false, _ start: () -> Void) async throws -> [ResultSet] {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let early: (any Error)? = self.guarded.withLock { guarded in
                    if case .early(let error) = guarded.state {
                        guarded.state = .settled
                        return error
                    }
                    guarded.state = .waiting(continuation)
                    return nil
                }
                if early == nil || startingAnyway { start() }
                if let early { continuation.resume(throwing: early) }
            }
        } onCancel: {
            self.cancel()
        }
    }

    /// Marks that the work is now on a connection.
    ///
    /// - Returns: `false` where nobody waits for it any more.
    func begin() -> Bool {
        self.guarded.withLock { guarded in
            guard case .waiting = guarded.state else { return false }
            guarded.isRunning = true
            return true
        }
    }

    @discardableResult
    func settle(_ result: Result<[ResultSet], any Error>) -> Bool {
        let continuation: CheckedContinuation<[ResultSet], any Error>? = self.guarded.withLock { guarded in
            guard case .waiting(let continuation) = guarded.state else { return nil }
            guarded.state = .settled
            return continuation
        }
        continuation?.resume(with: result)
        return continuation != nil
    }

    private func cancel() {
        let continuation: CheckedContinuation<[ResultSet], any Error>? = self.guarded.withLock { guarded in
            switch guarded.state {
            case .new:
                guarded.state = .early(CancellationError())
                return nil
            case .waiting(let continuation) where self.isAbandonable || !guarded.isRunning:
                guarded.state = .settled
                return continuation
            case .waiting, .settled, .early: return nil
            }
        }
        continuation?.resume(throwing: CancellationError())
    }
}
