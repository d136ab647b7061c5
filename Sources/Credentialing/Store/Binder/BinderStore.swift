import Postgres
import PraxisCore

/// Queries for binders.
enum BinderStore {
    /// People with an appointment in the scope that has not ended, by name.
    static func candidates(in scope: Scope) -> Query<BinderCandidate> {
        Query(
            """
            SELECT p.person_id, p.family_name || ', ' || p.given_name,
                   string_agg(DISTINCT a.clinical_role, ', ' ORDER BY a.clinical_role)
              FROM praxis.appointment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE \(scope.condition)
               AND coalesce(a.ends_on > (now() AT TIME ZONE c.zone)::date, true)
             GROUP BY p.practice_id, p.person_id
             ORDER BY p.family_name, p.given_name, p.person_id
            """)
    }

    /// The comparisons of everybody in the last three years that the caller may read.
    static func screenings() -> Query<BinderScreening> {
        Query(
            """
            SELECT r.finished_at, r.subjects, r.entries, r.lists::text
              FROM praxis.screening_run r
             WHERE r.finished_at > now() - interval '3 years'
               AND r.narrowed_to IS NULL
               AND r.withdrawn_at IS NULL
             ORDER BY r.finished_at DESC, r.run_id DESC
            """)
    }
}
