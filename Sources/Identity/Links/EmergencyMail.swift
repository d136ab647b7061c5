package import PraxisCore

/// Tells those who review emergencies that somebody took rights, and after 72 hours that nobody has looked at it yet.
package struct EmergencyMail: JobHandler {
    /// What the mail is about.
    package enum Cause: String, CaseIterable, Sendable {
        case started = "identity.emergency.started"
        case overdue = "identity.emergency.overdue"
    }

    private let cause: Cause
    private let round: MailRound
    private let address: String

    /// - Parameters:
    ///   - database: of the job runner's role.
    ///   - address: the page on which emergencies are reviewed.
    package init(_ cause: Cause, database: Database, sender: any MailSender, address: String) {
        self.cause = cause
        self.round = MailRound(database: database, sender: sender)
        self.address = address
    }

    package var kind: String { self.cause.rawValue }

    package func run(_ job: Job, as caller: Caller) async throws {
        try await self.round.finish(job, as: caller) { grant in
            try await self.round.database.read(as: caller, EmergencyStore.notice(grant))
                .filter { self.cause == .started || !$0.isReviewed }
                .map(self.mail)
        }
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
