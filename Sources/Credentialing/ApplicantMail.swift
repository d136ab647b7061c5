import Postgres
package import PraxisCore

/// Mails people that something about their own file waits at their page: an invitation, an application that came back, a
/// question, a decision. What it is in detail they read there, and nowhere else.
package struct ApplicantMail: JobHandler {
    private let round: MailRound
    private let address: @Sendable (CycleFile.ID) -> String

    /// - Parameters:
    ///   - database: of the job runner's role.
    ///   - address: the own page of a file, as a mail shows it.
    package init(
        database: Database, sender: any MailSender, address: @escaping @Sendable (CycleFile.ID) -> String
    ) {
        self.round = MailRound(database: database, sender: sender)
        self.address = address
    }

    package var kind: String { "credentialing.file.waiting" }

    package func run(_ job: Job, as caller: Caller) async throws {
        struct Payload: Decodable {
            struct Event: Decodable { let step: Int }
            let payload: Event
        }
        let step = try job.payload.decoded(as: Payload.self).payload.step
        try await self.round.finish(job, as: caller) { object in
            let file = CycleFile.ID(object)
            return try await self.round.database.read(as: caller, ApplicationStore.mail(of: step, of: file))
                .compactMap { recipient in
                    recipient.sentence.map { sentence in
                        // The subject shows on locked screens.
                        Mail(
                            address: recipient.address, subject: "Something waits for you at Praxis",
                            text: "\(sentence) See it here:\n\n\(self.address(file))\n")
                    }
                }
        }
    }
}

/// Whom a step of a file is told to, and where it led.
struct StepRecipient: PostgresRow {
    let address: String
    private let state: FileState?

    init(row: inout RowReader) throws(PostgresError) {
        self.address = try row.read()
        let state: String = try row.read()
        self.state = FileState(rawValue: state)
    }

    /// What a mail may say: neither reason nor outcome, for others read mail too.
    fileprivate var sentence: String? {
        switch self.state {
        case .invited: "The practice asks you to fill in an application."
        case .returnedIncomplete: "Your application came back to you, to be completed."
        case .infoRequested: "The practice has a question for you."
        case .decided: "There is news about your application."
        default: nil
        }
    }
}
