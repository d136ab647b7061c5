import Postgres
import PraxisCore

/// Queries and statements about the code set of specialties.
enum TaxonomyStore {
    static func releases() -> Query<TaxonomyRelease> {
        Query(
            """
            SELECT r.release_id, r.source, r.name, r.effective_on, r.file_name, r.row_count, r.loaded_at,
                   r.effective_on <= CURRENT_DATE
                   AND r.release_id = first_value(r.release_id) OVER (
                           PARTITION BY r.source
                           ORDER BY r.effective_on <= CURRENT_DATE DESC, r.effective_on DESC, r.loaded_at DESC,
                                    r.release_id DESC)
              FROM praxis.taxonomy_release r
             ORDER BY r.effective_on DESC, r.loaded_at DESC
             LIMIT 50
            """)
    }

    /// How many codes the latest release of a source has.
    static func size(of source: TaxonomyRelease.Source) -> Query<Column<Int>> {
        Query(
            """
            SELECT r.row_count
              FROM praxis.taxonomy_release r
             WHERE r.source = \(source.rawValue)
             ORDER BY r.effective_on DESC, r.loaded_at DESC
             LIMIT 1
            """)
    }

    /// Codes with these words in code or name, retired ones included.
    static func search(_ words: String?, after code: String?, limit: Int) -> Query<Taxonomy> {
        Query(
            """
            \(Self.columns)
             WHERE (\(words)::text IS NULL OR strpos(lower(t.code || ' ' || t.display_name || ' ' || t.grouping),
                                                     lower(\(words))) > 0)
               AND (\(code)::text IS NULL OR t.code > \(code))
             ORDER BY t.code
             LIMIT \(limit)
            """)
    }

    /// What is known of these codes, and one more code so that an empty answer says that there is no release.
    static func known(_ codes: [String]) -> Query<Taxonomy> {
        Query(
            """
            \(Self.columns)
             WHERE t.code = ANY (\(codes)) OR t.code = (SELECT min(f.code) FROM praxis.taxonomy_current f)
            """)
    }

    private static let columns: SQL = """
        SELECT t.code, t.grouping, t.classification, t.specialization, t.display_name, t.section, t.retired,
               t.deactivated_on
          FROM praxis.taxonomy_current t
        """

    static func add(_ id: TaxonomyRelease.ID, _ upload: TaxonomyUpload, _ file: TaxonomyFile) -> SQL {
        """
        INSERT INTO praxis.taxonomy_release (release_id, source, name, effective_on, file_name, sha256, row_count)
        VALUES (\(id), \(file.source.rawValue), \(upload.release), \(upload.effectiveOn), \(upload.fileName),
                \(upload.digest), \(file.codes.count))
        """
    }

    static func add(_ codes: [Taxonomy], to id: TaxonomyRelease.ID) throws -> SQL {
        """
        INSERT INTO praxis.taxonomy_code
               (release_id, code, grouping, classification, specialization, display_name, section, deactivated,
                deactivated_on)
        SELECT \(id), r.code, r.grouping, r.classification, r.specialization, r.name, r.section, r.deactivated,
               r.deactivated_on
          FROM jsonb_to_recordset(\(try JSONText(codes))) AS r (
               code text, grouping text, classification text, specialization text, name text, section text,
               deactivated boolean, deactivated_on date)
        """
    }
}
