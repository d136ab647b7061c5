package import Postgres
package import PraxisCore

/// What the reader was told of a term that ends, of an approval that runs out, of what follows from a decision, of an
/// enrollment with a payer, of training that is due, or of a clinic's certificate that ends.
package struct Reminder: Hashable, Sendable {
    package typealias ID = Identifier<Reminder>

    package let id: ID
    /// `nil` where it is about a clinic's certificate.
    package let person: Person.ID?
    /// The person's, or the clinic's.
    package let name: String
    /// `nil` where it is about anything but a credential of a person's.
    package let credential: Credential.ID?
    /// The enrollment with a payer that it is about.
    package let enrollment: Enrollment.ID?
    /// The kind and, where it has one, the state.
    package let title: String
    /// The clinic whose certificate it is.
    package let clinic: Slug?
    package let audience: ReminderAudience
    package let endsOn: LocalDate
    package let toldOn: LocalDate
    package let isRead: Bool
    /// Whether a later term was verified since, the credential was given up, or it was done.
    package let isSettled: Bool
    /// Whether a renewal waits for its verification.
    package let isRenewalClaimed: Bool
    package let duty: ReminderDuty
}

extension Reminder: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.credential = try row.read()
        self.enrollment = try row.read()
        self.title = try row.read()
        self.clinic = try row.read()
        let audience: String = try row.read()
        self.audience = ReminderAudience(rawValue: audience) ?? .holder
        self.endsOn = try row.read()
        self.toldOn = try row.read()
        self.isRead = try row.read()
        self.isSettled = try row.read()
        self.isRenewalClaimed = try row.read()
        let duty: String = try row.read()
        self.duty = ReminderDuty(rawValue: duty) ?? .ending
    }
}

/// A rule of the practice, with the days on which it is in force.
package struct ReminderRuleEntry: Hashable, Sendable {
    package typealias ID = Identifier<ReminderRuleEntry>

    package let id: ID
    /// A kind of credential, a category of them, or `any`.
    package let kind: String
    package let title: String
    package let rule: ReminderRule
    package let startsOn: LocalDate
    package let endsOn: LocalDate?
    package let citation: String
}

extension ReminderRuleEntry: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.kind = try row.read()
        self.title = try row.read()
        self.rule = try ReminderRule(row: &row)
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.citation = try row.read()
    }
}

extension ReminderRule: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let thresholds: [Int64] = try row.read()
        let repeatDays: Int? = try row.read()
        let manager: Int? = try row.read()
        let administrator: Int? = try row.read()
        let director: Int? = try row.read()
        self.init(
            thresholds: thresholds.map(Int.init), repeatDays: repeatDays,
            escalation: [
                .clinicManager: manager, .practiceAdministrator: administrator, .medicalDirector: director,
            ].compactMapValues(\.self))
    }
}
