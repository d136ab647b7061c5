import FoundationEssentials
package import Postgres
import PraxisCore

/// Queries and statements about files of Medicare's.
enum PecosStore {
    static func clinics(in scope: Scope) -> Query<ImportClinic> {
        Query("SELECT c.clinic_id, c.name FROM praxis.clinic c WHERE \(scope.condition) ORDER BY c.slug LIMIT 2")
    }

    /// The clinic that an import is for; none where it is for the whole practice.
    static func clinic(of id: PecosImport.ID) -> Query<ImportClinic> {
        Query(
            """
            SELECT c.clinic_id, c.name
              FROM praxis.pecos_import i
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE i.import_id = \(id)
            """)
    }

    /// The numbers of everybody whom the caller sees.
    static func numbers() -> Query<Column<String>> {
        Query("SELECT p.npi FROM praxis.person p WHERE p.npi IS NOT NULL")
    }

    /// Who somebody is, with the names of before.
    static let named: SQL = """
        p.person_id, p.npi, p.given_name, p.family_name,
        coalesce((SELECT array_agg(n.family_name || '|' || n.given_name ORDER BY n.name_id)
                    FROM praxis.person_name n
                   WHERE n.practice_id = p.practice_id AND n.person_id = p.person_id), '{}')
        """

    static func known(_ npis: [String]) -> Query<KnownMedicare> {
        Query(
            """
            SELECT \(Self.named),
                   coalesce((SELECT array_agg(i.kind || ':' || i.value)
                               FROM praxis.person_identifier i
                              WHERE i.practice_id = p.practice_id AND i.person_id = p.person_id AND i.ends_on IS NULL
                                AND i.kind IN ('pac_id', 'pecos_enrollment')), '{}')
              FROM praxis.person p
             WHERE p.npi = ANY (\(npis))
            """)
    }

    static func add(
        _ id: PecosImport.ID, _ upload: PecosUpload, _ reader: PecosReader, of day: ListDay?, digest: [UInt8],
        at clinic: UUID?
    ) -> SQL {
        """
        INSERT INTO praxis.pecos_import
               (import_id, clinic_id, layout, file_name, sha256, row_count, flagged, as_of, as_of_from)
        VALUES (\(id), \(clinic), \(reader.layout.rawValue), \(upload.fileName), \(digest), \(reader.rows), \(reader.flagged),
                \(day?.day), \(day?.source.rawValue))
        """
    }

    static func add(_ people: [PecosPreview], to id: PecosImport.ID, at clinic: UUID?) throws -> SQL {
        """
        INSERT INTO praxis.pecos_import_row (import_id, clinic_id, row_number, outcome, preview)
        SELECT \(id), \(clinic), (r ->> 'row')::integer, r ->> 'outcome', r
          FROM jsonb_array_elements(\(try JSONText(people))) AS r
        """
    }

    static func imports(in scope: Scope) -> Query<PecosImport> {
        Query(
            """
            \(Self.columns)
             WHERE \(scope == .all ? "true" : scope.condition)
             ORDER BY i.created_at DESC, i.import_id DESC
             LIMIT 50
            """)
    }

    static func pecosImport(_ id: PecosImport.ID, in scope: Scope) -> Query<PecosImport> {
        Query("\(Self.columns) WHERE \(scope == .all ? "true" : scope.condition) AND i.import_id = \(id)")
    }

    private static let columns: SQL = """
        SELECT i.import_id, c.name, i.layout, i.file_name, i.sha256, i.state, i.row_count, i.flagged, i.as_of,
               i.as_of_from, i.version, i.created_at,
               (SELECT coalesce(jsonb_object_agg(o.outcome, o.many), '{}')
                  FROM (SELECT r.outcome, count(*) AS many
                          FROM praxis.pecos_import_row r
                         WHERE r.practice_id = i.practice_id AND r.import_id = i.import_id
                         GROUP BY r.outcome) o)
          FROM praxis.pecos_import i
          LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
        """

    static func rows(of id: PecosImport.ID, limit: Int) -> Query<StoredPreview> {
        Query(
            """
            SELECT r.preview
              FROM praxis.pecos_import_row r
             WHERE r.import_id = \(id)
             ORDER BY r.outcome = 'unchanged', r.row_number
             LIMIT \(limit)
            """)
    }

    static func close(_ id: PecosImport.ID, version: Int, as state: ProviderImport.State) -> SQL {
        """
        UPDATE praxis.pecos_import
           SET state = \(state.rawValue), version = version + 1,
               confirmed_by = CASE \(state.rawValue)::text WHEN 'confirmed' THEN praxis_private.account_id() END,
               confirmed_at = CASE \(state.rawValue)::text WHEN 'confirmed' THEN now() END
         WHERE import_id = \(id)
           AND version = \(version)
           AND state = 'previewed'
        """
    }

    static func number(_ people: [PecosPreview]) throws -> SQL {
        """
        INSERT INTO praxis.person_identifier (person_id, identifier_id, kind, value, state)
        SELECT r.person, gen_random_uuid(), n.kind, n.value, n.state
          FROM jsonb_to_recordset(\(try JSONText(people))) AS r (person uuid, new jsonb)
         CROSS JOIN LATERAL jsonb_to_recordset(r.new) AS n (kind text, value text, state text)
        """
    }
}

extension KnownMedicare: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        try self.init(named: &row)
        let numbers: [String] = try row.read()
        self.numbers = Set(numbers)
    }

    /// The columns of `PecosStore.named`.
    init(named row: inout RowReader) throws(PostgresError) {
        let person: Identifier<Person> = try row.read()
        let npi: String = try row.read()
        let given: String = try row.read()
        let family: String = try row.read()
        let names: [String] = try row.read()
        self.init(person: person, npi: npi, given: given, family: family, otherNames: names)
    }
}
