import FoundationEssentials
package import Postgres
import PraxisCore

/// Queries and statements about staff files on their way in.
enum StaffStore {
    static func clinics() -> Query<StaffClinicRow> {
        Query("SELECT c.clinic_id, c.slug, c.name FROM praxis.clinic c WHERE c.closed_on IS NULL ORDER BY c.slug")
    }

    /// Whoever shares something with a row, of all clinics.
    static func candidates(_ rows: JSONText) -> Query<StaffCandidateRow> {
        Query("SELECT c.row_number, c.person_id, c.shared FROM praxis_private.staff_candidates(\(rows)) c")
    }

    /// Of these people those whom the caller sees.
    static func known(_ people: [UUID]) -> Query<KnownStaff> {
        Query(
            """
            SELECT p.person_id, p.given_name, p.family_name, p.birth_date, p.npi, p.email, p.phone,
                   (SELECT min(i.value)
                      FROM praxis.person_identifier i
                     WHERE i.practice_id = p.practice_id AND i.person_id = p.person_id AND i.kind = 'payroll_number'
                       AND i.ends_on IS NULL),
                   coalesce((SELECT array_agg(c.slug || ':' || e.position)
                               FROM praxis.employment e
                               JOIN praxis.clinic c USING (practice_id, clinic_id)
                              WHERE e.practice_id = p.practice_id AND e.person_id = p.person_id
                                AND (e.ends_on IS NULL OR e.ends_on > CURRENT_DATE)), '{}'),
                   coalesce((SELECT array_agg(c.slug || ':' || a.clinical_role)
                               FROM praxis.appointment a
                               JOIN praxis.clinic c USING (practice_id, clinic_id)
                              WHERE a.practice_id = p.practice_id AND a.person_id = p.person_id
                                AND (a.ends_on IS NULL OR a.ends_on > CURRENT_DATE)), '{}')
              FROM praxis.person p
             WHERE p.person_id = ANY (\(people))
            """)
    }

    static func add(
        _ id: StaffImport.ID, _ file: StaffFile, as upload: StaffUpload, digest: [UInt8], at clinic: UUID?
    ) -> SQL {
        """
        INSERT INTO praxis.staff_import (import_id, clinic_id, file_name, sha256, encoding, row_count, remarks)
        VALUES (\(id), \(clinic), \(upload.fileName), \(digest),
                \(file.usedFallbackEncoding ? "iso-8859-1" : "utf-8"), \(file.rows.count), \(file.remarks))
        """
    }

    static func add(_ rows: [StaffPreview], to id: StaffImport.ID, at clinic: UUID?) throws -> SQL {
        """
        INSERT INTO praxis.staff_import_row (import_id, clinic_id, row_number, outcome, preview)
        SELECT \(id), \(clinic), (r ->> 'row')::integer, r ->> 'outcome', r
          FROM jsonb_array_elements(\(try JSONText(rows))) AS r
        """
    }

    static func imports(in scope: Scope) -> Query<StaffImport> {
        Query(
            """
            \(Self.columns)
             WHERE \(scope == .all ? "true" : scope.condition)
             ORDER BY i.created_at DESC, i.import_id DESC
             LIMIT 50
            """)
    }

    static func staffImport(_ id: StaffImport.ID, in scope: Scope) -> Query<StaffImport> {
        Query("\(Self.columns) WHERE \(scope == .all ? "true" : scope.condition) AND i.import_id = \(id)")
    }

    /// What the batch of a confirmed import keeps of its file.
    static func origin(_ id: StaffImport.ID) -> Query<StaffImportOrigin> {
        Query("SELECT i.clinic_id, i.sha256 FROM praxis.staff_import i WHERE i.import_id = \(id) FOR UPDATE")
    }

    private static let columns: SQL = """
        SELECT i.import_id, c.name, i.file_name, i.encoding = 'iso-8859-1', i.state, i.row_count, i.remarks, i.version,
               i.created_at,
               (SELECT coalesce(jsonb_object_agg(o.outcome, o.many), '{}')
                  FROM (SELECT r.outcome, count(*) AS many
                          FROM praxis.staff_import_row r
                         WHERE r.practice_id = i.practice_id AND r.import_id = i.import_id
                         GROUP BY r.outcome) o)
          FROM praxis.staff_import i
          LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
        """

    static func rows(
        of id: StaffImport.ID, _ outcome: StaffPreview.Outcome?, after row: Int, limit: Int
    ) -> Query<StoredPreview> {
        Query(
            """
            SELECT r.preview
              FROM praxis.staff_import_row r
             WHERE r.import_id = \(id)
               AND (\(outcome?.rawValue)::text IS NULL OR r.outcome = \(outcome?.rawValue))
               AND r.row_number > \(row)
             ORDER BY r.row_number
             LIMIT \(limit)
            """)
    }

    static func keep(_ answers: [Int: StaffAnswer], of id: StaffImport.ID, at clinic: UUID?) -> SQL {
        let sorted = answers.sorted { $0.key < $1.key }
        return """
            INSERT INTO praxis.staff_import_answer (import_id, clinic_id, row_number, answer, subject_id)
            SELECT \(id), \(clinic), a.row_number, a.answer, nullif(a.subject, '')::uuid
              FROM unnest(\(sorted.map { Int64($0.key) })::integer[], \(sorted.map(\.value.word))::text[],
                          \(sorted.map { $0.value.person?.description ?? "" })::text[]) AS a (row_number, answer, subject)
            """
    }

    static func close(_ id: StaffImport.ID, version: Int, as state: ProviderImport.State) -> SQL {
        """
        UPDATE praxis.staff_import
           SET state = \(state.rawValue), version = version + 1,
               confirmed_by = CASE \(state.rawValue)::text WHEN 'confirmed' THEN praxis_private.account_id() END,
               confirmed_at = CASE \(state.rawValue)::text WHEN 'confirmed' THEN now() END
         WHERE import_id = \(id)
           AND version = \(version)
           AND state = 'previewed'
        """
    }
}

/// A clinic that rows may name.
struct StaffClinicRow: PostgresRow {
    let id: UUID
    let slug: String
    let name: String

    init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.slug = try row.read()
        self.name = try row.read()
    }
}

/// The clinic of a file, and its digest.
struct StaffImportOrigin: PostgresRow {
    let clinic: UUID?
    let digest: [UInt8]

    init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try row.read()
        self.digest = try row.read()
    }
}

/// Somebody whom a row may be about.
struct StaffCandidateRow: PostgresRow {
    let row: Int
    let candidate: StaffCandidate

    init(row: inout RowReader) throws(PostgresError) {
        let number: Int32 = try row.read()
        self.row = Int(number)
        let person: Identifier<Person> = try row.read()
        let shared: [String] = try row.read()
        self.candidate = StaffCandidate(person: person, shared: Set(shared.compactMap(StaffCandidate.Trait.init)))
    }
}

extension KnownStaff: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.given = try row.read()
        self.family = try row.read()
        self.birthDate = try row.read()
        self.npi = try row.read()
        self.email = try row.read()
        self.phone = try row.read()
        self.number = try row.read()
        let employments: [String] = try row.read()
        self.employments = Set(employments)
        let appointments: [String] = try row.read()
        self.appointments = Set(appointments)
    }
}
