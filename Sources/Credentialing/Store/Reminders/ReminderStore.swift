import FoundationEssentials
package import Postgres
import PraxisCore

/// Queries and statements about reminders.
enum ReminderStore {
    // MARK: The system's

    static func candidates(at instant: Instant) -> Query<ReminderCandidate> {
        Query(
            """
            SELECT person_id, credential_id, term_id, file_id, approval_id, duty, ends_on, account_id, audience, today,
                   thresholds, repeat_days, manager_from, administrator_from, director_from
              FROM praxis_private.reminder_candidates(\(instant))
            """)
    }

    /// Adds what of people was not told before.
    static func add(_ drafts: JSONText) -> SQL {
        """
        INSERT INTO praxis.reminder
               (reminder_id, person_id, credential_id, term_id, file_id, enrollment_id, course_id, policy_id, approval_id,
                duty, account_id, audience, threshold, ends_on, told_on)
        SELECT d.id, d.person, d.credential, d.term, d.file, d.enrollment, d.course, d.policy, d.approval, d.duty,
               d.account, d.audience, d.threshold, d.ends_on, d.told_on
          FROM jsonb_to_recordset(\(drafts)) AS d (
               id uuid, person uuid, credential uuid, term uuid, file uuid, enrollment uuid, course uuid, policy uuid,
               approval uuid, duty text, account uuid, audience text, threshold integer, ends_on date, told_on date)
         WHERE d.person IS NOT NULL
            ON CONFLICT DO NOTHING
        """
    }

    static func unmailed(at instant: Instant) -> Query<ReminderMailLine> {
        Query(
            """
            SELECT m.reminders, m.account_id, m.email, m.holder, m.is_own, m.duty, m.title, m.ends_on, m.told_on,
                   coalesce(t.renewal_claimed, m.renewal_claimed)
              FROM praxis_private.reminder_mail(\(instant)) m
              LEFT JOIN LATERAL praxis_private.training_running(
                   m.reminders[1], praxis_private.practice_day(praxis_private.practice_id(), \(instant))) t
                ON m.duty = 'training'
             WHERE m.duty <> 'training' OR t.renewal_claimed IS NOT NULL
            """)
    }

    /// Marks what a mail told, and nothing that was added since.
    static func markMailed(_ reminders: [UUID]) -> SQL {
        "UPDATE praxis.reminder SET mailed_at = now() WHERE reminder_id = ANY (\(reminders)) AND mailed_at IS NULL"
    }

    // MARK: The reader's own

    private static let today: SQL = "(SELECT praxis_private.practice_day(praxis_private.practice_id(), now()))"

    /// What still runs of what a reminder is about: `renewal_claimed` of it is NULL where it is settled.
    private static let running: SQL = """
        LEFT JOIN praxis.credential_ending e
          ON e.practice_id = r.practice_id AND e.person_id = r.person_id AND e.credential_id = r.credential_id
         AND e.term_id = r.term_id AND e.days @> \(Self.today)
        LEFT JOIN LATERAL praxis_private.cycle_running(coalesce(r.file_id, r.approval_id), r.ends_on, r.duty) k
          ON num_nonnulls(r.file_id, r.approval_id) = 1
        LEFT JOIN praxis.enrollment_ending x
          ON x.practice_id = r.practice_id AND x.person_id = r.person_id AND x.enrollment_id = r.enrollment_id
         AND x.duty = r.duty AND x.ends_on = r.ends_on AND x.days @> \(Self.today)
        LEFT JOIN LATERAL praxis_private.training_running(r.reminder_id, \(Self.today)) w ON r.duty = 'training'
        CROSS JOIN LATERAL (
             SELECT coalesce(e.renewal_claimed, k.renewal_claimed, x.renewal_claimed, w.renewal_claimed)) s (claimed)
        """

    /// By what reminders of the same thing, at several thresholds, are alike.
    private static func matter(_ row: SQL) -> SQL {
        """
        (\(row).person_id, coalesce(\(row).term_id, \(row).file_id, \(row).enrollment_id, \(row).course_id, \(row).policy_id,
                                   \(row).approval_id), \(row).duty, \(row).ends_on)
        """
    }

