import Identity
import Rostering

/// What the roster tells of lost clearances, on the same way out as all mail.
struct ConflictsByMail: ConflictMailSender {
    private let sender: any MailSender

    init(_ sender: any MailSender) { self.sender = sender }

    func send(to address: String, subject: String, text: String) async throws {
        try await self.sender.send(Mail(address: address, subject: subject, text: text))
    }
}
