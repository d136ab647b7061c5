import FoundationEssentials
package import Postgres
import PraxisCore

/// Queries and statements about provider files.
enum ProviderStore {
    static func clinic(in scope: Scope) -> Query<ImportClinic> {
        Query("SELECT c.clinic_id, c.name FROM praxis.clinic c WHERE \(scope.condition) ORDER BY c.slug LIMIT 2")
    }

    /// The people who have one of these NPIs.
    static func known(_ npis: [String], in scope: Scope) -> Query<KnownProvider> {
        Query(
            """
            SELECT p.person_id, p.npi, p.given_name, p.middle_name, p.family_name, p.suffix, p.birth_date, p.phone,
                   coalesce((SELECT array_agg(k.state || ':' || n.number_normalized)
                               FROM praxis.credential k
                               JOIN praxis.credentialing_numbered n USING (practice_id, person_id, credential_id)
                              WHERE k.practice_id = p.practice_id
                                AND k.person_id = p.person_id
                                AND k.state IS NOT NULL), '{}'),
                   EXISTS (SELECT
                             FROM praxis.appointment a
                             JOIN praxis.clinic c USING (practice_id, clinic_id)
                            WHERE a.practice_id = p.practice_id
                              AND a.person_id = p.person_id
                              AND \(scope.condition)
                              AND (a.ends_on IS NULL OR a.ends_on > CURRENT_DATE)),
                   coalesce((SELECT array_agg(n.family_name || ' ' || n.given_name)
                               FROM praxis.person_name n
                              WHERE n.practice_id = p.practice_id AND n.person_id = p.person_id), '{}'),
                   coalesce((SELECT array_agg(t.code)
                               FROM praxis.person_taxonomy t
                              WHERE t.practice_id = p.practice_id AND t.person_id = p.person_id), '{}'),
                   \(Self.standing)
              FROM praxis.person p
             WHERE p.npi = ANY (\(npis))
            """)
    }

    /// What is on record of somebody's number: the newest, as long as they have that number.
    static let standing: SQL = """
        (SELECT jsonb_build_object('deactivatedOn', s.deactivated_on, 'reactivatedOn', s.reactivated_on,
                                   'reason', s.reason_code, 'replacement', s.replacement)
           FROM praxis.npi_standing s
          WHERE s.practice_id = p.practice_id AND s.person_id = p.person_id AND s.npi = p.npi
          ORDER BY s.created_at DESC, s.standing_id DESC
          LIMIT 1)
        """

    /// Those who have one of the NPIs and belong to clinics of which the caller sees nothing.
    static func elsewhere(_ providers: [ProviderRecord]) -> Query<ProviderElsewhere> {
        Query(
            """
            SELECT h.npi, h.person_id, h.agrees
              FROM praxis_private.npi_holders(
                     \(providers.map(\.npi.description)), \(providers.map { $0.birthDate?.description ?? "" }),
                     \(providers.map(\.name.family))) h
             WHERE NOT EXISTS (SELECT FROM praxis.person p WHERE p.person_id = h.person_id)
            """)
    }

    static func add(
        _ id: ProviderImport.ID, _ file: ProviderFile, as upload: ProviderUpload, digest: [UInt8],
        at clinic: ImportClinic
    ) -> SQL {
        """
        INSERT INTO praxis.provider_import (clinic_id, import_id, file_name, sha256, encoding, starts_on, row_count)
        VALUES (\(clinic.id), \(id), \(upload.fileName), \(digest),
                \(file.usedFallbackEncoding ? "iso-8859-1" : "utf-8"), \(upload.startsOn), \(file.rows.count))
        """
    }

    static func add(_ rows: [ProviderPreview], to id: ProviderImport.ID, at clinic: ImportClinic) throws -> SQL {
        """
        INSERT INTO praxis.provider_import_row (clinic_id, import_id, row_number, outcome, npi, person_id, preview)
        SELECT \(clinic.id), \(id), (r ->> 'row')::integer, r ->> 'outcome', r ->> 'npi', (r ->> 'person')::uuid, r
          FROM jsonb_array_elements(\(try JSONText(rows))) AS r
        """
    }

    static func imports(in scope: Scope) -> Query<ProviderImport> {
        Query(
            """
            \(Self.columns)
             WHERE \(scope.condition)
             ORDER BY i.created_at DESC, i.import_id DESC
             LIMIT 50
            """)
    }

    static func providerImport(_ id: ProviderImport.ID, in scope: Scope) -> Query<ProviderImport> {
        Query("\(Self.columns) WHERE \(scope.condition) AND i.import_id = \(id)")
    }

    private static let columns: SQL = """
        SELECT i.import_id, c.name, c.slug, i.file_name, i.sha256, i.encoding = 'iso-8859-1', i.state, i.starts_on,
               i.row_count, i.version, i.created_at,
               (SELECT coalesce(jsonb_object_agg(o.outcome, o.many), '{}')
                  FROM (SELECT r.outcome, count(*) AS many
                          FROM praxis.provider_import_row r
                         WHERE r.practice_id = i.practice_id AND r.clinic_id = i.clinic_id AND r.import_id = i.import_id
                         GROUP BY r.outcome) o)
          FROM praxis.provider_import i
          JOIN praxis.clinic c USING (practice_id, clinic_id)
        """

    static func rows(
        of id: ProviderImport.ID, _ outcome: ProviderPreview.Outcome?, after row: Int, limit: Int
    ) -> Query<StoredPreview> {
        Query(
            """
            SELECT r.preview
              FROM praxis.provider_import_row r
             WHERE r.import_id = \(id)
               AND (\(outcome?.rawValue)::text IS NULL OR r.outcome = \(outcome?.rawValue))
               AND r.row_number > \(row)
             ORDER BY r.row_number
             LIMIT \(limit)
            """)
    }

    static func close(_ id: ProviderImport.ID, version: Int, as state: ProviderImport.State) -> SQL {
        """
        UPDATE praxis.provider_import
           SET state = \(state.rawValue), version = version + 1,
               confirmed_by = CASE \(state.rawValue)::text WHEN 'confirmed' THEN praxis_private.account_id() END,
               confirmed_at = CASE \(state.rawValue)::text WHEN 'confirmed' THEN now() END
         WHERE import_id = \(id)
           AND version = \(version)
           AND state = 'previewed'
        """
    }
}

/// The clinic that a file is for.
struct ImportClinic: PostgresRow {
    let id: UUID
    let name: String

    init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
    }
}

/// A row's preview as it was shown.
struct StoredPreview: PostgresRow {
    let text: JSONText

    init(row: inout RowReader) throws(PostgresError) { self.text = try row.read() }
}

extension ProviderElsewhere: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.npi = try row.read()
        self.person = try row.read()
        self.agrees = try row.read()
    }
}

extension KnownProvider: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let person: Identifier<Person> = try row.read()
        let npi: String = try row.read()
        let given: String = try row.read()
        let middle: String? = try row.read()
        let family: String = try row.read()
        let suffix: String? = try row.read()
        let birthDate: LocalDate? = try row.read()
        let phone: String? = try row.read()
        let licenses: [String] = try row.read()
        let isAppointed: Bool = try row.read()
        let names: [String] = try row.read()
        let taxonomies: [String] = try row.read()
        let standing: JSONText? = try row.read()
        self.init(
            person: person, npi: npi, given: given, middle: middle, family: family, suffix: suffix,
            birthDate: birthDate, phone: phone, licenses: Set(licenses), isAppointed: isAppointed, names: Set(names),
            taxonomies: Set(taxonomies), standing: standing.flatMap { try? $0.decoded() })
    }
}
