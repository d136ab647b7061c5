import Synchronization

/// Which sessions and tokens were seen, so that their idle timers move in one write a minute and reading pages write
/// nothing.
package final class SessionActivity: Sendable {
    private let door: IdentityDoor
    private let interval: Duration
    private let seen = Mutex<Set<[UInt8]>>([])

    package init(door: IdentityDoor, interval: Duration = .seconds(60)) {
        self.door = door
        self.interval = interval
    }

    /// Notes a token's digest. Claims that turn out to be none cost a place until the next write, at most 100,000.
    package func note(_ digest: [UInt8]) {
        self.seen.withLock { seen in
            if seen.count < 100_000 { seen.insert(digest) }
        }
    }

    /// Writes what was noted.
    package func flush() async throws {
        let digests = self.seen.withLock { seen in
            defer { seen = [] }
            return Array(seen)
        }
        if !digests.isEmpty { try await self.door.tell(SignInStore.touch(digests)) }
    }

    /// Writes once a minute until its task is canceled, then once more. A write that fails is made up by the next one
    /// that the same session causes.
    package func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: self.interval)
            try? await self.flush()
        }
    }
}
