import Synchronization

/// How slowly a large body may come: after a start, so many bytes in every second on the average.
struct BodyPace: Sendable {
    var start: Duration = .seconds(30)
    var bytesPerSecond = 32_768

    /// Counts what has come.
    final class Count: Sendable {
        private let bytes = Mutex(0)

        var value: Int { self.bytes.withLock { $0 } }

        func add(_ count: Int) { self.bytes.withLock { $0 += count } }
    }

    /// Runs what reads a body, and cancels it where less has come than may.
    ///
    /// - Throws: `DeadlineExceeded` where it was canceled, or what the operation throws.
    func keep<Value: Sendable>(
        _ operation: @escaping @Sendable (Count) async throws -> Value
    ) async throws -> Value {
        let count = Count()
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await operation(count) }
            group.addTask {
                await self.waitUntilLate(count)
                return nil
            }
            defer { group.cancelAll() }
            if let value = try await group.next() ?? nil { return value }
            throw DeadlineExceeded()
        }
    }

    /// Returns once a body is too late, or the task is canceled.
    private func waitUntilLate(_ count: Count) async {
        let clock = ContinuousClock()
        let began = clock.now
        while !Task.isCancelled {
            let due = began + self.start + Duration.seconds(count.value / self.bytesPerSecond)
            if clock.now >= due { return }
            try? await clock.sleep(until: due)
        }
    }
}
