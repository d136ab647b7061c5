import Postgres
import PraxisCore

/// Queries and statements about suspensions of what a practice granted.
enum SuspensionStore {
    /// A person's suspensions, the latest first.
    static func suspensions(of person: Person.ID) -> Query<Suspension> {
        Query(
            """
            SELECT s.suspension_id, s.kind, s.effective_on, s.reinstated_on, s.reason, s.reinstated_because,
                   coalesce(praxis_private.account_name(s.created_by), ''),
                   praxis_private.account_name(s.reinstated_by), s.created_at
              FROM praxis.credentialing_suspended s
             WHERE s.person_id = \(person)
             ORDER BY s.effective_on DESC, s.created_at DESC
             LIMIT 50
            """)
    }

    static func suspend(_ id: Suspension.ID, _ person: Person.ID, _ draft: SuspensionDraft) -> SQL {
        """
        INSERT INTO praxis.credentialing_suspension (person_id, suspension_id, kind, effective_on, reason)
        VALUES (\(person), \(id), \(draft.kind.rawValue), \(draft.effectiveOn), \(draft.reason))
        """
    }

    static func reinstate(_ id: Suspension.ID, _ person: Person.ID, _ draft: ReinstatementDraft) -> SQL {
        """
        INSERT INTO praxis.credentialing_reinstatement (person_id, suspension_id, step, effective_on, reason)
        SELECT \(person), \(id), count(*) + 1, \(draft.effectiveOn), \(draft.reason)
          FROM praxis.credentialing_reinstatement r
         WHERE r.suspension_id = \(id)
        """
    }
}
