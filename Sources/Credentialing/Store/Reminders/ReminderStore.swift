import FoundationEssentials
package import Postgres
import PraxisCore

/// Queries and statements about reminders.
enum ReminderStore {
    // MARK: The system's

    static func candidates(at instant: Instant) -> Query<ReminderCandidate> {
        Query(
            """
            SELECT person_id, credential_id, term_id, file_id, duty, ends_on, account_id, audience, today, thresholds,
                   repeat_days, manager_from, administrator_from, director_from
              FROM praxis_private.reminder_candidates(\(instant))
            """)
    }

    /// Adds what of people was not told before.
    static func add(_ drafts: JSONText) -> SQL {
        """
        INSERT INTO praxis.reminder
               (reminder_id, person_id, credential_id, term_id, file_id, duty, account_id, audience, threshold, ends_on,
                told_on)
        SELECT d.id, d.person, d.credential, d.term, d.file, d.duty, d.account, d.audience, d.threshold, d.ends_on,
               d.told_on
          FROM jsonb_to_recordset(\(drafts)) AS d (
               id uuid, person uuid, credential uuid, term uuid, file uuid, duty text, account uuid, audience text,
               threshold integer, ends_on date, told_on date)
         WHERE d.person IS NOT NULL
            ON CONFLICT DO NOTHING
        """
    }

    static func unmailed(at instant: Instant) -> Query<ReminderMailLine> {
        Query(
            """
            SELECT reminders, account_id, email, holder, is_own, duty, title, ends_on, told_on, renewal_claimed
              FROM praxis_private.reminder_mail(\(instant))
            """)
    }

    /// Marks what a mail told, and nothing that was added since.
    static func markMailed(_ reminders: [UUID]) -> SQL {
        "UPDATE praxis.reminder SET mailed_at = now() WHERE reminder_id = ANY (\(reminders)) AND mailed_at IS NULL"
    }

    // MARK: The reader's own

    /// Of the ends of a credential the one that counts today.
    private static var isAsked: SQL {
        "e.days @> (SELECT praxis_private.practice_day(praxis_private.practice_id(), now()))"
    }

    static func own(limit: Int) -> Query<Reminder> {
        Query(
            """
            SELECT r.reminder_id, r.person_id, p.family_name || ', ' || p.given_name, r.credential_id,
                   CASE WHEN r.file_id IS NULL THEN concat_ws(' ', t.name, c.state)
                        WHEN r.duty = 'appeal' THEN 'Time to appeal'
                        WHEN r.duty = 'report' THEN 'Report to the data bank'
                        ELSE 'Credentialing approval' END,
                   NULL, r.audience, r.ends_on, r.told_on, r.read_at IS NOT NULL,
                   coalesce(e.renewal_claimed, k.renewal_claimed) IS NULL,
                   coalesce(e.renewal_claimed, k.renewal_claimed, false), r.duty
              FROM praxis.reminder r
              JOIN praxis.person p USING (practice_id, person_id)
              LEFT JOIN praxis.credential c USING (practice_id, person_id, credential_id)
              LEFT JOIN praxis.credential_type t USING (type_code)
              LEFT JOIN praxis.credential_ending e
                ON e.practice_id = r.practice_id AND e.person_id = r.person_id
               AND e.credential_id = r.credential_id AND e.term_id = r.term_id AND \(Self.isAsked)
              LEFT JOIN LATERAL praxis_private.cycle_running(r.file_id, r.ends_on, r.duty) k ON r.file_id IS NOT NULL
             WHERE r.account_id = praxis_private.account_id()
               AND NOT EXISTS (SELECT
                                 FROM praxis.reminder n
                                WHERE n.practice_id = r.practice_id
                                  AND n.account_id = r.account_id
                                  AND (n.term_id = r.term_id
                                       OR n.file_id = r.file_id AND n.duty = r.duty AND n.ends_on = r.ends_on)
                                  AND n.threshold < r.threshold)
             ORDER BY coalesce(e.renewal_claimed, k.renewal_claimed) IS NULL, r.read_at IS NOT NULL, r.ends_on, r.reminder_id
             LIMIT \(limit)
            """)
    }

