import Postgres
import PraxisCore

/// Queries and statements about deactivations by payers.
enum DeactivationStore {
    /// All that is on record of the deactivations of an enrollment, the latest days and versions first.
    static func versions(of enrollment: Enrollment.ID) -> Query<Deactivation> {
        Query(
            """
            SELECT d.deactivation_id, d.deactivated_on, d.received_on, d.reason, d.version, d.correction, d.withdrawn,
                   NOT EXISTS (SELECT
                                 FROM praxis.enrollment_deactivation n
                                WHERE n.practice_id = d.practice_id AND n.clinic_id = d.clinic_id
                                  AND n.deactivation_id = d.deactivation_id AND n.version > d.version),
                   coalesce(praxis_private.account_name(d.created_by), ''), d.created_at
              FROM praxis.enrollment_deactivation d
             WHERE d.enrollment_id = \(enrollment)
             ORDER BY d.deactivated_on DESC, d.deactivation_id, d.version DESC
             LIMIT 500
            """)
    }

    static func add(_ id: Deactivation.ID, _ draft: DeactivationDraft, to enrollment: Enrollment.ID) -> SQL {
        """
        INSERT INTO praxis.enrollment_deactivation
               (clinic_id, deactivation_id, enrollment_id, person_id, deactivated_on, received_on, reason)
        SELECT e.clinic_id, \(id), e.enrollment_id, e.person_id, \(draft.deactivatedOn), \(draft.receivedOn),
               \(draft.reason)
          FROM praxis.enrollment e
         WHERE e.enrollment_id = \(enrollment)
        """
    }

    /// The version after one, with the day on which the new application was received.
    static func end(_ id: Deactivation.ID, of enrollment: Enrollment.ID, on day: LocalDate, version: Int) -> SQL {
        """
        INSERT INTO praxis.enrollment_deactivation
               (clinic_id, deactivation_id, enrollment_id, person_id, deactivated_on, received_on, reason, version)
        SELECT d.clinic_id, d.deactivation_id, d.enrollment_id, d.person_id, d.deactivated_on, \(day), d.reason,
               \(version) + 1
          FROM praxis.enrollment_deactivation d
         WHERE d.deactivation_id = \(id) AND d.enrollment_id = \(enrollment)
         ORDER BY d.version DESC
         LIMIT 1
        """
    }

    /// The version after one, as it should have been.
    static func correct(
        _ id: Deactivation.ID, of enrollment: Enrollment.ID, _ correction: DeactivationCorrection, version: Int
    ) -> SQL {
        let draft = correction.draft
        return """
            INSERT INTO praxis.enrollment_deactivation
                   (clinic_id, deactivation_id, enrollment_id, person_id, deactivated_on, received_on, reason, version,
                    correction, withdrawn)
            SELECT d.clinic_id, d.deactivation_id, d.enrollment_id, d.person_id,
                   coalesce(\(draft?.deactivatedOn), d.deactivated_on),
                   CASE WHEN \(draft == nil) THEN d.received_on ELSE \(draft?.receivedOn)::date END,
                   coalesce(\(draft?.reason), d.reason), \(version) + 1, \(correction.reason), \(draft == nil)
              FROM praxis.enrollment_deactivation d
             WHERE d.deactivation_id = \(id) AND d.enrollment_id = \(enrollment)
             ORDER BY d.version DESC
             LIMIT 1
            """
    }
}
