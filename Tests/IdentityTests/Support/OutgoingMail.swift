import PraxisCore
import Synchronization

/// Keeps the mail that it is given, or fails.
final class OutgoingMail: MailSender {
    struct Down: Error {}

    private let mails = Mutex<[Mail]>([])
    private let isDown: Bool

    init(isDown: Bool = false) { self.isDown = isDown }

    var sent: [Mail] { self.mails.withLock { $0 } }

    func send(_ mail: Mail) async throws {
        if self.isDown { throw Down() }
        self.mails.withLock { $0.append(mail) }
    }
}