    /// How many terms and approvals the reader was told of, has not read about, and nobody has renewed.
    static func unread() -> Query<ReminderCount> {
        Query(
            """
            SELECT count(DISTINCT (coalesce(r.term_id, r.file_id), r.duty, r.ends_on))
              FROM praxis.reminder r
              LEFT JOIN praxis.credential_ending e
                ON e.practice_id = r.practice_id AND e.person_id = r.person_id
               AND e.credential_id = r.credential_id AND e.term_id = r.term_id AND \(Self.isAsked)
              LEFT JOIN LATERAL praxis_private.cycle_running(r.file_id, r.ends_on, r.duty) k ON r.file_id IS NOT NULL
             WHERE r.account_id = praxis_private.account_id()
               AND r.read_at IS NULL
               AND coalesce(e.renewal_claimed, k.renewal_claimed) IS NOT NULL
            """)
    }

    /// Marks one of the reader's own as read, with those of the same term or approval that it follows; all of them for `nil`.
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
                                  AND (o.term_id = r.term_id
                                       OR o.file_id = r.file_id AND o.duty = r.duty AND o.ends_on = r.ends_on)))
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

    // MARK: Rules

    static func rules() -> Query<ReminderRuleEntry> {
        Query(
            """
            SELECT r.rule_id, r.kind,
                   coalesce(t.name, y.name,
                            CASE r.kind WHEN 'npdb_report' THEN 'Report to the data bank'
                                        WHEN 'appeal' THEN 'Time to appeal'
                                        WHEN 'clinic_certificate' THEN 'Certificates of clinics'
                                        ELSE initcap(replace(r.kind, '_', ' ')) END), r.thresholds::bigint[],
                   r.repeat_days::bigint, r.manager_from::bigint, r.administrator_from::bigint,
                   r.director_from::bigint, r.starts_on, r.ends_on, r.citation
              FROM praxis.reminder_rule r
              LEFT JOIN praxis.credential_type t ON t.type_code = r.kind
              LEFT JOIN praxis.clinic_credential_type y ON y.type_code = r.kind
             ORDER BY r.kind = 'any', r.kind, r.starts_on DESC
            """)
    }

    /// Ends the rule of a kind that is in force on a day, where it began before.
    static func endRule(_ kind: String, on day: LocalDate) -> SQL {
        """
        UPDATE praxis.reminder_rule
           SET ends_on = \(day)
         WHERE kind = \(kind)
           AND starts_on < \(day)
           AND (ends_on IS NULL OR ends_on > \(day))
        """
    }

    static func addRule(_ id: ReminderRuleEntry.ID, _ draft: ReminderRuleDraft) -> SQL {
        let rule = draft.rule
        return """
            INSERT INTO praxis.reminder_rule
                   (rule_id, kind, thresholds, repeat_days, manager_from, administrator_from, director_from, starts_on,
                    citation)
            VALUES (\(id), \(draft.kind), \(rule.thresholds.map(Int64.init))::bigint[]::integer[], \(rule.repeatDays),
                    \(rule.escalation[.clinicManager]), \(rule.escalation[.practiceAdministrator]),
                    \(rule.escalation[.medicalDirector]), \(draft.startsOn), \(draft.citation))
            """
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
        let person: Person.ID = try row.read()
        let credential: Credential.ID? = try row.read()
        let term: Term.ID? = try row.read()
        let file: CycleFile.ID? = try row.read()
        let duty: String = try row.read()
        self.subject = .person(person, credential, term, file, ReminderDuty(rawValue: duty) ?? .ending)
        self.endsOn = try row.read()
        self.account = try row.read()
        let audience: String = try row.read()
        self.audience = ReminderAudience(rawValue: audience) ?? .holder
        self.today = try row.read()
        self.rule = try ReminderRule(row: &row)
    }
}
