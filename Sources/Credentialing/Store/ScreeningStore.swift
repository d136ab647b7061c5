import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements about lists of exclusions and runs.
enum ScreeningStore {
    static func imports() -> Query<ScreeningImport> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.screening_import i
             ORDER BY i.created_at DESC, i.import_id DESC
             LIMIT 100
            """)
    }

    private static let columns: SQL = """
        i.import_id, i.kind, i.month, i.file_name, i.sha256, i.state,
        EXISTS (SELECT
                  FROM praxis.screening_list_in_force f
                 WHERE f.practice_id = i.practice_id AND f.import_id = i.import_id),
        i.reason, i.row_count, i.flagged, i.problems, coalesce(praxis_private.account_name(i.created_by), ''), i.created_at
        """

    static func screeningImport(_ id: ScreeningImport.ID) -> Query<ScreeningImport> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.screening_import i
             WHERE i.import_id = \(id)
            """)
    }

    /// How many rows the newest full list in force has.
    static func fullListRows() -> Query<Count> {
        Query(
            """
            SELECT row_count
              FROM praxis.screening_import
             WHERE kind = 'full' AND state = 'in_force'
             ORDER BY month DESC, created_at DESC
             LIMIT 1
            """)
    }

    /// How many rows the supplements of exclusions in force have together.
    static func supplementRows() -> Query<Count> {
        Query(
            """
            SELECT coalesce(sum(row_count), 0)::bigint
              FROM praxis.screening_import
             WHERE kind = 'exclusions' AND state = 'in_force'
            """)
    }

    static func withdraw(_ id: ScreeningImport.ID) -> SQL {
        """
        UPDATE praxis.screening_import
           SET state = 'withdrawn', withdrawn_at = now(), withdrawn_by = praxis_private.account_id()
         WHERE import_id = \(id)
           AND state = 'in_force'
        """
    }

    static func add(_ id: ScreeningImport.ID, _ file: ExclusionFile, as upload: ListUpload, refused: String?) throws
        -> SQL
    {
        """
        INSERT INTO praxis.screening_import
               (import_id, kind, month, file_name, sha256, state, reason, row_count, flagged, problems)
        VALUES (\(id), \(file.kind.rawValue), \(file.month), \(upload.fileName), \(upload.digest),
                \(refused == nil ? "in_force" : "refused"), \(refused), \(file.entries.count),
                \(file.entries.count(where: { !$0.flags.isEmpty })), \(try JSONText(Array(file.problems.prefix(200)))))
        """
    }

    /// Adds rows of a list, in one statement for many.
    static func add(_ entries: [StoredEntry], to id: ScreeningImport.ID) throws -> SQL {
        """
        INSERT INTO praxis.screening_entry
               (import_id, row_number, last_name, first_name, middle_name, suffix, business_name, general, specialty, npi,
                birth_date, birth_printed, address, city, state, postal_code, exclusion_type, excluded_on, reinstated_on,
                waived_on, waiver_state, flags, identity_hash, record_hash)
        SELECT \(id), r.row, r.last, r.first, r.middle, r.suffix, r.business, r.general, r.specialty, r.npi, r.birth,
               r.printed, r.address, r.city, r.state, r.postal, r.type, r.excluded, r.reinstated, r.waived,
               r.waiver_state, r.flags, decode(r.identity, 'hex'), decode(r.record, 'hex')
          FROM jsonb_to_recordset(\(try JSONText(entries))) AS r (
               row integer, last text, first text, middle text, suffix text, business text, general text, specialty text,
               npi text, birth date, printed text, address text, city text, state text, postal text, type text,
               excluded date, reinstated date, waived date, waiver_state text, flags text[], identity text, record text)
        """
    }

    /// The rows against which people are compared.
    static func inForce() -> Query<ListedRow> {
        Query(
            """
            SELECT import_id, row_number, last_name, first_name, middle_name, birth_date, npi, record_hash
              FROM praxis.screening_entry_in_force
             ORDER BY import_id, row_number
            """)
    }

    static func listsInForce() -> Query<ListInForce> {
        Query(
            """
            SELECT i.file_name, i.month, encode(i.sha256, 'hex'), i.row_count
              FROM praxis.screening_list_in_force f
              JOIN praxis.screening_import i USING (practice_id, import_id)
             ORDER BY i.month, i.import_id
            """)
    }

    /// Everybody, with every name they ever had, the present one first.
    static func subjects() -> Query<ScreeningSubject> {
        Query(
            """
            SELECT p.person_id, p.birth_date, p.npi,
                   p.family_name || coalesce(f.families, '{}'), p.given_name || coalesce(f.givens, '{}')
              FROM praxis.person p
              LEFT JOIN LATERAL (
                   SELECT array_agg(n.family_name ORDER BY n.name_id) AS families,
                          array_agg(n.given_name ORDER BY n.name_id) AS givens
                     FROM praxis.person_name n
                    WHERE n.practice_id = p.practice_id AND n.person_id = p.person_id) f ON true
             ORDER BY p.person_id
            """)
    }

    /// What earlier runs found: person, record and subject.
    static func known() -> Query<KnownMatch> {
        Query("SELECT person_id, record_hash, subject_hash FROM praxis.screening_match")
    }

    static func add(_ id: ScreeningRun.ID, _ report: RunReport) throws -> SQL {
        """
        INSERT INTO praxis.screening_run
               (run_id, started_at, subjects, entries, tiers, suppressed, lists, rule_version)
        VALUES (\(id), \(report.startedAt), \(report.subjects), \(report.entries), \(try JSONText(report.tiers)),
                \(report.suppressed), \(try JSONText(report.lists)), \(RunReport.ruleVersion))
        """
    }

    /// Adds the findings that are new; the others are on file with their review.
    static func add(_ findings: [StoredFinding], of run: ScreeningRun.ID) throws -> SQL {
        """
        INSERT INTO praxis.screening_match
               (match_id, person_id, import_id, row_number, run_id, tier, reasons, subject, subject_hash, record_hash)
        SELECT r.id, r.person, r.list, r.row, \(run), r.tier, r.reasons, r.subject, decode(r.subject_hash, 'hex'),
               decode(r.record_hash, 'hex')
          FROM jsonb_to_recordset(\(try JSONText(findings))) AS r (
               id uuid, person uuid, list uuid, row integer, tier smallint, reasons text[], subject jsonb,
               subject_hash text, record_hash text)
            ON CONFLICT DO NOTHING
        """
    }

    /// Notes which matches, new and known, this run met.
    static func sight(_ findings: [StoredFinding], in run: ScreeningRun.ID) throws -> SQL {
        """
        INSERT INTO praxis.screening_sighting (run_id, person_id, match_id)
        SELECT DISTINCT \(run), m.person_id, m.match_id
          FROM jsonb_to_recordset(\(try JSONText(findings))) AS r (person uuid, subject_hash text, record_hash text)
          JOIN praxis.screening_match m
            ON m.person_id = r.person
           AND m.record_hash = decode(r.record_hash, 'hex')
           AND m.subject_hash = decode(r.subject_hash, 'hex')
        """
    }

    static func runs() -> Query<ScreeningRun> {
        Query(
            """
            SELECT run_id, finished_at, subjects, entries, tiers, suppressed,
                   coalesce(praxis_private.account_name(created_by), '')
              FROM praxis.screening_run
             ORDER BY finished_at DESC, run_id DESC
             LIMIT 50
            """)
    }
}
