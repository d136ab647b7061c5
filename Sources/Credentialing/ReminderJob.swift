import Postgres
package import PraxisCore

/// Tells people what ends: in the app, and by mail where the settings say how mail goes out.
///
/// It runs every hour, so that each clinic's day begins with it. A run that was missed is made up by the next, which
/// tells the nearest threshold alone. A try that fails between a mail and its mark sends that mail again.
package struct ReminderJob: JobHandler {
    private let database: Database
    private let sender: (any MailSender)?
    private let address: String
    private let renewals: String
    private let training: String
    private let now: @Sendable () -> Instant

    /// - Parameters:
    ///   - database: of the job runner's role.
    ///   - sender: `nil` where no mail goes out.
    ///   - address: the page on which people read their reminders.
    ///   - renewals: the page on which holders hand in their own renewals.
    ///   - training: the page on which people do their own training.
    package init(
        database: Database, sender: (any MailSender)?, address: String, renewals: String, training: String,
        now: @escaping @Sendable () -> Instant = { .now() }
    ) {
        self.database = database
        self.sender = sender
        self.address = address
        self.renewals = renewals
        self.training = training
        self.now = now
    }

    package var kind: String { "credentialing.reminder.send" }

    package func run(_ job: Job, as caller: Caller) async throws {
        let instant = self.now()
        try await self.database.write(as: caller) { transaction in
            let (people, clinics, enrollments) = try await transaction.fetch(
                ReminderStore.candidates(at: instant), ClinicReminderStore.candidates(at: instant),
                EnrollmentReminderStore.candidates(at: instant))
            let duties = try await Self.duties(at: instant, transaction)
            let training = try await transaction.fetch(TrainingReminderStore.candidates(duties, at: instant))
            let drafts = Reminders.due(
                people + clinics.map(\.value) + enrollments.map(\.value) + training.map(\.value))
            var told = 0
            for start in stride(from: 0, to: drafts.count, by: 1_000) {
                let chunk = Array(drafts[start..<min(start + 1_000, drafts.count)])
                let text = try JSONText(chunk)
                told += try await transaction.execute(ReminderStore.add(text))
                told += try await transaction.execute(ClinicReminderStore.add(text))
            }
            guard told > 0 else { return }
            try await transaction.run(
                AuditEvent(
                    "credentialing.reminder.send", "job", job.id, after: try JSONText(["reminders": told])
                ).append)
        }
        if let sender { try await self.mail(through: sender, at: instant, as: caller) }
        try await self.database.write(as: caller) { try await $0.run(Job.completion) }
    }

    /// What of everybody's training is due, as its clock says it.
    private static func duties(at instant: Instant, _ transaction: Transaction) async throws -> JSONText {
        let (spans, records, acknowledgements, courses, versions, policies, texts, days, horizon) =
            try await transaction.fetch(
                TrainingStore.spans(of: .everybody), TrainingStore.records(of: .everybody),
                PolicyStore.acknowledgements(of: .everybody), TrainingStore.courses(), TrainingStore.versions(),
                PolicyStore.policies(), PolicyStore.versions(), TrainingReminderStore.day(at: instant),
                TrainingReminderStore.horizon())
        let facts = DutyFacts(
            spans: spans, records: records, acknowledgements: acknowledgements, courses: courses, versions: versions,
            policies: policies, texts: texts)
        guard let day = days.first, let ahead = horizon.first else { return try JSONText([DueDuty]()) }
        // One day more, for clinics where it is a day later already.
        return try JSONText(facts.dueDuties(on: day.value, within: ahead.value + 1))
    }

    /// One mail that does not go out keeps nobody else from theirs; it is tried again with the job.
    private func mail(through sender: any MailSender, at instant: Instant, as caller: Caller) async throws {
        let lines = try await self.database.read(as: caller, ReminderStore.unmailed(at: instant))
        var failure: (any Error)?
        for mail in ReminderMail.round(lines) {
            do {
                try await sender.send(
                    Mail(
                        address: mail.address, subject: mail.subject,
                        text: mail.text(address: self.address, renewals: self.renewals, training: self.training)))
            } catch let error as CancellationError {
                throw error
            } catch {
                failure = error
                continue
            }
            let told = mail.lines.flatMap(\.reminders)
            try await self.database.write(as: caller) { transaction in
                try await transaction.run(ReminderStore.markMailed(told), ClinicReminderStore.markMailed(told))
            }
        }
        if let failure { throw failure }
    }
}
