import FoundationEssentials
import Postgres
package import PraxisCore

/// Tells whoever runs a clinic's roster of shifts to come whose people lost their clearance: once in a notice, and of all
/// that a round found in one mail, where the settings say how mail goes out.
///
/// It reacts to the database's word that a clearance was taken, and looks every hour as well. It judges what is so now:
/// what is over by then is not told, and a run that was missed is made up by the next. A try that fails between a mail and
/// its mark sends that mail again.
package struct ConflictNoticeJob: JobHandler {
    private let database: Database
    private let sender: (any MailSender)?
    private let address: @Sendable (Slug, ISOWeek) -> String

    /// - Parameters:
    ///   - database: of the job runner's role.
    ///   - sender: `nil` where no mail goes out.
    ///   - address: the page that shows a clinic's week, with who is on its shifts and what stands in their way.
    package init(
        database: Database, sender: (any MailSender)?, address: @escaping @Sendable (Slug, ISOWeek) -> String
    ) {
        self.database = database
        self.sender = sender
        self.address = address
    }

    package var kind: String { "rostering.assignment.conflicted" }

    package func run(_ job: Job, as caller: Caller) async throws {
        try await self.database.write(as: caller) { transaction in
            try await transaction.run(ConflictNoticeStore.turn)
            let told = try await transaction.fetch(ConflictNoticeStore.tell())
            guard let told = told.first, told.notices > 0 else { return }
            try await transaction.run(
                AuditEvent("rostering.conflict.tell", "job", job.id, after: try JSONText(told)).append)
        }
        if let sender { try await self.mail(job.id, through: sender, as: caller) }
        try await self.database.write(as: caller) { try await $0.run(Job.completion) }
    }

    /// One mail that does not go out keeps nobody else from theirs; it is tried again with the job.
    private func mail(_ job: UUID, through sender: any MailSender, as caller: Caller) async throws {
        let lines: [ConflictMailLine] = try await self.mails(of: job, as: caller)
        var failure: (any Error)?
        for mail in ConflictMail.round(lines) {
            do {
                try await sender.send(
                    Mail(address: mail.address, subject: mail.subject, text: mail.text(address: self.address)))
            } catch let error as CancellationError {
                throw error
            } catch {
                failure = error
                continue
            }
            try await self.database.write(as: caller) { transaction in
                try await transaction.run(ConflictNoticeStore.markMailed(mail.lines.flatMap(\.notices)))
            }
        }
        if let failure { throw failure }
    }

    private func mails(of job: UUID, as caller: Caller) async throws -> [ConflictMailLine] {
        try await self.database.write(as: caller) { transaction in
            try await transaction.run(ConflictNoticeStore.claim(for: job))
            return try await transaction.fetch(ConflictNoticeStore.mails(of: job))
        }
    }
}
