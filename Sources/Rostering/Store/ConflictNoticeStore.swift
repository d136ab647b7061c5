import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements about who was told of which conflict.
enum ConflictNoticeStore {
    /// Rounds of a practice take turns, so that each knows what the one before has told.
    static let turn: SQL =
        "SELECT pg_advisory_xact_lock(hashtextextended('conflict notices ' || praxis_private.practice_id(), 0))"

    /// Settles what is over, and gives everybody who runs the roster a notice of what stands and was not told yet.
    ///
    /// What a transaction under way is settling is left to it.
    static func tell() -> Query<ConflictsTold> {
        Query(
            """
            WITH conflict AS MATERIALIZED (
              SELECT k.clinic_id, k.assignment_id, k.version, k.matter FROM praxis_private.conflicts_to_tell() k
            ), past AS MATERIALIZED (
              SELECT o.clinic_id, o.notice_id
                FROM praxis.conflict_notice o
               WHERE o.settled_at IS NULL
                 AND NOT EXISTS (SELECT
                                   FROM conflict k
                                  WHERE k.assignment_id = o.assignment_id AND k.version = o.version)
                 FOR UPDATE SKIP LOCKED
            ), settled AS (
              UPDATE praxis.conflict_notice n
                 SET settled_at = now()
                FROM past
               WHERE n.clinic_id = past.clinic_id AND n.notice_id = past.notice_id
            ), told AS (
              INSERT INTO praxis.conflict_notice (clinic_id, notice_id, assignment_id, version, matter, account_id)
              SELECT k.clinic_id, gen_random_uuid(), k.assignment_id, k.version, k.matter, r.account_id
                FROM conflict k
                JOIN praxis_private.roster_keepers() r USING (clinic_id)
                  ON CONFLICT DO NOTHING
              RETURNING assignment_id
            )
            SELECT count(DISTINCT t.assignment_id), count(*) FROM told t
            """)
    }

    /// Takes what no other round is mailing. What a round left behind is another's after an hour.
    static func claim(for job: UUID) -> SQL {
        """
        UPDATE praxis.conflict_notice n
           SET mail_job_id = \(job), mail_claimed_at = now()
         WHERE n.settled_at IS NULL
           AND n.mailed_at IS NULL
           AND (n.mail_job_id IS NULL OR n.mail_job_id = \(job) OR n.mail_claimed_at < now() - interval '1 hour')
        """
    }

    static func mails(of job: UUID) -> Query<ConflictMailLine> {
        Query(
            """
            SELECT m.account_id, m.email, m.slug, m.name, m.matter, m.shifts, m.people, m.first_on, m.weeks, m.notices
              FROM praxis_private.conflict_mail(\(job)) m
            """)
    }

    /// Marks what was in a mail.
    static func markMailed(_ notices: [UUID]) -> SQL {
        """
        UPDATE praxis.conflict_notice n
           SET mailed_at = now()
         WHERE n.notice_id = ANY (\(notices))
           AND n.mailed_at IS NULL
        """
    }
}

/// What a round has told.
struct ConflictsTold: PostgresRow, Encodable {
    let assignments: Int
    let notices: Int

    init(row: inout RowReader) throws(PostgresError) {
        self.assignments = try row.read()
        self.notices = try row.read()
    }
}

extension ConflictMailLine: PostgresRow {
    init(row: inout RowReader) throws(PostgresError) {
        self.account = try row.read()
        self.address = try row.read()
        self.clinic = try row.read()
        self.name = try row.read()
        let matter: String = try row.read()
        self.matter = Matter(rawValue: matter) ?? .held
        self.shifts = try row.read()
        self.people = try row.read()
        self.first = try row.read()
        let mondays: [LocalDate] = try row.read()
        self.weeks = mondays.map(ISOWeek.init(containing:))
        self.notices = try row.read()
    }
}
