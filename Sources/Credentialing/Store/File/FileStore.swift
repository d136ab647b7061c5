import FoundationEssentials
package import Postgres
import PraxisCore

/// Queries and statements about credentialing files.
enum FileStore {
    static let pageSize = 50

    private static let columns: SQL = """
        q.file_id, q.person_id, p.family_name || ', ' || p.given_name, q.cycle, q.clinical_role, q.state, q.planned_on,
        q.due_on, praxis_private.account_name(q.assigned_to), q.version, q.done, q.needed, q.open_flags, q.standing_flags, q.age,
        q.deadline, q.outcome, q.clean, q.days_late, q.needs_initial, q.complete_by
        """

    /// Files in the order of what ends first, from after a place in it.
    static func files(_ filter: FileFilter, after: FileCursor?, limit: Int, in scope: Scope) -> Query<CycleFile> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.credentialing_queue q
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE \(Self.condition(scope))
               AND (\(filter.state?.rawValue)::text IS NULL OR q.state = \(filter.state?.rawValue)::text)
               AND (\(filter.state != nil || filter.includesClosed)
                    OR q.state NOT IN ('decided', 'withdrawn'))
               AND (\(filter.age?.rawValue)::text IS NULL
                    OR \(filter.age?.rawValue) = CASE WHEN q.age <= 30 THEN 'young' WHEN q.age <= 90 THEN 'middle' ELSE 'old' END)
               AND (\(filter.cycle?.rawValue)::text IS NULL OR q.cycle = \(filter.cycle?.rawValue)::text)
               AND (\(filter.search?.lowercased())::text IS NULL
                    OR starts_with(p.name_search, \(filter.search?.lowercased())))
               AND (\(after?.deadline) IS NULL
                    OR (coalesce(q.deadline, '2999-12-31'), q.file_id) > (\(after?.deadline), \(after?.file)))
             ORDER BY coalesce(q.deadline, '2999-12-31'), q.file_id
             LIMIT \(limit)
            """)
    }

    /// How many open files each state has, and how old they are on average.
    static func counts(in scope: Scope) -> Query<FileCount> {
        Query(
            """
            SELECT q.state, count(*), count(*) FILTER (WHERE t.today - q.opened_on > 30),
                   count(*) FILTER (WHERE t.today - q.opened_on > 90)
              FROM (SELECT f.practice_id, f.person_id, f.state,
                           praxis_private.practice_day(f.practice_id, f.created_at) AS opened_on
                      FROM praxis.credentialing_file f) q
             CROSS JOIN (SELECT praxis_private.practice_today(praxis_private.practice_id()) AS today) t
             WHERE \(Self.condition(scope))
             GROUP BY q.state
            """)
    }

    /// For each application that came in, the days left to say whether it is complete; below zero where they are over.
    static func completenessDays(in scope: Scope) -> Query<Column<Int>> {
        Query(
            """
            SELECT q.due_on - praxis_private.practice_day(q.practice_id, now())
              FROM praxis.file_completeness q
             WHERE \(Self.condition(scope))
             ORDER BY q.due_on, q.file_id
            """)
    }

    /// A file is everywhere where its person works, today or from a later day on.
    private static func condition(_ scope: Scope) -> SQL {
        scope.works(practice: "q.practice_id", person: "q.person_id")
    }

    static func file(_ id: CycleFile.ID) -> Query<CycleFile> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.credentialing_queue q
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE q.file_id = \(id)
            """)
    }

    static func person(of file: CycleFile.ID) -> Query<Column<Person.ID>> {
        Query("SELECT f.person_id FROM praxis.credentialing_file f WHERE f.file_id = \(file)")
    }

    static func details(_ id: CycleFile.ID) -> Query<FileDetails> {
        Query(
            """
            SELECT f.planned_on, f.no_npi, f.note, f.version, praxis_private.practice_day(f.practice_id, now()),
                   praxis_private.applicant_account(f.file_id)
              FROM praxis.credentialing_file f
             WHERE f.file_id = \(id)
            """)
    }

    /// People without an open file, by name.
    static func candidates() -> Query<FileCandidate> {
        Query(
            """
            SELECT p.person_id, p.family_name || ', ' || p.given_name
              FROM praxis.person p
             WHERE NOT EXISTS (SELECT
                                 FROM praxis.credentialing_file f
                                WHERE f.practice_id = p.practice_id AND f.person_id = p.person_id
                                  AND f.state NOT IN ('decided', 'appeal', 'fair_hearing', 'withdrawn'))
             ORDER BY p.name_search, p.person_id
             LIMIT 2000
            """)
    }

    static func items(of file: CycleFile.ID) -> Query<ChecklistItem> {
        Query(
            """
            SELECT i.element, i.state, i.title, i.compartment = 'peer_review', i.citation, i.status, i.verification_id,
                   i.verified_on, i.usable_until, i.rule_version,
                   CASE WHEN i.status = 'excepted'
                        THEN (SELECT x.reason
                                FROM praxis.checklist_exception x
                               WHERE x.file_id = i.file_id AND x.element = i.element
                               ORDER BY x.created_at DESC, x.exception_id DESC
                               LIMIT 1) END,
                   i.exceptable, i.of_credential
              FROM praxis.credentialing_checklist i
             WHERE i.file_id = \(file)
             ORDER BY i.position, i.status = 'satisfied', i.state
            """)
    }

    static func events(of file: CycleFile.ID) -> Query<FileEvent> {
        Query(
            """
            SELECT e.version, e.from_state, e.to_state, praxis_private.event_reason(e.file_id, e.version),
                   coalesce(praxis_private.account_name(e.created_by), ''), e.created_at
              FROM praxis.file_event e
             WHERE e.file_id = \(file)
             ORDER BY e.version
            """)
    }

    static func flags(of file: CycleFile.ID) -> Query<FileFlag> {
        Query(
            """
            SELECT g.flag_id, g.color, g.element, g.summary, coalesce(praxis_private.account_name(g.created_by), ''),
                   g.created_at, g.step, g.outcome, g.note, praxis_private.account_name(g.disposed_by)
              FROM praxis.credentialing_flag g
             WHERE g.file_id = \(file)
             ORDER BY g.outcome IS NOT NULL, g.color, g.created_at
            """)
    }

    static func decisions(of file: CycleFile.ID) -> Query<FileDecision> {
        Query(
            """
            SELECT d.decision_id, d.outcome, d.meeting_id IS NOT NULL, d.decided_on, d.recorded_on, d.conditions, d.reason,
                   d.evidence_id, d.appointed_from, d.provisional_until, d.recred_due_on, d.notice_due_on, n.sent_on,
                   d.days_late, d.rule_version, coalesce(praxis_private.account_name(d.created_by), '')
              FROM praxis.credentialing_decision d
              LEFT JOIN praxis.file_notice n USING (practice_id, person_id, decision_id)
             WHERE d.file_id = \(file)
             ORDER BY d.version DESC
            """)
    }

    static func attestations(of file: CycleFile.ID) -> Query<Attestation> {
        Query(
            """
            SELECT a.attempt,
                   CASE WHEN a.person_id = praxis_private.person_id()
                        THEN praxis_private.application_open(a.file_id, a.attempt, NULL) ELSE '' END,
                   a.sha256, a.signature, a.signed_on, a.created_at
              FROM praxis.attestation a
             WHERE a.file_id = \(file)
             ORDER BY a.attempt DESC
            """)
    }

    // MARK: Steps

    static func open(_ id: CycleFile.ID, _ draft: FileDraft) -> SQL {
        """
        INSERT INTO praxis.credentialing_file (file_id, person_id, cycle, clinical_role, planned_on, no_npi, assigned_to)
        VALUES (\(id), \(draft.person), \(draft.cycle.rawValue), \(draft.role.rawValue), \(draft.plannedOn),
                \(draft.hasNoNPI), praxis_private.account_id())
        """
    }

    static func edit(_ id: CycleFile.ID, _ edit: FileEdit, version: Int) -> SQL {
        """
        UPDATE praxis.credentialing_file
           SET planned_on = \(edit.plannedOn), no_npi = \(edit.hasNoNPI), note = \(edit.note),
               cycle = CASE WHEN \(edit.becomesInitial) THEN 'initial' ELSE cycle END, version = \(version) + 1
         WHERE file_id = \(id)
        """
    }

    /// The step from the file's state; the guard compares the version and asks for what the step needs.
    static func step(_ id: CycleFile.ID, to state: FileState, version: Int, reason: String?) -> SQL {
        """
        INSERT INTO praxis.file_event (person_id, file_id, version, from_state, to_state, reason)
        SELECT f.person_id, f.file_id, \(version) + 1, f.state, \(state.rawValue), \(reason)
          FROM praxis.credentialing_file f
         WHERE f.file_id = \(id)
        """
    }

    static func except(_ id: UUID, _ element: String, of file: CycleFile.ID, _ draft: ExceptionDraft) -> SQL {
        """
        INSERT INTO praxis.checklist_exception (person_id, file_id, element, exception_id, stands, reason)
        SELECT i.person_id, i.file_id, i.element, \(id), \(draft.stands), \(draft.reason)
          FROM praxis.checklist_item i
         WHERE i.file_id = \(file)
           AND i.element = \(element)
           AND i.element <> 'attestation'
        """
    }

    static func raise(_ id: FileFlag.ID, _ draft: FlagDraft, on file: CycleFile.ID) -> SQL {
        """
        INSERT INTO praxis.file_flag (person_id, file_id, flag_id, color, summary)
        SELECT f.person_id, f.file_id, \(id), \(draft.isRed ? "red" : "yellow"), \(draft.summary)
          FROM praxis.credentialing_file f
         WHERE f.file_id = \(file)
        """
    }

    static func dispose(_ id: FileFlag.ID, of file: CycleFile.ID, _ draft: FlagDispositionDraft, step: Int) -> SQL {
        """
        INSERT INTO praxis.flag_disposition (person_id, flag_id, step, outcome, note)
        SELECT g.person_id, g.flag_id, \(step) + 1, \(draft.outcome.rawValue), \(draft.note)
          FROM praxis.file_flag g
         WHERE g.file_id = \(file)
           AND g.flag_id = \(id)
        """
    }
}

