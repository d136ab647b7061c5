import Postgres
import PraxisCore

/// Queries for a directory of the people who are appointed to clinics, and of these clinics.
enum DirectoryStore {
    /// The clinics of the scope. An entity's tax number is what rosters of payers tell, and for whoever reads these there.
    static func sites(in scope: Scope) -> Query<DirectorySite> {
        Query(
            """
            SELECT p.practice_id, p.name, e.entity_id, e.name, s.npi,
                   CASE WHEN c.clinic_id = ANY ((SELECT praxis_private.clinics('credentialing.payer_roster.read'))::uuid[])
                        THEN nullif(e.tax_id, '') END,
                   c.clinic_id, c.name, c.street, c.city, c.state, c.postal_code, c.closed_on IS NULL
              FROM praxis.clinic c
              JOIN praxis.legal_entity e USING (practice_id, entity_id)
              JOIN praxis.practice p USING (practice_id)
              LEFT JOIN praxis.screening_party s ON s.practice_id = c.practice_id AND s.entity_id = c.entity_id
             WHERE \(scope.condition)
             ORDER BY c.slug
            """)
    }

    /// People with an appointment in the scope that has not ended, from after one of them.
    static func people(after: Person.ID?, limit: Int, in scope: Scope) -> Query<DirectoryPerson> {
        Query(
            """
            SELECT p.person_id, p.birth_date, p.npi, p.email, p.phone,
                   p.given_name, p.middle_name, p.family_name, p.suffix, 'legal', NULL::date, NULL::date
              FROM praxis.person p
             WHERE (\(after) IS NULL OR p.person_id > \(after))
               AND EXISTS (SELECT
                             FROM praxis.appointment a
                             JOIN praxis.clinic c USING (practice_id, clinic_id)
                            WHERE a.practice_id = p.practice_id
                              AND a.person_id = p.person_id
                              AND \(scope.condition)
                              AND coalesce(a.ends_on > (now() AT TIME ZONE c.zone)::date, true))
             ORDER BY p.person_id
             LIMIT \(limit)
            """)
    }

    /// Names that they had or have beside the one on record.
    static func names(of people: [Person.ID]) -> Query<Owned<DirectoryName>> {
        Query(
            """
            SELECT n.person_id, n.given_name, n.middle_name, n.family_name, n.suffix, n.kind, n.starts_on, n.ends_on
              FROM praxis.person_name n
             WHERE n.person_id = ANY (\(people.map(\.uuid))::uuid[])
               AND n.kind <> 'legal'
             ORDER BY n.person_id, n.starts_on, n.name_id
            """)
    }

    /// What they work as today, the primary specialty first.
    static func specialties(of people: [Person.ID]) -> Query<Owned<DirectorySpecialty>> {
        Query(
            """
            SELECT t.person_id, t.code, k.display_name
              FROM praxis.person_taxonomy t
              LEFT JOIN praxis.taxonomy_current k USING (code)
             WHERE t.person_id = ANY (\(people.map(\.uuid))::uuid[])
               AND t.ends_on IS NULL
             ORDER BY t.person_id, t.is_primary DESC, t.code
            """)
    }

    static func roles(of people: [Person.ID], in scope: Scope) -> Query<DirectoryRole> {
        Query(
            """
            SELECT a.appointment_id, a.person_id, a.clinic_id, a.clinical_role, a.starts_on, a.ends_on,
                   a.starts_on <= (now() AT TIME ZONE c.zone)::date
              FROM praxis.appointment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE a.person_id = ANY (\(people.map(\.uuid))::uuid[])
               AND \(scope.condition)
               AND coalesce(a.ends_on > (now() AT TIME ZONE c.zone)::date, true)
             ORDER BY a.person_id, a.starts_on, a.appointment_id
            """)
    }

    /// What they hold and nobody bars today, of the general file: confidential kinds leave the practice with nobody.
    static func credentials(of people: [Person.ID]) -> Query<DirectoryCredential> {
        Query(
            """
            SELECT c.credential_id, c.person_id, c.type_code, y.name, y.category, c.state, n.number, c.issuer,
                   t.issued_on, t.expires_on, t.result, v.method, v.source, t.verified_at
              FROM praxis.credential c
              JOIN praxis.credential_type y USING (type_code)
              JOIN praxis.credentialing_number n USING (practice_id, person_id, credential_id)
              JOIN praxis.credentialing_coverage k USING (practice_id, person_id, credential_id)
              JOIN LATERAL (
                   SELECT t.*
                     FROM praxis.credentialing_term t
                    WHERE t.practice_id = c.practice_id
                      AND t.person_id = c.person_id
                      AND t.credential_id = c.credential_id
                    -- A renewal that nobody has checked takes no verified term's place.
                    ORDER BY t.verified DESC, t.valid @> CURRENT_DATE DESC, coalesce(t.expires_on, 'infinity') DESC,
                             t.term_id DESC
                    LIMIT 1) t ON true
              LEFT JOIN praxis.verification v
                ON v.practice_id = t.practice_id AND v.verification_id = t.verification_id
             WHERE c.person_id = ANY (\(people.map(\.uuid))::uuid[])
               AND c.compartment = 'credential'
               AND NOT k.barred @> CURRENT_DATE
             ORDER BY c.person_id, y.position, c.state, c.credential_id
            """)
    }
}

/// A row that says whose it is.
struct Owned<Row: PostgresRow>: PostgresRow {
    let person: Person.ID
    let row: Row

    init(row reader: inout RowReader) throws(PostgresError) {
        self.person = try reader.read()
        self.row = try Row(row: &reader)
    }
}
