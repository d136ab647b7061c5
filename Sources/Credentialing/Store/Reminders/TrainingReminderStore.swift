import Postgres
import PraxisCore

/// Queries about reminders of training and policies.
enum TrainingReminderStore {
    /// The day of the practice at an instant.
    static func day(at instant: Instant) -> Query<Column<LocalDate>> {
        Query("SELECT praxis_private.practice_day(praxis_private.practice_id(), \(instant))")
    }

    /// How many days ahead of a due day anybody is told at most.
    static func horizon() -> Query<Column<Int>> {
        Query(
            """
            SELECT coalesce(max(x), 0)::bigint
              FROM praxis.reminder_rule r, unnest(r.thresholds) x
             WHERE r.kind IN ('training_due', 'any')
            """)
    }

    static func candidates(_ duties: JSONText, at instant: Instant) -> Query<TrainingCandidate> {
        Query(
            """
            SELECT person_id, course_id, policy_id, ends_on, account_id, audience, today, thresholds, repeat_days,
                   manager_from, administrator_from, director_from
              FROM praxis_private.training_reminder_candidates(\(instant), \(duties))
            """)
    }
}

/// Who could be told of what somebody has to do.
struct TrainingCandidate: PostgresRow {
    let value: ReminderCandidate

    init(row: inout RowReader) throws(PostgresError) {
        var matter = PersonMatter(person: try row.read())
        matter.course = try row.read()
        matter.policy = try row.read()
        matter.duty = .training
        self.value = try ReminderCandidate(of: matter, row: &row)
    }
}
