import Postgres
import PraxisCore

/// Queries and statements about rosters of payers.
enum PayerRosterStore {
    static func layout(of plan: PayerPlan.ID) -> Query<RosterLayoutVersion> {
        Query(
            """
            SELECT l.layout_id, l.number, l.layout
              FROM praxis.roster_layout l
             WHERE l.plan_id = \(plan)
             ORDER BY l.number DESC
             LIMIT 1
            """)
    }

    static func add(
        _ id: RosterLayoutVersion.ID, _ layout: RosterLayout, to plan: PayerPlan.ID, number: Int
    ) throws -> SQL {
        """
        INSERT INTO praxis.roster_layout (layout_id, plan_id, number, layout)
        VALUES (\(id), \(plan), \(number), \(try JSONText(layout)))
        """
    }

    static func submissions(of plan: PayerPlan.ID) -> Query<RosterSubmission> {
        Query("\(Self.columns) WHERE s.plan_id = \(plan) ORDER BY s.number DESC LIMIT 200")
    }

    static func submission(_ id: RosterSubmission.ID) -> Query<RosterSubmission> {
        Query("\(Self.columns) WHERE s.submission_id = \(id)")
    }

    private static let columns: SQL = """
        SELECT s.submission_id, s.plan_id, s.number, s.kind, s.base_id, s.row_count, encode(s.sha256, 'hex'), s.created_at,
               coalesce(praxis_private.account_name(s.created_by), ''), a.outcome, a.received_on, a.reference,
               (SELECT count(*)
                  FROM praxis.roster_rejection r
                 WHERE r.practice_id = s.practice_id AND r.submission_id = s.submission_id),
               coalesce(l.layout ->> 'delimiter', 'comma')
          FROM praxis.roster_submission s
          JOIN praxis.roster_layout l USING (practice_id, layout_id)
          LEFT JOIN praxis.roster_answer a USING (practice_id, submission_id)
        """

    static func content(of id: RosterSubmission.ID) -> Query<Text> {
        Query("SELECT s.content FROM praxis.roster_submission s WHERE s.submission_id = \(id)")
    }

    static func lines(of id: RosterSubmission.ID) -> Query<RosterSubmissionRecord.SentLine> {
        Query(
            """
            SELECT l.line, l.person_id, l.clinic_id, l.action, l.facts, r.reason
              FROM praxis.roster_line l
              LEFT JOIN praxis.roster_rejection r USING (practice_id, submission_id, line)
             WHERE l.submission_id = \(id)
             ORDER BY l.line
            """)
    }

    /// The canonical rows of a plan as they are now, each with the enrollment before that has ended.
    static func current(_ plan: PayerPlan.ID) -> Query<CurrentRow> {
        Query("\(Self.rows) FROM praxis_private.roster_rows(\(plan), NULL) r")
    }

    /// The rows of somebody at a clinic.
    static func current(_ person: Person.ID, at clinic: Slug) -> Query<CurrentRow> {
        Query(
            """
            \(Self.rows)
              FROM praxis_private.roster_rows(NULL, ARRAY[\(person)]::uuid[]) r
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE c.slug = \(clinic)
             ORDER BY r.plan_id
             LIMIT 1
            """)
    }

    private static let rows: SQL =
        "SELECT r.person_id, r.clinic_id, r.facts, r.ended IS NOT NULL, coalesce(r.ended, '{}'), r.on_file, r.typed"

    /// Files and answers of one plan take turns, until the end of the transaction.
    static func turn(of plan: PayerPlan.ID) -> SQL {
        "SELECT pg_advisory_xact_lock(hashtextextended(\(plan)::text, 571))"
    }

    /// What the payer of a plan holds, with the file from which it does; no row where it has accepted nothing.
    static func accepted(of plan: PayerPlan.ID) -> Query<AcceptedFile> {
        Query("SELECT a.submission_id FROM praxis.roster_accepted a WHERE a.plan_id = \(plan)")
    }

    static func held(of plan: PayerPlan.ID) -> Query<FactRow> {
        Query(
            """
            SELECT h.person_id, h.clinic_id, h.facts
              FROM praxis.roster_accepted a
              JOIN praxis.roster_held h USING (practice_id, submission_id)
             WHERE a.plan_id = \(plan)
            """)
    }

    static func add(
        _ id: RosterSubmission.ID, _ kind: RosterSubmission.Kind, of plan: PayerPlan.ID, number: Int,
        layout: RosterLayoutVersion.ID, base: RosterSubmission.ID?, content: String, rowCount: Int
    ) -> SQL {
        """
        INSERT INTO praxis.roster_submission
               (submission_id, plan_id, layout_id, number, kind, base_id, row_count, content, sha256)
        VALUES (\(id), \(plan), \(layout), \(number), \(kind.rawValue), \(base), \(rowCount), \(content),
                sha256(convert_to(\(content), 'UTF8')))
        """
    }

