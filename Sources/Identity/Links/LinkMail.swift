import Postgres
package import PraxisCore

/// Mails the link that somebody asked for, or the invitation to a new account.
///
/// A try that fails makes a new link the next time, and the one before stops working. The token is in the mail and nowhere
/// else.
package struct LinkMail: JobHandler {
    /// What happened that asks for a link.
    package enum Cause: String, CaseIterable, Sendable {
        case resetRequested = "identity.reset.requested"
        case accountInvited = "identity.account.invited"
    }

    private let cause: Cause
    private let round: MailRound
    private let address: @Sendable (OpaqueToken) -> String

    /// - Parameters:
    ///   - database: of the job runner's role.
    ///   - address: the link as a mail shows it.
    package init(
        _ cause: Cause, database: Database, sender: any MailSender,
        address: @escaping @Sendable (OpaqueToken) -> String
    ) {
        self.cause = cause
        self.round = MailRound(database: database, sender: sender)
        self.address = address
    }

    package var kind: String { self.cause.rawValue }

    package func run(_ job: Job, as caller: Caller) async throws {
        try await self.round.finish(job, as: caller) { account in
            let token = OpaqueToken(.link)
            let link: LinkStore.Issued? = try await self.round.database.write(as: caller) { transaction in
                try await transaction.fetch(LinkStore.issueForMail(account, token)).first
            }
            guard let link, let purpose = link.purpose.flatMap(AccountLink.Purpose.init), let email = link.email else {
                return []
            }
            return [self.mail(purpose, to: email, token)]
        }
    }

    private func mail(_ purpose: AccountLink.Purpose, to email: String, _ token: OpaqueToken) -> Mail {
        let link = self.address(token)
        return switch purpose {
        case .invitation:
            Mail(
                address: email, subject: "Your account at Praxis",
                text:
                    "You have been invited. Choose your password here:\n\n\(link)\n\nThe link works once, for seven days.\n"
            )
        case .reset:
            Mail(
                address: email, subject: "A new password for Praxis",
                text: """
                    Somebody, probably you, asked for a new password. Choose it here:

                    \(link)

                    The link works once, for an hour. If it was not you, do nothing: your password stays as it is.

                    """)
        }
    }
}
