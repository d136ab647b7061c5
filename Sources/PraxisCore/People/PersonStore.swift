package import Postgres

/// Queries about people.
package enum PersonStore {
    /// A page of people, by name.
    package static func list(_ filter: PersonFilter, in scope: Scope) -> Query<PersonListing> {
        Query(
            """
            SELECT p.person_id, p.given_name, p.family_name, p.npi,
                   coalesce((SELECT array_agg(DISTINCT e.position)
                               FROM praxis.employment e
                              WHERE (e.practice_id, e.person_id) = (p.practice_id, p.person_id)
                                AND (e.ends_on IS NULL OR e.ends_on > CURRENT_DATE)), '{}'),
                   coalesce((SELECT array_agg(DISTINCT c.name)
                               FROM praxis.employment e
                               JOIN praxis.clinic c USING (practice_id, clinic_id)
                              WHERE (e.practice_id, e.person_id) = (p.practice_id, p.person_id)
                                AND (e.ends_on IS NULL OR e.ends_on > CURRENT_DATE)), '{}')
              FROM praxis.person p
             WHERE \(Self.condition(filter, scope))
               AND (\(filter.after)::uuid IS NULL
                    OR (p.name_search, p.person_id) >
                       (SELECT l.name_search, l.person_id FROM praxis.person l WHERE l.person_id = \(filter.after)))
             ORDER BY p.name_search, p.person_id
             LIMIT \(filter.limit)
            """)
    }

    /// How many people fit the filter.
    package static func count(_ filter: PersonFilter, in scope: Scope) -> Query<Count> {
        Query("SELECT count(*) FROM praxis.person p WHERE \(Self.condition(filter, scope))")
    }

    /// One person.
    package static func person(_ id: PersonRecord.ID) -> Query<PersonRecord> {
        Query(
            """
            SELECT p.person_id, p.given_name, p.middle_name, p.family_name, p.suffix, p.birth_date, p.npi, p.email,
                   p.phone, p.version
              FROM praxis.person p
             WHERE p.person_id = \(id)
            """)
    }

    /// Whether somebody of the practice has the same name and day of birth, and who, where the caller may see them.
    static func namesake(of person: PersonDetails) -> Query<Namesake> {
        Query(
            """
            SELECT praxis_private.has_namesake(\(person.givenName), \(person.familyName), \(person.birthDate)),
                   (SELECT p.person_id
                      FROM praxis.person p
                     WHERE lower(p.given_name) = lower(\(person.givenName))
                       AND lower(p.family_name) = lower(\(person.familyName))
                       AND p.birth_date = \(person.birthDate)
                     ORDER BY p.person_id
                     LIMIT 1)
            """)
    }

    static func insert(_ id: PersonRecord.ID, _ person: PersonDetails) -> SQL {
        """
        INSERT INTO praxis.person
          (person_id, given_name, middle_name, family_name, suffix, birth_date, npi, email, phone)
        VALUES (\(id), \(person.givenName), \(person.middleName), \(person.familyName), \(person.suffix),
                \(person.birthDate), \(person.npi), \(person.email), \(person.phone))
        """
    }

    /// Changes no row where the version is another by now. The trail keeps names and numbers; of contacts and the birth date
    /// it keeps that they changed.
    static func update(_ id: PersonRecord.ID, _ person: PersonDetails, version: Int) -> Query<FieldChange> {
        Query(
            """
            \(Self.change(id, person, version: version))
            RETURNING praxis.changes(to_jsonb(o) - 'version', to_jsonb(p), \(Self.masked)),
                      praxis.changes(to_jsonb(p) - 'version', to_jsonb(o), \(Self.masked))
            """)
    }

    private static let masked: SQL = "'{birth_date,email,phone}'"

    private static func change(_ id: PersonRecord.ID, _ person: PersonDetails, version: Int) -> SQL {
        """
        UPDATE praxis.person p
           SET given_name = \(person.givenName), middle_name = \(person.middleName),
               family_name = \(person.familyName), suffix = \(person.suffix), birth_date = \(person.birthDate),
               npi = \(person.npi), email = \(person.email), phone = \(person.phone), version = p.version + 1
          FROM praxis.person o
         WHERE o.person_id = \(id)
           AND p.practice_id = o.practice_id AND p.person_id = o.person_id AND p.version = o.version
           AND p.version = \(version)
        """
    }

    private static func condition(_ filter: PersonFilter, _ scope: Scope) -> SQL {
        let words = filter.words.map { $0.lowercased() }
        let pattern = words.map { Self.escaped($0) + "%" }
        return """
            (\(words)::text IS NULL OR p.name_search LIKE \(pattern) OR lower(p.given_name) LIKE \(pattern)
               OR p.npi = \(words))
            AND EXISTS (SELECT FROM praxis.employment e
                          JOIN praxis.clinic c USING (practice_id, clinic_id)
                         WHERE (e.practice_id, e.person_id) = (p.practice_id, p.person_id)
                           AND \(scope.condition)
                           AND (\(filter.includesFormer) OR e.ends_on IS NULL OR e.ends_on > CURRENT_DATE)
                           AND (\(filter.position)::text IS NULL OR e.position = \(filter.position)))
            """
    }

    /// Text that LIKE takes as it stands.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += "\\%_".contains($1) ? "\\\($1)" : String($1) }
    }
}
