import Postgres
import PraxisCore

/// Questions to the clearance contract.
enum ClearanceStore {
    /// Every current appointment of the scope, or of one person, with the clearance of today and of 30 days from now.
    static func appointments(of person: Person.ID? = nil, in scope: Scope) -> Query<AppointmentClearance> {
        Query(
            """
            WITH listed AS (
                SELECT a.clinic_id, a.person_id, a.clinical_role, c.name, c.slug, c.zone, p.given_name, p.family_name,
                       row_number() OVER (PARTITION BY a.clinic_id
                                              ORDER BY p.name_search, a.person_id, a.clinical_role)::integer AS place
                  FROM praxis.appointment a
                  JOIN praxis.clinic c USING (practice_id, clinic_id)
                  JOIN praxis.person p USING (practice_id, person_id)
                 WHERE \(scope.condition)
                   AND (\(person) IS NULL OR a.person_id = \(person))
                   AND a.starts_on <= (now() AT TIME ZONE c.zone)::date
                   AND (a.ends_on IS NULL OR a.ends_on > (now() AT TIME ZONE c.zone)::date)
            ), asked AS (
                SELECT l.clinic_id, count(*)::integer AS many, array_agg(l.person_id ORDER BY l.place) AS persons,
                       array_agg(l.clinical_role ORDER BY l.place) AS roles
                  FROM listed l
                 GROUP BY l.clinic_id
            ), answered AS (
                SELECT k.clinic_id, k.many, b.item, b.verdict, b.reasons
                  FROM asked k
                 CROSS JOIN LATERAL praxis.clearance_batch(
                            k.clinic_id, k.persons || k.persons, k.roles || k.roles,
                            array_fill(now(), ARRAY[2 * k.many]),
                            array_fill(now() + interval '1 second', ARRAY[k.many])
                                || array_fill(now() + interval '30 days', ARRAY[k.many])) b
            )
            SELECT l.person_id, l.family_name || ', ' || l.given_name, l.name, l.slug, l.clinical_role,
                   t.verdict, t.reasons, f.verdict, f.reasons
              FROM listed l
              JOIN answered t ON t.clinic_id = l.clinic_id AND t.item = l.place
              JOIN answered f ON f.clinic_id = l.clinic_id AND f.item = l.place + f.many
             ORDER BY l.slug, l.place
            """)
    }

    static func clearance(
        of person: Person.ID, at clinic: Slug, as role: String, from start: Instant, until end: Instant,
        services: [String], payers: [PayerPlan.ID]?
    ) -> Query<ClearanceAnswer> {
        Query(
            """
            SELECT k.verdict, k.reasons
              FROM praxis.clinic c
             CROSS JOIN LATERAL praxis.clearance(
                        \(person), c.clinic_id, \(role), \(start), \(end), \(services), \(payers?.map(\.uuid))::uuid[]) k
             WHERE c.slug = \(clinic)
            """)
    }

    /// The same as it was known at an instant: for the interval, or for the whole day by the clinic's calendar.
    static func clearance(
        of person: Person.ID, at clinic: Slug, as role: String, during interval: (from: Instant, until: Instant)?,
        services: [String], payers: [PayerPlan.ID]?, _ asOf: AsOf
    ) -> Query<ClearanceAnswer> {
        Query(
            """
            SELECT k.verdict, k.reasons
              FROM praxis.clinic c
             CROSS JOIN LATERAL praxis.clearance_asof(
                        \(person), c.clinic_id, \(role),
                        coalesce(\(interval?.from), \(asOf.valid)::timestamp AT TIME ZONE c.zone),
                        coalesce(\(interval?.until), (\(asOf.valid) + 1)::timestamp AT TIME ZONE c.zone),
                        \(asOf.known), \(services), \(payers?.map(\.uuid))::uuid[]) k
             WHERE c.slug = \(clinic)
            """)
    }
}