/// Somebody for whom a file can be opened.
package struct FileCandidate: PostgresRow, Sendable {
    package let person: Person.ID
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
    }
}

/// What a list of files is narrowed to.
package struct FileFilter: Hashable, Sendable {
    package var state: FileState?
    package var cycle: FileCycle?
    package var search: String?
    package var age: FileAge?
    /// Whether decided and withdrawn files are listed, too.
    package var includesClosed: Bool

    package init(
        state: FileState? = nil, cycle: FileCycle? = nil, search: String? = nil, age: FileAge? = nil,
        includesClosed: Bool = false
    ) {
        self.state = state
        self.cycle = cycle
        self.search = search
        self.age = age
        self.includesClosed = includesClosed
    }
}

/// How many files a state has, and how many of them are old.
package struct FileCount: PostgresRow, Sendable {
    package let state: FileState
    package let count: Int
    package let over30: Int
    package let over90: Int

    package init(row: inout RowReader) throws(PostgresError) {
        let state: String = try row.read()
        self.state = FileState(rawValue: state) ?? .draft
        self.count = try row.read()
        self.over30 = try row.read()
        self.over90 = try row.read()
    }
}

/// A place in the order of the queue.
package struct FileCursor: Hashable, Sendable {
    let deadline: LocalDate
    let file: CycleFile.ID

    package init(after file: CycleFile) {
        // No deadline sorts last, as in the query.
        self.deadline = file.deadline ?? LocalDate(year: 2999, month: 12, day: 31) ?? .last
        self.file = file.id
    }
}

extension FileCursor: LosslessStringConvertible {
    package init?(_ text: String) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 2, let deadline = LocalDate(String(parts[0])), let file = CycleFile.ID(String(parts[1]))
        else { return nil }
        self.deadline = deadline
        self.file = file
    }

    package var description: String { "\(self.deadline)~\(self.file)" }
}
