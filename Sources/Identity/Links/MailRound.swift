import FoundationEssentials
import Postgres
import PraxisCore

/// How a job mails what happened: all of its mail goes out, then the job is done. A try that fails between the two sends
/// again the next time.
struct MailRound: Sendable {
    let database: Database
    let sender: any MailSender

    /// - Parameter mails: what there is to say about the object of the job.
    func finish(_ job: Job, as caller: Caller, with mails: (UUID) async throws -> [Mail]) async throws {
        struct Payload: Decodable { let object: UUID }
        let object = try job.payload.decoded(as: Payload.self).object
        for mail in try await mails(object) { try await self.sender.send(mail) }
        try await self.database.write(as: caller) { try await $0.run(Job.completion) }
    }
}
