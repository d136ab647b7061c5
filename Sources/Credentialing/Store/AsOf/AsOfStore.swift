import Postgres
import PraxisCore

/// What was known at an instant. `enter` goes first and holds for the rest of the read.
enum AsOfStore {
    /// How many later records a page shows.
    static let most = 200

    /// Leaves out of everything that follows what was recorded later.
    static func enter(_ known: Instant) -> Query<KnownInstant> {
        Query("SELECT praxis.know_as_of(\(known))")
    }

    /// The person as they were known, and as they are where nobody knew them yet.
    static func person(_ id: Person.ID) -> Query<Person> {
        Query(
            """
            SELECT k.person_id, k.given_name, k.family_name, k.npi, ''
              FROM praxis.person_known k
             WHERE k.person_id = \(id)
             UNION ALL
            SELECT p.person_id, p.given_name, p.family_name, p.npi, ''
              FROM praxis.person p
             WHERE p.person_id = \(id)
               AND NOT EXISTS (SELECT FROM praxis.person_known k WHERE k.person_id = \(id))
            """)
    }

    /// Credentials that an import had brought which was undone since. Nobody had proven them.
    static func undoneCredentials(of person: Person.ID) -> Query<Credential> {
        Query(
            """
            SELECT DISTINCT ON (t.position, w.state, w.credential_id)
                   w.credential_id, w.person_id, w.type_code, t.name, w.state, w.number, w.issuer, w.multistate,
                   w.source = 'provider_file'
              FROM praxis.credential_withdrawn w
              JOIN praxis.credential_type t USING (type_code)
             WHERE w.person_id = \(person)
               AND w.known_from <= (SELECT praxis_private.known())
               AND w.known_until > (SELECT praxis_private.known())
             ORDER BY t.position, w.state, w.credential_id
            """)
    }

    /// What each credential was worth on a day.
    static func standings(of person: Person.ID, on day: LocalDate) -> Query<CredentialStanding> {
        Query(
            """
            SELECT c.credential_id,
                   CASE WHEN c.covered @> \(day) THEN CASE WHEN c.limited @> \(day) THEN 'limited' ELSE 'covered' END
                        WHEN c.claimed @> \(day) AND c.barred @> \(day) THEN 'barred'
                        WHEN c.claimed @> \(day) THEN 'unverified'
                        ELSE 'none'
                   END
              FROM praxis.credentialing_coverage c
             WHERE c.person_id = \(person)
            """)
    }

    /// The clearance of a whole day for every appointment of the scope, or of one person.
    static func clearances(
        of person: Person.ID? = nil, on day: LocalDate, in scope: Scope = .all
    ) -> Query<DayClearance> {
        Query(
            """
            SELECT k.person_id, p.family_name || ', ' || p.given_name, c.name, c.slug, k.clinical_role, k.verdict, k.reasons
              FROM praxis.clearance_on(
                       \(day), \(person),
                       (SELECT c.clinic_id FROM praxis.clinic c WHERE c.slug = \(scope.clinic))) k
              JOIN praxis.clinic c USING (clinic_id)
              JOIN praxis.person_known p USING (person_id)
             WHERE \(scope.condition)
             ORDER BY c.slug, lower(p.family_name), lower(p.given_name), k.person_id, k.clinical_role
            """)
    }

    /// Overrides that had been approved and reached into a day of their clinic.
    static func overrides(of person: Person.ID, on day: LocalDate) -> Query<HeldOverride> {
        Query(
            """
            SELECT o.override_id, c.name, o.name, lower(o.span), upper(o.span), o.approved_at,
                   coalesce(praxis_private.account_name(o.approved_by), '')
              FROM praxis.clearance_override_approved o
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE o.person_id = \(person)
               AND o.span && tstzrange(\(day)::timestamp AT TIME ZONE c.zone, (\(day) + 1)::timestamp AT TIME ZONE c.zone)
               AND coalesce(o.revoked_at, 'infinity') > \(day)::timestamp AT TIME ZONE c.zone
             ORDER BY lower(o.span), o.override_id
            """)
    }

    /// What has been recorded about a person since, the earliest first; each credential by the number printed on what was
    /// recorded, else by that of the day.
    static func recorded(about person: Person.ID, after asOf: AsOf) -> Query<RecordedFact> {
        Query(
            """
            SELECT f.kind, coalesce(concat_ws(' ', t.name, c.state, coalesce(f.number, n.number)), k.name, ''), f.recorded_at,
                   praxis_private.account_name(f.recorded_by), f.corrects IS NOT NULL, f.detail ->> 'word',
                   (f.detail ->> 'from')::date, (f.detail ->> 'through')::date,
                   coalesce(f.detail ->> 'source', f.detail ->> 'requirement'), f.detail ->> 'why'
              FROM praxis.credentialing_fact f
              LEFT JOIN praxis.credential c USING (practice_id, credential_id)
              LEFT JOIN praxis.credentialing_numbered n
                ON n.practice_id = c.practice_id AND n.person_id = c.person_id AND n.credential_id = c.credential_id
               AND n.days @> \(asOf.valid)
              LEFT JOIN praxis.credential_type t USING (type_code)
              LEFT JOIN praxis.clinic k ON k.practice_id = f.practice_id AND k.clinic_id = f.clinic_id
             WHERE f.person_id = \(person)
               AND f.recorded_at > \(asOf.known)
             ORDER BY f.recorded_at, f.fact_id
             LIMIT \(Self.most)
            """)
    }
}

extension Scope {
    /// The clinic that it names.
    fileprivate var clinic: Slug? {
        if case .clinic(let slug) = self { slug } else { nil }
    }
}

/// The instant that a read looks back to.
struct KnownInstant: PostgresRow {
    let instant: Instant

    init(row: inout RowReader) throws(PostgresError) { self.instant = try row.read() }
}
