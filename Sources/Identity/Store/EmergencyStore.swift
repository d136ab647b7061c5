import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements for emergency grants and their reviews.
enum EmergencyStore {
    static func start(_ new: NewEmergency) -> Query<Single<UUID>> {
        Query(
            """
            SELECT praxis_private.break_glass(\(new.role), \(new.clinic), \(new.reason), \(new.minutes)::integer)
            """)
    }

    static let roles: Query<EmergencyRole> = Query("SELECT code, name FROM praxis_private.emergency_roles()")

    static func emergencies(limit: Int) -> Query<Emergency> {
        Query(
            """
            SELECT g.grant_id, g.account_id, a.display_name, r.name, c.name, lower(g.valid), upper(g.valid), g.reason,
                   v.due_at, v.verdict, v.note
              FROM praxis.break_glass_review v
              JOIN praxis.role_grant g USING (practice_id, grant_id)
              JOIN praxis.account a USING (practice_id, account_id)
              JOIN praxis.role r USING (practice_id, role_id)
              LEFT JOIN praxis.clinic c ON c.practice_id = g.practice_id AND c.clinic_id = g.clinic_id
             ORDER BY v.verdict IS NOT NULL, lower(g.valid) DESC
             LIMIT \(limit)
            """)
    }

    struct Open: PostgresRow {
        let waiting: Int
        let overdue: Int

        init(row: inout RowReader) throws(PostgresError) {
            self.waiting = try row.read()
            self.overdue = try row.read()
        }
    }

    static let open: Query<Open> = Query(
        """
        SELECT count(*), count(*) FILTER (WHERE v.due_at < now())
          FROM praxis.break_glass_review v
         WHERE v.verdict IS NULL
        """)

    static func notice(_ grant: UUID) -> Query<EmergencyNotice> {
        Query(
            """
            SELECT address, who, role, clinic, reason, ends, due, is_reviewed
              FROM praxis_private.emergency_notice(\(grant))
            """)
    }

    static func review(_ grant: UUID, _ verdict: Emergency.Verdict, note: String) -> SQL {
        """
        UPDATE praxis.break_glass_review
           SET verdict = \(verdict.rawValue), note = \(note)
         WHERE grant_id = \(grant)
        """
    }
}
