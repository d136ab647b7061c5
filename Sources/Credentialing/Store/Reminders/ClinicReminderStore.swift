import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements about reminders of certificates that clinics hold.
enum ClinicReminderStore {
    // MARK: The system's

    static func candidates(at instant: Instant) -> Query<CertificateCandidate> {
        Query(
            """
            SELECT clinic_id, credential_id, term_id, ends_on, account_id, audience, today, thresholds, repeat_days,
                   manager_from, administrator_from, director_from
              FROM praxis_private.clinic_reminder_candidates(\(instant))
            """)
    }

    /// Adds what of clinics was not told before.
    static func add(_ drafts: JSONText) -> SQL {
        """
        INSERT INTO praxis.clinic_reminder
               (clinic_id, reminder_id, credential_id, term_id, account_id, audience, threshold, ends_on, told_on)
        SELECT d.clinic, d.id, d.credential, d.term, d.account, d.audience, d.threshold, d.ends_on, d.told_on
          FROM jsonb_to_recordset(\(drafts)) AS d (
               id uuid, clinic uuid, credential uuid, term uuid, account uuid, audience text, threshold integer,
               ends_on date, told_on date)
         WHERE d.clinic IS NOT NULL
            ON CONFLICT DO NOTHING
        """
    }

    /// Marks what a mail told, and nothing that was added since.
    static func markMailed(_ reminders: [UUID]) -> SQL {
        "UPDATE praxis.clinic_reminder SET mailed_at = now() WHERE reminder_id = ANY (\(reminders)) AND mailed_at IS NULL"
    }

    // MARK: The reader's own

    static func own(limit: Int) -> Query<Reminder> {
        Query(
            """
            SELECT r.reminder_id, NULL, c.name, NULL, NULL, t.name, c.slug, r.audience, r.ends_on, r.told_on,
                   r.read_at IS NOT NULL, e.renewal_claimed IS NULL, coalesce(e.renewal_claimed, false), 'ending'
              FROM praxis.clinic_reminder r
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.clinic_credential k USING (practice_id, clinic_id, credential_id)
              JOIN praxis.clinic_credential_type t USING (type_code)
              LEFT JOIN praxis.clinic_credential_ending e
                ON e.practice_id = r.practice_id AND e.clinic_id = r.clinic_id AND e.credential_id = r.credential_id
               AND e.term_id = r.term_id AND e.days @> (now() AT TIME ZONE c.zone)::date
             WHERE r.account_id = praxis_private.account_id()
               AND NOT EXISTS (SELECT
                                 FROM praxis.clinic_reminder n
                                WHERE n.practice_id = r.practice_id
                                  AND n.clinic_id = r.clinic_id
                                  AND n.account_id = r.account_id
                                  AND n.term_id = r.term_id
                                  AND n.threshold < r.threshold)
             ORDER BY e.renewal_claimed IS NULL, r.read_at IS NOT NULL, r.ends_on, r.reminder_id
             LIMIT \(limit)
            """)
    }

    /// How many certificates the reader was told of, has not read about, and nobody has renewed.
    static func unread() -> Query<ReminderCount> {
        Query(
            """
            SELECT count(DISTINCT r.term_id)
              FROM praxis.clinic_reminder r
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.clinic_credential_ending e USING (practice_id, clinic_id, credential_id, term_id)
             WHERE r.account_id = praxis_private.account_id()
               AND r.read_at IS NULL
               AND e.days @> (now() AT TIME ZONE c.zone)::date
            """)
    }

    /// Marks one of the reader's own as read, with those of the same term; all of them for `nil`.
    static func markRead(_ id: Reminder.ID?) -> Query<MarkedReminder> {
        Query(
            """
            UPDATE praxis.clinic_reminder r
               SET read_at = now()
             WHERE r.account_id = praxis_private.account_id()
               AND r.read_at IS NULL
               AND (\(id) IS NULL
                    OR r.term_id = (SELECT o.term_id
                                      FROM praxis.clinic_reminder o
                                     WHERE o.reminder_id = \(id)
                                       AND o.account_id = praxis_private.account_id()))
            RETURNING r.reminder_id
            """)
    }

    /// Whether the reader was told this.
    static func isOwn(_ id: Reminder.ID) -> Query<ReminderCount> {
        Query(
            """
            SELECT count(*)
              FROM praxis.clinic_reminder r
             WHERE r.reminder_id = \(id)
               AND r.account_id = praxis_private.account_id()
            """)
    }
}

/// Who could be told of a clinic's certificate.
struct CertificateCandidate: PostgresRow {
    let value: ReminderCandidate

    init(row: inout RowReader) throws(PostgresError) {
        let subject = ReminderSubject.clinic(try row.read(), try row.read(), try row.read())
        let (endsOn, account): (LocalDate, ReminderCandidate.AccountID) = (try row.read(), try row.read())
        let audience: String = try row.read()
        self.value = ReminderCandidate(
            subject: subject, endsOn: endsOn, account: account,
            audience: ReminderAudience(rawValue: audience) ?? .clinicManager, today: try row.read(),
            rule: try ReminderRule(row: &row))
    }
}