    static func own(limit: Int) -> Query<Reminder> {
        Query(
            """
            SELECT r.reminder_id, r.person_id, p.family_name || ', ' || p.given_name, r.credential_id, r.enrollment_id,
                   CASE WHEN r.term_id IS NOT NULL THEN concat_ws(' ', t.name, c.state)
                        WHEN r.duty = 'appeal' THEN 'Time to appeal'
                        WHEN r.duty = 'report' THEN 'Report to the data bank'
                        WHEN num_nonnulls(r.file_id, r.approval_id) = 1 THEN 'Credentialing approval'
                        WHEN r.duty = 'revalidation' THEN concat_ws(' ', 'Revalidation with', y.plan)
                        WHEN r.enrollment_id IS NOT NULL THEN concat_ws(' ', 'Enrollment with', y.plan)
                        WHEN r.course_id IS NOT NULL THEN concat_ws(' ', 'Training', o.name)
                        ELSE concat_ws(' ', 'Acknowledgement of', l.name) END,
                   NULL, r.audience, r.ends_on, r.told_on, r.read_at IS NOT NULL, s.claimed IS NULL,
                   coalesce(s.claimed, false), r.duty
              FROM praxis.reminder r
              JOIN praxis.person p USING (practice_id, person_id)
              LEFT JOIN praxis.credential c USING (practice_id, person_id, credential_id)
              LEFT JOIN praxis.credential_type t USING (type_code)
              LEFT JOIN praxis.training_course o USING (practice_id, course_id)
              LEFT JOIN praxis.policy l USING (practice_id, policy_id)
              LEFT JOIN LATERAL (
                   SELECT a.payer || ': ' || a.name || ' at ' || i.name AS plan
                     FROM praxis.enrollment n
                     JOIN praxis.payer_plan a USING (practice_id, plan_id)
                     JOIN praxis.clinic i USING (practice_id, clinic_id)
                    WHERE n.practice_id = r.practice_id AND n.person_id = r.person_id
                      AND n.enrollment_id = r.enrollment_id) y ON true
              \(Self.running)
             WHERE r.account_id = praxis_private.account_id()
               AND NOT EXISTS (SELECT
                                 FROM praxis.reminder n
                                WHERE n.practice_id = r.practice_id
                                  AND n.account_id = r.account_id
                                  AND \(Self.matter("n")) = \(Self.matter("r"))
                                  AND n.threshold < r.threshold)
             ORDER BY s.claimed IS NULL, r.read_at IS NOT NULL, r.ends_on, r.reminder_id
             LIMIT \(limit)
            """)
    }

    /// How many things the reader was told of, has not read about, and nobody has renewed or done.
    static func unread() -> Query<ReminderCount> {
        Query(
            """
            SELECT count(DISTINCT \(Self.matter("r")))
              FROM praxis.reminder r
              \(Self.running)
             WHERE r.account_id = praxis_private.account_id()
               AND r.read_at IS NULL
               AND s.claimed IS NOT NULL
            """)
    }

    /// Marks one of the reader's own as read, with those of the same thing that it follows; all of them for `nil`.
    static func markRead(_ id: Reminder.ID?) -> Query<MarkedReminder> {
        Query(
            """
            UPDATE praxis.reminder r
               SET read_at = now()
             WHERE r.account_id = praxis_private.account_id()
               AND r.read_at IS NULL
               AND (\(id) IS NULL
                    OR EXISTS (SELECT
                                 FROM praxis.reminder o
                                WHERE o.reminder_id = \(id)
                                  AND o.account_id = praxis_private.account_id()
                                  AND \(Self.matter("o")) = \(Self.matter("r"))))
            RETURNING r.reminder_id
            """)
    }

    /// Whether the reader was told this.
    static func isOwn(_ id: Reminder.ID) -> Query<ReminderCount> {
        Query(
            """
            SELECT count(*)
              FROM praxis.reminder r
             WHERE r.reminder_id = \(id)
               AND r.account_id = praxis_private.account_id()
            """)
    }
}

/// One that was marked as read.
struct MarkedReminder: PostgresRow {
    let id: Reminder.ID

    init(row: inout RowReader) throws(PostgresError) { self.id = try row.read() }
}

/// A number of reminders.
struct ReminderCount: PostgresRow {
    let value: Int

    init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
}

extension ReminderCandidate: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        var matter = PersonMatter(person: try row.read())
        matter.credential = try row.read()
        matter.term = try row.read()
        matter.file = try row.read()
        matter.approval = try row.read()
        let duty: String = try row.read()
        matter.duty = ReminderDuty(rawValue: duty) ?? .ending
        self.subject = .person(matter)
        self.endsOn = try row.read()
        self.account = try row.read()
        let audience: String = try row.read()
        self.audience = ReminderAudience(rawValue: audience) ?? .holder
        self.today = try row.read()
        self.rule = try ReminderRule(row: &row)
    }
}
