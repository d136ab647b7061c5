import Postgres
import PraxisCore

/// Questions about approvals that run out.
enum CycleStore {
    /// Those of people of the scope that are nearer than the first threshold of the practice's rule for reminders, the
    /// nearest first, where no next file is open.
    static func ending(in scope: Scope) -> Query<CycleEnding> {
        Query(
            """
            SELECT e.person_id, p.family_name || ', ' || p.given_name, e.file_id,
                   e.ends_on, d.today
              FROM praxis.cycle_ending e
              JOIN praxis.person p USING (practice_id, person_id)
             CROSS JOIN LATERAL (SELECT praxis_private.practice_today(e.practice_id) AS today) d
              JOIN praxis.reminder_rule r
                ON r.practice_id = e.practice_id
               AND r.kind = 'recredentialing'
               AND daterange(r.starts_on, r.ends_on) @> d.today
             WHERE NOT e.is_begun
               AND e.ends_on - d.today <= (SELECT max(x) FROM unnest(r.thresholds) x)
               AND EXISTS (SELECT
                             FROM praxis.appointment a
                             JOIN praxis.clinic c USING (practice_id, clinic_id)
                            WHERE a.practice_id = e.practice_id
                              AND a.person_id = e.person_id
                              AND coalesce(a.ends_on > d.today, true)
                              AND \(scope.condition))
             ORDER BY e.ends_on, p.name_search, e.person_id
             LIMIT 500
            """)
    }
}
