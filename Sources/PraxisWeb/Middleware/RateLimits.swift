import Hummingbird
import PraxisCore
import Synchronization

/// Token buckets: so many requests at once, refilled at a steady rate. A session or token that the database has accepted
/// has a bucket of its own; before that, and without any, requests are charged to their address.
package final class RateLimits: Sendable {
    /// How much is let through.
    package struct Configuration: Sendable {
        /// Requests at once.
        package var burst: Double
        /// Requests a second after that.
        package var rate: Double
        /// Callers that are remembered; the longest idle are forgotten first.
        package var capacity: Int

        package init(burst: Double = 200, rate: Double = 50, capacity: Int = 100_000) {
            self.burst = burst
            self.rate = rate
            self.capacity = capacity
        }

        /// Lets everything through, for measurements.
        package static var unlimited: Self { Self(burst: .infinity, rate: .infinity, capacity: 0) }
    }

    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    private let configuration: Configuration
    private let buckets = Mutex<[[UInt8]: Bucket]>([:])

    init(_ configuration: Configuration) { self.configuration = configuration }

    /// Takes one token of the caller.
    ///
    /// - Throws: `TooManyRequests` where there is none left.
    func spend(_ request: Request, _ context: AppContext, _ credential: Credential?) throws(TooManyRequests) {
        guard self.configuration.burst.isFinite else { return }
        let address = Array((context.remoteAddress ?? "").utf8)
        let own = credential?.digest.flatMap { digest in self.isKnown(digest) ? digest : nil }
        if let wait = self.wait(own ?? address, now: .now) { throw TooManyRequests(seconds: wait) }
    }

    /// Gives a session or token that the database accepted its own bucket.
    func accept(_ digest: [UInt8]) {
        guard self.configuration.burst.isFinite, !self.isKnown(digest) else { return }
        _ = self.wait(digest, now: .now)
    }

    private func isKnown(_ digest: [UInt8]) -> Bool { self.buckets.withLock { $0[digest] != nil } }

    /// Seconds until the next token; `nil` where one was taken.
    func wait(_ key: [UInt8], now: ContinuousClock.Instant) -> Int? {
        self.buckets.withLock { buckets in
            if buckets.count >= self.configuration.capacity, buckets[key] == nil { self.forgetFull(&buckets, now) }
            var bucket = buckets[key] ?? Bucket(tokens: self.configuration.burst, filled: now)
            bucket.tokens = self.tokens(of: bucket, now)
            bucket.filled = now
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else { return max(1, Int((1 - bucket.tokens) / self.configuration.rate)) }
            bucket.tokens -= 1
            return nil
        }
    }

    private func tokens(of bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
        let seconds = Double((now - bucket.filled).milliseconds) / 1000
        return min(self.configuration.burst, bucket.tokens + seconds * self.configuration.rate)
    }

    /// Drops buckets that are full again: forgetting those changes nothing. Where none is, all start afresh.
    private func forgetFull(_ buckets: inout [[UInt8]: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { self.tokens(of: $0.value, now) < self.configuration.burst }
        if buckets.count >= self.configuration.capacity { buckets.removeAll(keepingCapacity: true) }
    }
}
