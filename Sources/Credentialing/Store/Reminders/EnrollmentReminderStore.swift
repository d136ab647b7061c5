import Postgres
import PraxisCore

/// Queries about reminders of enrollments with payers.
enum EnrollmentReminderStore {
    static func candidates(at instant: Instant) -> Query<EnrollmentCandidate> {
        Query(
            """
            SELECT person_id, enrollment_id, duty, ends_on, account_id, audience, today, thresholds, repeat_days,
                   manager_from, administrator_from, director_from
              FROM praxis_private.enrollment_reminder_candidates(\(instant))
            """)
    }
}

/// Who could be told of an enrollment.
struct EnrollmentCandidate: PostgresRow {
    let value: ReminderCandidate

    init(row: inout RowReader) throws(PostgresError) {
        var matter = PersonMatter(person: try row.read())
        matter.enrollment = try row.read()
        let duty: String = try row.read()
        matter.duty = ReminderDuty(rawValue: duty) ?? .ending
        self.value = try ReminderCandidate(of: matter, row: &row)
    }
}

extension ReminderCandidate {
    /// Reads what follows the columns that say what it is about.
    init(of matter: PersonMatter, row: inout RowReader) throws(PostgresError) {
        let (endsOn, account): (LocalDate, AccountID) = (try row.read(), try row.read())
        let audience: String = try row.read()
        self.init(
            subject: .person(matter), endsOn: endsOn, account: account,
            audience: ReminderAudience(rawValue: audience) ?? .holder, today: try row.read(),
            rule: try ReminderRule(row: &row))
    }
}
