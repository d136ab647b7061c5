/// When a whole transaction is run again: after a serialization failure or a deadlock, and a read also after a lost
/// connection.
package struct RetryPolicy: Sendable {
    package var attempts: Int
    package var firstPause: Duration
    package var budget: Duration

    package init(attempts: Int = 5, firstPause: Duration = .milliseconds(10), budget: Duration = .seconds(2)) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.budget = budget
    }

    /// The pause before the next attempt, doubled each time and spread by half; `nil` where there is none.
    func pause(after attempt: Int, elapsed: Duration) -> Duration? {
        guard attempt < self.attempts else { return nil }
        let pause = self.firstPause * (1 << (attempt - 1)) * Double.random(in: 0.5...1.5)
        return elapsed + pause <= self.budget ? pause : nil
    }

    /// Runs the attempt until it succeeds, fails for good or the policy is exhausted.
    func run<Value>(
        _ isRetryable: (any Error) -> Bool, _ attempt: () async throws -> Value
    ) async throws -> Value {
        let start = ContinuousClock.now
        var count = 1
        while true {
            do {
                return try await attempt()
            } catch {
                guard isRetryable(error), let pause = self.pause(after: count, elapsed: start.duration(to: .now)) else {
                    throw error
                }
                try await Task.sleep(for: pause)
                count += 1
            }
        }
    }
}
