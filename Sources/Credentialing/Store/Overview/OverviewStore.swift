import Postgres
import PraxisCore

/// Queries of the overview across clinics.
enum OverviewStore {
    /// Those of which the caller may see the overview.
    static func clinics(in scope: Scope) -> Query<OverviewClinic> {
        Query(
            """
            SELECT c.slug, c.name
              FROM praxis.clinic c
             WHERE \(scope.condition)
               AND c.clinic_id = ANY ((SELECT praxis_private.clinics('credentialing.overview.read'))::uuid[])
               AND (c.closed_on IS NULL OR c.closed_on > CURRENT_DATE)
             ORDER BY c.name
            """)
    }

    /// By clinic and state, and by state for everybody together.
    static func files(in scope: Scope) -> Query<FileTally> {
        Query(
            """
            SELECT grouping(c.slug) = 1, c.slug, f.state,
                   count(DISTINCT f.file_id) FILTER (WHERE f.age_band = 'young'),
                   count(DISTINCT f.file_id) FILTER (WHERE f.age_band = 'middle'),
                   count(DISTINCT f.file_id) FILTER (WHERE f.age_band = 'old')
              FROM praxis.credentialing_waiting_file f
              LEFT JOIN praxis.credentialing_place k USING (practice_id, person_id)
              LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
             GROUP BY GROUPING SETS ((c.slug, f.state), (f.state))
            """)
    }

    static func ahead(in scope: Scope) -> Query<AheadTally> {
        Query(
            """
            SELECT c.slug, a.bucket, a.month, a.lines
              FROM praxis.credentialing_ahead a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
            """)
    }

    /// Shifts that were worked uncleared.
    static func findings(in scope: Scope) -> Query<ClinicTally> {
        Query(
            """
            SELECT c.slug, count(*)
              FROM praxis.clearance_finding f
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
             GROUP BY c.slug
            """)
    }

    /// Overrides that wait for a second person.
    static func overrides(in scope: Scope) -> Query<ClinicTally> {
        Query(
            """
            SELECT c.slug, count(*)
              FROM praxis.clearance_override_standing o
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND o.state = 'requested'
               AND upper(o.span) > now()
             GROUP BY c.slug
            """)
    }

    /// Who belongs to a clinic today.
    static func people(in scope: Scope) -> Query<PlacedPerson> {
        Query(
            """
            SELECT c.slug, k.person_id
              FROM praxis.credentialing_place k
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND k.present
            """)
    }
}
