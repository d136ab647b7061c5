import Postgres
import PraxisCore

/// Queries and statements about what follows from adverse decisions.
enum DutyStore {
    /// Decisions of a file, or of the scope, against which the person has not appealed yet; those whose time ended within the
    /// last days come with them.
    static func appeals(of file: CycleFile.ID? = nil, in scope: Scope = .all) -> Query<FileAppeal> {
        Query(
            """
            SELECT a.file_id, a.decision_id, p.family_name || ', ' || p.given_name, a.outcome, a.decided_on, a.told_on,
                   a.due_on, t.day
              FROM praxis.file_appeal a
              JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
              JOIN praxis.person p USING (practice_id, person_id)
             CROSS JOIN LATERAL (SELECT praxis_private.practice_day(a.practice_id, now()) AS day) t
             WHERE f.state = 'decided'
               AND (a.file_id = \(file) OR \(file)::uuid IS NULL AND (a.told_on IS NULL OR a.due_on >= t.day - 7))
               AND \(Self.isIn(scope))
             ORDER BY a.due_on, a.file_id
             LIMIT 200
            """)
    }

    /// Duties to report of a file's decisions, endings and suspensions, or those of the scope that are open.
    static func duties(of file: CycleFile.ID? = nil, in scope: Scope = .all) -> Query<ReportDuty> {
        Query(
            """
            SELECT d.file_id, p.family_name || ', ' || p.given_name, d.decision_id, d.ending_id, d.suspension_id, d.action,
                   d.began_on, d.ended_on, d.due_on, d.appealed, d.step, d.outcome, d.reported_on, d.reference, d.reason,
                   praxis_private.account_name(d.disposed_by), praxis_private.practice_day(d.practice_id, now())
              FROM praxis.npdb_duty d
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE (d.file_id = \(file) OR \(file)::uuid IS NULL AND d.outcome IS NULL)
               AND \(Self.isIn(scope))
             ORDER BY d.due_on, d.file_id
             LIMIT 200
            """)
    }

    /// Whether the person works in the scope.
    private static func isIn(_ scope: Scope) -> SQL {
        switch scope {
        case .all: "true"
        case .clinic:
            """
            EXISTS (SELECT
                      FROM praxis.appointment w
                      JOIN praxis.clinic c USING (practice_id, clinic_id)
                     WHERE w.practice_id = p.practice_id AND w.person_id = p.person_id AND \(scope.condition))
            """
        }
    }

    static func dispose(_ draft: ReportDraft, of file: CycleFile.ID, as record: ReportDuty.RecordID) -> SQL {
        """
        INSERT INTO praxis.npdb_disposition
               (disposition_id, person_id, decision_id, ending_id, suspension_id, step, outcome, reported_on, reference, reason)
        SELECT \(record), f.person_id, \(draft.decision), \(draft.ending), \(draft.suspension), \(draft.follows) + 1,
               \(draft.outcome.rawValue), \(draft.reportedOn), \(draft.reference), \(draft.reason)
          FROM praxis.credentialing_file f
         WHERE f.file_id = \(file)
        """
    }
}
