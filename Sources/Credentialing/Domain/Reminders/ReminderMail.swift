import FoundationEssentials
import Postgres
import PraxisCore

/// A line of a mail.
struct ReminderMailLine: Hashable, Sendable {
    /// What it stands for: the reminder of the nearest threshold, and those of farther ones that were not mailed.
    let reminders: [UUID]
    let account: ReminderCandidate.AccountID
    let address: String
    /// Nobody's name where the mail must not tell it.
    let holder: String
    /// Whether the recipient is the holder.
    let isOwn: Bool
    let duty: ReminderDuty
    let title: String
    let endsOn: LocalDate
    let toldOn: LocalDate
    let isRenewalClaimed: Bool

    /// `Medical license CO of Asha Rao ends on Jun 30, 2026, in 14 days.`
    var sentence: String {
        let subject =
            self.isOwn ? "Your \(self.title)" : self.holder.isEmpty ? self.title : "\(self.title) of \(self.holder)"
        let (verb, past) = self.duty.isDue ? ("is due", "was due") : ("ends", "ended")
        let left = self.toldOn.distance(to: self.endsOn)
        let when =
            switch left {
            case 0: "\(verb) today"
            case 1: "\(verb) tomorrow, on \(self.endsOn.readable)"
            case 2...: "\(verb) on \(self.endsOn.readable), in \(left) days"
            default: "\(past) on \(self.endsOn.readable)"
            }
        let claim =
            !self.isRenewalClaimed
            ? ""
            : self.duty == .training
                ? " A certificate was handed in and waits for a review."
                : " A renewal was handed in and is not confirmed yet."
        return "\(subject) \(when).\(claim)"
    }
}

extension ReminderMailLine: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {
        self.reminders = try row.read()
        self.account = try row.read()
        self.address = try row.read()
        self.holder = try row.read()
        self.isOwn = try row.read()
        let duty: String = try row.read()
        self.duty = ReminderDuty(rawValue: duty) ?? .ending
        self.title = try row.read()
        self.endsOn = try row.read()
        self.toldOn = try row.read()
        self.isRenewalClaimed = try row.read()
    }
}

/// One recipient's mail: everything that is due in one message.
struct ReminderMail: Hashable, Sendable {
    let account: ReminderCandidate.AccountID
    let address: String
    let lines: [ReminderMailLine]

    /// The subject names nobody: it shows on locked screens.
    var subject: String {
        self.lines.count == 1 ? "A reminder needs attention" : "\(self.lines.count) reminders need attention"
    }

    /// - Parameters:
    ///   - address: the page on which people read their reminders.
    ///   - renewals: the page on which holders hand in their own renewals.
    ///   - training: the page on which people do their own training; who has nothing else is not sent to another.
    func text(address: String, renewals: String, training: String) -> String {
        let isTaught = self.lines.contains { $0.isOwn && $0.duty == .training }
        let isListed = self.lines.contains { !$0.isOwn || $0.duty != .training }
        let isAsked = self.lines.contains { $0.isOwn && $0.duty == .ending && !$0.isRenewalClaimed }
        return self.lines.map { "- \($0.sentence)\n" }.joined()
            + (isAsked ? "\nHand in the renewals of your own here:\n\n\(renewals)\n" : "")
            + (isTaught ? "\nYour training and policies are here:\n\n\(training)\n" : "")
            + (isListed ? "\nSee them here:\n\n\(address)\n" : "")
    }

    /// The mails of a round, a recipient each, in the order of their lines.
    static func round(_ lines: [ReminderMailLine]) -> [ReminderMail] {
        Dictionary(grouping: lines, by: \.account).values
            .map { ReminderMail(account: $0[0].account, address: $0[0].address, lines: $0) }
            .sorted { $0.address < $1.address }
    }
}
