import FoundationEssentials
import Postgres
package import PraxisCore

/// Tells those who review emergencies that somebody took rights, and after 72 hours that nobody has looked at it yet.
///
/// A try that fails between two mails sends the first one again the next time.
package struct EmergencyMail: JobHandler {
    /// What the mail is about.
    package enum Cause: String, CaseIterable, Sendable {
        case started = "identity.emergency.started"
        case overdue = "identity.emergency.overdue"
    }

    private struct Payload: Decodable {
        let object: UUID
    }

    private let cause: Cause
    private let database: Database
    private let sender: any MailSender
    private let address: String

    /// - Parameters:
    ///   - database: of the job runner's role.
    ///   - address: the page on which emergencies are reviewed.
    package init(_ cause: Cause, database: Database, sender: any MailSender, address: String) {
        self.cause = cause
        self.database = database
        self.sender = sender
        self.address = address
    }

    package var kind: String { self.cause.rawValue }

    package func run(_ job: Job, as caller: Caller) async throws {
        let grant = try job.payload.decoded(as: Payload.self).object
        let notices = try await self.database.read(as: caller, EmergencyStore.notice(grant))
        for notice in notices where self.cause == .started || !notice.isReviewed {
            try await self.sender.send(self.mail(notice))
        }
        try await self.database.write(as: caller) { try await $0.run(Job.completion) }
    }

    private func mail(_ notice: EmergencyNotice) -> Mail {
        let facts = """
            \(notice.who) took the role \(notice.role) in \(notice.clinic), until \(notice.ends).
            Reason: \(notice.reason)

            """
        return switch self.cause {
        case .started:
            Mail(
                address: notice.address, subject: "Emergency access at Praxis",
                text: facts + "Somebody has to review it by \(notice.due):\n\n\(self.address)\n")
        case .overdue:
            Mail(
                address: notice.address, subject: "Emergency access was not reviewed",
                text: facts + "Its review was due at \(notice.due):\n\n\(self.address)\n")
        }
    }
}
