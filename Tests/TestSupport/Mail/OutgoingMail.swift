package import PraxisCore
import Synchronization

/// Keeps the mail that it is given, or fails.
package final class OutgoingMail: MailSender {
    /// It did not go out.
    package struct Down: Error {}

    private let mails = Mutex<[Mail]>([])
    private let isDown: Bool

    /// One that works, or is down.
    package init(isDown: Bool = false) { self.isDown = isDown }

    package var sent: [Mail] { self.mails.withLock { $0 } }

    /// Keeps it, or throws.
    package func send(_ mail: Mail) async throws {
        if self.isDown { throw Down() }
        self.mails.withLock { $0.append(mail) }
    }
}
