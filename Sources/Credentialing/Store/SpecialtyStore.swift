package import Postgres
import PraxisCore

/// Queries and statements about what people work as, and what the registry of NPIs says of them.
enum SpecialtyStore {
    static func specialties(of person: Person.ID) -> Query<Specialty> {
        Query(
            """
            SELECT t.taxonomy_id, t.code, k.display_name, t.is_primary, coalesce(k.retired, false),
                   t.source = 'provider_file'
              FROM praxis.person_taxonomy t
              LEFT JOIN praxis.taxonomy_current k USING (code)
             WHERE t.person_id = \(person)
               AND t.ends_on IS NULL
             ORDER BY t.is_primary DESC, t.code
            """)
    }

    /// The first is the primary one.
    static func add(_ code: String, as id: Specialty.ID, to person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.person_taxonomy (taxonomy_id, person_id, code, is_primary)
        SELECT \(id), p.person_id, \(code),
               NOT EXISTS (SELECT FROM praxis.person_taxonomy k
                            WHERE k.person_id = p.person_id AND k.is_primary AND k.ends_on IS NULL)
          FROM praxis.person p
         WHERE p.person_id = \(person)
        """
    }

    /// The guard says the day.
    static func end(_ id: Specialty.ID, of person: Person.ID) -> SQL {
        """
        UPDATE praxis.person_taxonomy
           SET ends_on = CURRENT_DATE
         WHERE taxonomy_id = \(id) AND person_id = \(person)
        """
    }

    static func medicare(of person: Person.ID) -> Query<MedicareNumber> {
        Query(
            """
            SELECT i.kind, i.value, i.state
              FROM praxis.person_identifier i
             WHERE i.person_id = \(person)
               AND i.kind IN ('pac_id', 'pecos_enrollment')
               AND i.ends_on IS NULL
             ORDER BY i.kind, i.state, i.value
            """)
    }

    static func standing(of person: Person.ID) -> Query<StoredStanding> {
        Query("SELECT \(ProviderStore.standing) FROM praxis.person p WHERE p.person_id = \(person)")
    }

    /// What the latest file that came into effect, and still is, says of somebody.
    static func entry(of person: Person.ID) -> Query<StoredEntry> {
        Query(
            """
            SELECT r.preview -> 'provider', i.file_name, i.confirmed_at::date
              FROM praxis.person p
              JOIN praxis.provider_import_row r ON r.practice_id = p.practice_id AND r.npi = p.npi
              JOIN praxis.provider_import i
                ON i.practice_id = r.practice_id AND i.clinic_id = r.clinic_id AND i.import_id = r.import_id
             WHERE p.person_id = \(person)
               AND r.outcome <> 'refused'
               AND r.preview -> 'provider' IS NOT NULL
               AND i.state = 'confirmed'
               AND NOT EXISTS (SELECT FROM praxis.import_undo u
                                WHERE u.practice_id = i.practice_id AND u.batch_id = i.import_id)
             ORDER BY i.confirmed_at DESC
             LIMIT 1
            """)
    }
}

extension MedicareNumber: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let kind: String = try row.read()
        let value: String = try row.read()
        let state: String? = try row.read()
        self.init(Kind(rawValue: kind) ?? .enrollment, value, state: state)
    }
}
