import Crypto
package import FoundationEssentials
import Postgres

/// How a job mails what happened: all of its mail goes out, then the job is done.
///
/// One mail that does not go out keeps nobody else from theirs: those that did are noted with the job, and the next try
/// sends the others. A try that ends between a mail and its note sends that mail again.
package struct MailRound: Sendable {
    package let database: Database
    private let sender: any MailSender

    package init(database: Database, sender: any MailSender) {
        self.database = database
        self.sender = sender
    }

    /// - Parameter mails: what there is to say about the object of the job, a mail to each recipient.
    package func finish(_ job: Job, as caller: Caller, with mails: (UUID) async throws -> [Mail]) async throws {
        struct Payload: Decodable {
            let object: UUID
            let told: [String]?
        }
        let payload = try job.payload.decoded(as: Payload.self)
        let round = try await mails(payload.object)
        var failure: (any Error)?
        for mail in round {
            let recipient = Self.digest(mail.address)
            guard payload.told?.contains(recipient) != true else { continue }
            do {
                try await self.sender.send(mail)
            } catch let error as CancellationError {
                throw error
            } catch {
                failure = error
                continue
            }
            if round.count > 1 { try await self.database.write(as: caller) { try await $0.run(Job.told([recipient])) } }
        }
        if let failure { throw failure }
        try await self.database.write(as: caller) { try await $0.run(Job.completion) }
    }

    /// Names a recipient without the address, which is no matter of the queue.
    private static func digest(_ address: String) -> String {
        Hexadecimal.text(Array(SHA256.hash(data: Data(address.utf8))))
    }
}
