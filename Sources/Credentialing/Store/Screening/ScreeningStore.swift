import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements about comparisons: who is compared with what, and what came of it.
enum ScreeningStore {
    /// The rows against which people and businesses are compared.
    static func inForce() -> Query<ListedRow> {
        Query(
            """
            SELECT import_id, row_number, list = 'sam' AND agency = 'HHS', excluded_on, last_name, first_name, middle_name, birth_date,
                   npi, business_name, also, state, uei, cage, record_hash
              FROM praxis.screening_entry_in_force
             ORDER BY import_id, row_number
            """)
    }

    static func listsInForce() -> Query<ListInForce> {
        Query(
            """
            SELECT i.list, i.kind, i.file_name, i.month, i.issued_on, encode(i.sha256, 'hex'), i.row_count
              FROM praxis.screening_list_in_force f
              JOIN praxis.screening_import i USING (practice_id, import_id)
             ORDER BY i.list, i.month, i.import_id
            """)
    }

    /// The database's clock as the transaction began: all that is read after it is at least as new.
    static func now() -> Query<ReadAt> { Query("SELECT now()") }

    /// Everybody, with every name that they ever had, the present one first; or those alone who have not been compared as
    /// they are now. A name counts from the day on which it takes effect.
    static func subjects(onlyUnscreened: Bool = false) -> Query<ScreeningSubject> {
        Query(
            """
            SELECT person_id, birth_date, npi, families, givens
              FROM praxis_private.screening_people(\(onlyUnscreened))
            """)
    }

    /// Vendors and legal entities with what is known of them; or those alone that are new or changed since the last run.
    static func parties(onlyUnscreened: Bool = false) -> Query<ScreenedParty> {
        Query(
            """
            SELECT \(Self.partyColumns)
              FROM \(Self.partyTables)
             WHERE NOT \(onlyUnscreened)
                OR NOT EXISTS (SELECT
                                 FROM praxis.screening_run r
                                WHERE r.practice_id = s.practice_id
                                  AND r.withdrawn_at IS NULL
                                  AND (r.narrowed_to IS NULL OR s.subject_id = ANY (r.narrowed_to))
                                  AND r.started_at >= s.since)
             ORDER BY s.subject_kind, lower(s.name), s.subject_id
            """)
    }

    static func party(_ id: UUID) -> Query<ScreenedParty> {
        Query("SELECT \(Self.partyColumns) FROM \(Self.partyTables) WHERE s.subject_id = \(id)")
    }

    private static let partyColumns: SQL = """
        s.subject_kind, s.subject_id, s.name, s.other_names, s.states, s.npi, s.uei, s.cage, s.version,
        coalesce(t.state, 'clear')
        """

    private static let partyTables: SQL = """
        praxis.screening_party_subject s
          LEFT JOIN praxis.screening_state t
            ON t.practice_id = s.practice_id AND t.subject_kind = s.subject_kind AND t.subject_id = s.subject_id
        """

    /// Keeps what somebody entered of a business, if they saw its present version.
    static func save(_ draft: PartyDraft, of party: ScreenedParty, version: Int) -> SQL {
        let vendor = party.kind == .vendor ? party.id : nil
        let entity = party.kind == .legalEntity ? party.id : nil
        return """
            INSERT INTO praxis.screening_party AS p (vendor_id, entity_id, other_names, states, npi, uei, cage)
            VALUES (\(vendor), \(entity), \(draft.otherNames), \(draft.states), \(draft.npi), \(draft.uei), \(draft.cage))
                ON CONFLICT (practice_id, party_id) DO UPDATE
               SET other_names = excluded.other_names, states = excluded.states, npi = excluded.npi, uei = excluded.uei,
                   cage = excluded.cage, version = \(version) + 1
            """
    }

    /// What earlier runs found: subject, record and identity.
    static func known() -> Query<KnownMatch> {
        Query("SELECT subject_id, record_hash, subject_hash FROM praxis.screening_match")
    }

