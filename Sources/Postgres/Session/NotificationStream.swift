/// What somebody said with NOTIFY.
package struct PostgresNotification: Equatable, Sendable {
    package let channel: String
    package let payload: String
}

/// Notifications on some channels. It never fails: a lost connection is made again.
package struct NotificationStream: AsyncSequence {
    /// What a listener is told.
    package enum Element: Equatable, Sendable {
        /// From here on nothing is missed; before it, and between a loss and this, notifications may have been.
        case listening
        case notification(PostgresNotification)
    }

    /// None: it connects again instead.
    package typealias Failure = Never

    fileprivate let settings: ConnectionSettings
    fileprivate let channels: [String]

    init(settings: ConnectionSettings, channels: [String]) {
        self.settings = settings
        self.channels = channels
    }

    /// Listens on a connection of its own for each iterator.
    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }

    /// Connects with the first element; ends when its task is canceled.
    package struct Iterator: AsyncIteratorProtocol {
        private let stream: NotificationStream
        private let interrupter = Interrupter()
        private var session: PostgresSession?
        private var waiting: ArraySlice<PostgresNotification> = []
        private var failures = 0

        fileprivate init(stream: NotificationStream) { self.stream = stream }

        /// The next element, or `nil` for a canceled task.
        package mutating func next() async -> Element? {
            while !Task.isCancelled {
                if let notification = self.waiting.popFirst() { return .notification(notification) }
                do {
                    guard let session = self.session else {
                        self.session = try await self.connected()
                        self.failures = 0
                        return .listening
                    }
                    let interrupter = self.interrupter
                    self.waiting = try await withTaskCancellationHandler {
                        try await session.nextNotifications(interrupter)[...]
                    } onCancel: {
                        interrupter.interrupt()
                    }
                } catch {
                    self.session = nil
                    self.failures += 1
                    try? await Task.sleep(for: Worker.backOff(self.failures))
                }
            }
            return nil
        }

        private func connected() async throws(PostgresError) -> PostgresSession {
            let session = try await PostgresSession.open(self.stream.settings)
            try await session.listen(self.stream.channels)
            return session
        }
    }
}
