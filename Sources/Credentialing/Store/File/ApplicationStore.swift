package import Postgres
package import PraxisCore

/// Queries and statements about a person's own application.
enum ApplicationStore {
    static func identity(of file: CycleFile.ID) -> Query<ApplicantIdentity> {
        Query(
            """
            SELECT concat_ws(' ', p.given_name, p.middle_name, p.family_name, p.suffix), p.birth_date, p.npi
              FROM praxis.credentialing_file f
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE f.file_id = \(file)
            """)
    }

    /// The rule of today about work before an application.
    static func work() -> Query<WorkHistory> {
        Query("SELECT r.years, r.gap_months, r.written_gap_months FROM praxis_private.work_history_rule() r")
    }

    /// Whom to mail of a step of a file, which is its last.
    static func mail(of step: Int, of file: CycleFile.ID) -> Query<StepRecipient> {
        Query("SELECT m.email, m.state FROM praxis_private.file_step_mail(\(file), \(step)::integer) m")
    }

    /// The caller's own files, the latest first.
    static func own() -> Query<OwnFile> {
        Query(
            """
            SELECT f.file_id, f.cycle, f.clinical_role, f.state, f.version,
                   praxis_private.file_attempt(f.file_id), f.planned_on,
                   (SELECT praxis_private.event_reason(e.file_id, e.version)
                      FROM praxis.file_event e
                     WHERE e.practice_id = f.practice_id AND e.file_id = f.file_id
                       AND e.to_state IN ('returned_incomplete', 'info_requested')
                     ORDER BY e.version DESC
                     LIMIT 1)
              FROM praxis.credentialing_file f
             WHERE f.person_id = praxis_private.person_id()
               AND f.state <> 'draft'
             ORDER BY f.created_at DESC
            """)
    }

    static func sections(of file: CycleFile.ID) -> Query<ApplicationSection> {
        Query(
            """
            SELECT s.section, s.answers, s.version
              FROM praxis.application_section s
             WHERE s.file_id = \(file)
               AND s.person_id = praxis_private.person_id()
            """)
    }

    /// What was signed in a round, for whoever may open it.
    static func signed(_ attempt: Int, of file: CycleFile.ID, purpose: String?) -> Query<SignedContent> {
        Query(
            """
            SELECT o.content
              FROM (SELECT praxis_private.application_open(f.file_id, \(attempt)::integer, \(purpose)) AS content
                      FROM praxis.credentialing_file f
                     WHERE f.file_id = \(file)
                    OFFSET 0) o
             WHERE o.content IS NOT NULL
            """)
    }

    /// Writes a section for the first time.
    static func add(_ section: String, _ answers: JSONText, to file: CycleFile.ID) -> SQL {
        """
        INSERT INTO praxis.application_section (person_id, file_id, section, answers)
        SELECT f.person_id, f.file_id, \(section), \(answers)
          FROM praxis.credentialing_file f
         WHERE f.file_id = \(file)
           AND f.person_id = praxis_private.person_id()
        """
    }

    /// Writes a section again.
    static func change(_ section: String, _ answers: JSONText, of file: CycleFile.ID, version: Int) -> SQL {
        """
        UPDATE praxis.application_section
           SET answers = \(answers), version = \(version) + 1
         WHERE file_id = \(file)
           AND person_id = praxis_private.person_id()
           AND section = \(section)
        """
    }

    /// The guard sets the round and the day.
    static func attest(_ file: CycleFile.ID, _ content: [UInt8], signature: String) -> SQL {
        """
        INSERT INTO praxis.attestation (person_id, file_id, attempt, content, signature, signed_on)
        SELECT f.person_id, f.file_id, 1, \(content), \(signature), CURRENT_DATE
          FROM praxis.credentialing_file f
         WHERE f.file_id = \(file)
           AND f.person_id = praxis_private.person_id()
        """
    }
}

/// An application to the letter.
struct SignedContent: PostgresRow, Sendable {
    let content: [UInt8]

    init(row: inout RowReader) throws(PostgresError) { self.content = try row.read() }
}

/// Whom a source is asked about.
package struct ApplicantIdentity: PostgresRow, Sendable {
    package let name: String
    package let birthDate: LocalDate?
    package let npi: String?

    package init(row: inout RowReader) throws(PostgresError) {
        self.name = try row.read()
        self.birthDate = try row.read()
        self.npi = try row.read()
    }
}

/// A file as its own person sees it.
package struct OwnFile: PostgresRow, Sendable {
    package let id: CycleFile.ID
    package let cycle: FileCycle
    package let role: String
    package let state: FileState
    package let version: Int
    /// The round of the application.
    package let attempt: Int
    package let plannedOn: LocalDate?
    /// Why it was returned last, or what the committee asked for.
    package let returnedFor: String?

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let cycle: String = try row.read()
        self.cycle = FileCycle(rawValue: cycle) ?? .initial
        self.role = try row.read()
        let state: String = try row.read()
        self.state = FileState(rawValue: state) ?? .draft
        self.version = try row.read()
        self.attempt = try row.read()
        self.plannedOn = try row.read()
        self.returnedFor = try row.read()
    }
}

/// A section of an application as it was written last.
package struct ApplicationSection: PostgresRow, Sendable {
    package let section: String
    package let answers: [String: String]
    package let version: Int

    package init(row: inout RowReader) throws(PostgresError) {
        self.section = try row.read()
        let answers: JSONText = try row.read()
        self.answers = (try? answers.decoded()) ?? [:]
        self.version = try row.read()
    }
}