    static func add(_ lines: [PayerRosterLine], to id: RosterSubmission.ID) throws -> SQL {
        """
        INSERT INTO praxis.roster_line (clinic_id, submission_id, line, person_id, action, facts)
        SELECT l.clinic, \(id), l.line, l.person, nullif(l.action, ''), l.facts::jsonb
          FROM unnest(\(lines.map(\.key.clinic))::uuid[], \(lines.map(\.key.person))::uuid[],
                      \(lines.map { $0.action?.rawValue ?? "" })::text[],
                      \(try lines.map { try Self.json($0.facts) })::text[])
               WITH ORDINALITY AS l(clinic, person, action, facts, line)
        """
    }

    static func add(_ draft: RosterAnswerDraft, to id: RosterSubmission.ID) -> SQL {
        """
        INSERT INTO praxis.roster_answer (submission_id, outcome, received_on, reference)
        VALUES (\(id), \(draft.outcome.rawValue), \(draft.receivedOn), \(draft.reference))
        """
    }

    static func reject(_ rejections: [Int: String], in id: RosterSubmission.ID) -> SQL {
        let rows = rejections.sorted { $0.key < $1.key }
        return """
            INSERT INTO praxis.roster_rejection (submission_id, line, reason)
            SELECT \(id), r.line::integer, r.reason
              FROM unnest(\(rows.map { String($0.key) })::text[], \(rows.map { $0.value })::text[]) AS r(line, reason)
            """
    }

    static func hold(_ held: [RosterKey: RosterFacts], since id: RosterSubmission.ID) throws -> SQL {
        let rows = Array(held)
        return """
            INSERT INTO praxis.roster_held (clinic_id, submission_id, person_id, facts)
            SELECT h.clinic, \(id), h.person, h.facts::jsonb
              FROM unnest(\(rows.map { $0.key.clinic })::uuid[], \(rows.map { $0.key.person })::uuid[],
                          \(try rows.map { try Self.json($0.value) })::text[]) AS h(clinic, person, facts)
            """
    }

    static func profile(of person: Person.ID, at clinic: Slug) -> Query<Profile> {
        Query(
            """
            SELECT f.number, f.facts
              FROM praxis.roster_profile f
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE f.person_id = \(person) AND c.slug = \(clinic)
             ORDER BY f.number DESC
             LIMIT 1
            """)
    }

    static func add(_ draft: RosterProfileDraft, of person: Person.ID, at clinic: Slug, number: Int) throws -> SQL {
        """
        INSERT INTO praxis.roster_profile (clinic_id, profile_id, person_id, number, facts)
        SELECT c.clinic_id, gen_random_uuid(), \(person), \(number), \(JSONText(text: try Self.json(draft.facts)))
          FROM praxis.clinic c
         WHERE c.slug = \(clinic)
        """
    }

    private static func json(_ facts: RosterFacts) throws -> String { try JSONText(facts).text }

    struct FactRow: PostgresRow {
        let line: PayerRosterLine

        init(row: inout RowReader) throws(PostgresError) {
            let key = RosterKey(person: try row.read(), clinic: try row.read())
            self.line = PayerRosterLine(key, nil, try row.rosterFacts())
        }
    }

    struct CurrentRow: PostgresRow {
        let line: PayerRosterLine
        /// What the payer is told first, where there is something.
        let ended: RosterFacts?
        let origin: RosterOrigin

        init(row: inout RowReader) throws(PostgresError) {
            self.line = try FactRow(row: &row).line
            let hasEnded: Bool = try row.read()
            let facts = try row.rosterFacts()
            self.ended = hasEnded ? facts : nil
            self.origin = RosterOrigin(
                sent: self.line.facts, onFile: try row.rosterFacts(), typed: try row.rosterFacts())
        }
    }

    struct AcceptedFile: PostgresRow {
        let id: RosterSubmission.ID

        init(row: inout RowReader) throws(PostgresError) { self.id = try row.read() }
    }

    struct Text: PostgresRow {
        let text: String

        init(row: inout RowReader) throws(PostgresError) { self.text = try row.read() }
    }

    struct Profile: PostgresRow {
        let number: Int
        let facts: RosterFacts

        init(row: inout RowReader) throws(PostgresError) {
            self.number = try row.read()
            self.facts = try row.rosterFacts()
        }
    }
}