    static func add(_ id: ScreeningRun.ID, _ report: RunReport) throws -> SQL {
        """
        INSERT INTO praxis.screening_run
               (run_id, started_at, subjects, parties, narrowed_to, occasion, entries, tiers, suppressed, lists, rule_version,
                code_version)
        VALUES (\(id), \(report.startedAt), \(report.subjects), \(report.parties), \(report.narrowedTo),
                \(report.occasion.rawValue), \(report.entries), \(try JSONText(report.tiers)), \(report.suppressed),
                \(try JSONText(report.lists)), \(RunReport.ruleVersion), \(report.codeVersion))
        """
    }

    /// Adds the findings that are new; the others are on file with their review. One that repeats an exclusion of the other
    /// list follows the match with that.
    static func add(_ findings: [StoredFinding], of run: ScreeningRun.ID) throws -> SQL {
        """
        INSERT INTO praxis.screening_match
               (match_id, person_id, vendor_id, entity_id, follows_id, import_id, row_number, run_id, tier, reasons, subject,
                subject_hash, record_hash)
        SELECT r.id, r.person, r.vendor, r.entity, f.match_id, r.list, r.row, \(run), r.tier, r.reasons, r.subject,
               decode(r.subject_hash, 'hex'), decode(r.record_hash, 'hex')
          FROM jsonb_to_recordset(\(try JSONText(findings))) AS r (
               id uuid, person uuid, vendor uuid, entity uuid, list uuid, row integer, repeats text, tier smallint,
               reasons text[], subject jsonb, subject_hash text, record_hash text)
          LEFT JOIN LATERAL (
               SELECT m.match_id
                 FROM praxis.screening_match m
                WHERE m.subject_id = coalesce(r.person, r.vendor, r.entity)
                  AND m.record_hash = decode(r.repeats, 'hex')
                  AND m.subject_hash = decode(r.subject_hash, 'hex')) f ON true
            ON CONFLICT DO NOTHING
        """
    }

    /// Notes which matches, new and known, this run met.
    static func sight(_ findings: [StoredFinding], in run: ScreeningRun.ID) throws -> SQL {
        """
        INSERT INTO praxis.screening_sighting (run_id, person_id, match_id)
        SELECT DISTINCT \(run)::uuid, m.person_id, m.match_id
          FROM jsonb_to_recordset(\(try JSONText(findings))) AS r (
               person uuid, vendor uuid, entity uuid, subject_hash text, record_hash text)
          JOIN praxis.screening_match m
            ON m.subject_id = coalesce(r.person, r.vendor, r.entity)
           AND m.record_hash = decode(r.record_hash, 'hex')
           AND m.subject_hash = decode(r.subject_hash, 'hex')
        """
    }

    // MARK: The log

    static func log(limit: Int = 200) -> Query<ScreeningRun> {
        Query(
            """
            SELECT \(Self.logColumns)
              FROM praxis.screening_log l
             ORDER BY l.finished_at DESC, l.entry_id DESC
             LIMIT \(limit)
            """)
    }

    static func run(_ id: ScreeningRun.ID) -> Query<ScreeningRun> {
        Query("SELECT \(Self.logColumns) FROM praxis.screening_log l WHERE l.entry_id = \(id)")
    }

    private static let logColumns: SQL = """
        l.entry_id, l.outcome, l.reason, l.started_at, l.finished_at, l.subjects, l.parties, l.everybody, l.entries, l.tiers,
        l.suppressed, l.lists, l.occasion, coalesce(praxis_private.account_name(l.created_by), ''), l.rule_version,
        l.code_version
        """

    /// The latest months, the present one first.
    static func months(_ count: Int = 120) -> Query<ScreeningMonth> {
        Query(
            """
            SELECT month, standing, runs, done_at, run_id, subjects, parties, findings, listed, refused,
                   sam_listed
              FROM praxis.screening_month
             WHERE month > CURRENT_DATE - make_interval(months => \(count + 1)::integer)
             ORDER BY month DESC
             LIMIT \(count)
            """)
    }

    // MARK: The policy

    static func policy() -> Query<ScreeningPolicy> {
        Query("SELECT pending, version FROM praxis.screening_policy")
    }

    static func save(_ policy: ScreeningPolicy) -> SQL {
        """
        INSERT INTO praxis.screening_policy (pending) VALUES (\(policy.pending.rawValue))
            ON CONFLICT (practice_id) DO UPDATE SET pending = excluded.pending, version = \(policy.version) + 1
        """
    }
}
