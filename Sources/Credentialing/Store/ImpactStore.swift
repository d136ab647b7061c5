import Postgres
import PraxisCore

/// What depends on credentials, asked of the roster through its contract.
enum ImpactStore {
    /// Shifts to come that credentials, of people or of the clinic, do not cover, in the order of time.
    static func shifts(in scope: Scope) -> Query<UncoveredShift> {
        Query(
            """
            WITH asked AS (
                SELECT ARRAY(SELECT c.clinic_id FROM praxis.clinic c WHERE \(scope.condition)) AS clinics
            ), found AS (
                SELECT i.clinic_id, i.person_id, i.credential_id, t.name AS type, false AS of_clinic, i.assignment_id AS place,
                       NULL::uuid AS shift_id, i.shift_name, i.clinical_role, i.local_date, i.starts, i.ends, i.severity, i.covers_until
                  FROM asked a
                 CROSS JOIN LATERAL praxis.credentialing_impact(a.clinics) i
                  JOIN praxis.credential_type t USING (type_code)
                 UNION ALL
                SELECT i.clinic_id, i.person_id, NULL, t.name, true, coalesce(i.assignment_id, i.shift_id), i.shift_id,
                       i.shift_name, i.clinical_role, i.local_date, i.starts, i.ends, i.severity, i.covers_until
                  FROM asked a
                 CROSS JOIN LATERAL praxis.credentialing_clinic_impact(a.clinics) i
                  JOIN praxis.clinic_credential_type t USING (type_code)
            )
            SELECT c.name, c.slug, i.person_id, p.family_name || ', ' || p.given_name, i.credential_id, i.type, i.of_clinic,
                   i.place, i.shift_id, i.shift_name, i.clinical_role, i.local_date,
                   to_char(i.starts AT TIME ZONE c.zone, 'HH24:MI') || '–' || to_char(i.ends AT TIME ZONE c.zone, 'HH24:MI'),
                   i.severity, i.covers_until
              FROM found i
              JOIN praxis.clinic c USING (clinic_id)
              LEFT JOIN praxis.person p ON p.practice_id = c.practice_id AND p.person_id = i.person_id
             ORDER BY i.starts, c.slug, i.place, i.credential_id, i.type
            """)
    }

    /// How many shifts of the last four weeks asked for each credential at each clinic.
    static func usual(in scope: Scope) -> Query<UsualShifts> {
        Query(
            """
            SELECT k.credential_id, c.slug, count(*)
              FROM praxis.rostering_duty d
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.credential k USING (practice_id, person_id)
             WHERE \(scope.condition)
               AND d.local_date BETWEEN CURRENT_DATE - 29 AND CURRENT_DATE
               AND upper(d.span) BETWEEN now() - interval '28 days' AND now()
               AND EXISTS (SELECT
                             FROM praxis.requirement r
                            WHERE r.practice_id = d.practice_id
                              AND r.clinical_role = d.clinical_role
                              AND r.type_code = k.type_code
                              AND r.severity <> 'inform'
                              AND (r.service IS NULL OR r.service = ANY (d.services))
                              AND (r.clinic_id IS NULL OR r.clinic_id = d.clinic_id)
                              AND (r.state IS NULL OR r.state = c.state)
                              AND (r.jurisdiction = 'any' OR k.state = c.state OR k.multistate)
                              AND daterange(r.starts_on, r.ends_on) @> d.local_date)
             GROUP BY k.credential_id, c.slug
            """)
    }
}

/// Shifts of the last weeks that asked for a credential at a clinic.
struct UsualShifts: PostgresRow {
    let credential: Credential.ID
    let clinic: Slug
    let count: Int

    init(row: inout RowReader) throws(PostgresError) {
        self.credential = try row.read()
        self.clinic = try row.read()
        self.count = try row.read()
    }
}
