import Postgres
import PraxisCore

/// Queries for binders.
enum BinderStore {
    /// The three years up to the practice's day.
    static func period() -> Query<Period> {
        Query(
            """
            SELECT (t.today - interval '3 years')::date, t.today
              FROM (SELECT praxis_private.practice_day(praxis_private.practice_id(), now()) AS today) t
            """)
    }

    /// People with an appointment in the scope that had not ended before a day, or with a decision from then on; by name.
    static func candidates(since day: LocalDate, in scope: Scope) -> Query<BinderCandidate> {
        Query(
            """
            SELECT p.person_id, p.family_name || ', ' || p.given_name,
                   coalesce(string_agg(DISTINCT n.role, ', ' ORDER BY n.role) FILTER (WHERE n.current),
                            string_agg(DISTINCT n.role, ', ' ORDER BY n.role)),
                   bool_or(n.current), bool_or(n.appointed)
              FROM (SELECT a.practice_id, a.person_id, a.clinical_role AS role, true AS appointed,
                           coalesce(a.ends_on > (now() AT TIME ZONE c.zone)::date, true) AS current
                      FROM praxis.appointment a
                      JOIN praxis.clinic c USING (practice_id, clinic_id)
                     WHERE \(scope.condition)
                       AND coalesce(a.ends_on > \(day), true)
                     UNION ALL
                    SELECT f.practice_id, f.person_id, f.clinical_role, false, false
                      FROM praxis.file_decision d
                      JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
                     WHERE \(scope.works(practice: "f.practice_id", person: "f.person_id"))
                       AND d.decided_on >= \(day)) n
              JOIN praxis.person p USING (practice_id, person_id)
             GROUP BY p.practice_id, p.person_id
             ORDER BY p.family_name, p.given_name, p.person_id
            """)
    }

    /// The elements of the file that a survey looks at, each with the check that satisfied it; what a confidential source
    /// answered is not asked for, whoever asks.
    static func items(of person: Person.ID) -> Query<BinderItem> {
        Query(
            """
            SELECT i.decision, i.judged_on, i.element, i.title, i.citation, i.status, i.verified_on, i.usable_until,
                   i.rule_version, v.source, v.method, v.result, v.external_reference,
                   praxis_private.account_name(v.verified_by), coalesce(e.evidence_id, d.file_id),
                   encode(coalesce(e.sha256, d.sha256, i.digest), 'hex'), praxis_private.account_name(r.reviewed_by),
                   praxis_private.practice_day(r.practice_id, r.created_at), x.reason,
                   praxis_private.account_name(x.created_by), praxis_private.practice_day(x.practice_id, x.created_at)
              FROM praxis_private.binder_items(\(person)) WITH ORDINALITY i
              LEFT JOIN praxis.verification v USING (verification_id)
              LEFT JOIN praxis.verification_review r USING (practice_id, verification_id)
              LEFT JOIN praxis.checklist_exception x ON x.exception_id = i.exception_id AND x.compartment = 'credential'
              LEFT JOIN praxis.evidence e
                ON e.practice_id = v.practice_id AND e.person_id = v.person_id AND e.evidence_id = v.evidence_id
               AND e.compartment = 'credential'
              LEFT JOIN praxis.file d
                ON d.practice_id = v.practice_id AND d.person_id = v.person_id AND d.file_id = v.file_id
               AND d.compartment = 'credentialing'
             ORDER BY i.ordinality
            """)
    }

    /// Every check of a person that is not confidential, whoever asks: of terms and of elements, also what was corrected since.
    static func checks(of person: Person.ID) -> Query<BinderCheck> {
        Query(
            """
            SELECT v.verification_id, l.title, v.credential_id, v.method, v.source, v.query, v.requested_at, v.verified_at,
                   v.verified_on, v.source_as_of, v.result, v.external_reference, v.result_values, v.mismatches, v.spoken_to,
                   v.note, coalesce(praxis_private.account_name(v.verified_by), ''), v.fetched, v.recorded_late, r.accepted,
                   praxis_private.account_name(r.reviewed_by), praxis_private.practice_day(r.practice_id, r.created_at),
                   u.usable_until, u.rule_version, coalesce(e.evidence_id, d.file_id),
                   encode(coalesce(e.sha256, d.sha256), 'hex'), v.supersedes_id, v.reason,
                   EXISTS (SELECT
                             FROM praxis.verification n
                            WHERE n.practice_id = v.practice_id AND n.supersedes_id = v.verification_id)
              FROM praxis.verification v
              JOIN praxis.file_element l USING (element)
              LEFT JOIN praxis_private.binder_limits(\(person)) u USING (verification_id)
              LEFT JOIN praxis.verification_review r USING (practice_id, person_id, verification_id)
              LEFT JOIN praxis.evidence e
                ON e.practice_id = v.practice_id AND e.person_id = v.person_id AND e.evidence_id = v.evidence_id
               AND e.compartment = 'credential'
              LEFT JOIN praxis.file d
                ON d.practice_id = v.practice_id AND d.person_id = v.person_id AND d.file_id = v.file_id
               AND d.compartment = 'credentialing'
             WHERE v.person_id = \(person)
               AND v.compartment = 'credential'
               AND v.held_in = 'credential'
             ORDER BY v.verified_at DESC, v.verification_id DESC
            """)
    }

    /// The decisions on a person's files, each with who was there: never with votes.
    static func decisions(of person: Person.ID) -> Query<BinderDecision> {
        Query(
            """
            SELECT d.decided_on, d.recorded_on, d.outcome, f.cycle, f.clinical_role,
                   coalesce(praxis_private.account_name(d.created_by), ''), m.meets_on,
                   (SELECT string_agg(p.given_name || ' ' || p.family_name || CASE WHEN c.is_chair THEN ' (chair)' ELSE '' END,
                                      ', ' ORDER BY c.is_chair DESC, p.family_name, p.given_name)
                      FROM praxis.committee_attendance a
                      JOIN praxis.committee_member c USING (practice_id, member_id)
                      JOIN praxis.person p USING (practice_id, person_id)
                     WHERE a.practice_id = d.practice_id AND a.meeting_id = d.meeting_id),
                   d.rule_version, d.appointed_from, d.recred_due_on, d.days_late
              FROM praxis.file_decision d
              JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
              LEFT JOIN praxis.committee_meeting m USING (practice_id, meeting_id)
             WHERE d.person_id = \(person)
             ORDER BY d.decided_on DESC, d.created_at DESC, d.version DESC
            """)
    }

    /// The documents of the compartment of credentials, and those with checks that are not confidential.
    static func documents(of person: Person.ID) -> Query<BinderDocument> {
        Query(
            """
            SELECT f.file_id, f.person_id, 'file', f.name, f.media_type, f.size, encode(f.sha256, 'hex'),
                   coalesce(concat_ws(' ', t.name, c.state), ''), f.created_at
              FROM praxis.file f
              LEFT JOIN praxis.credential_document d USING (practice_id, person_id, file_id)
              LEFT JOIN praxis.credential c USING (practice_id, person_id, credential_id)
              LEFT JOIN praxis.credential_type t USING (type_code)
             WHERE f.person_id = \(person)
               AND f.clinic_id IS NULL
               AND f.compartment = 'credentialing'
             UNION ALL
            SELECT e.evidence_id, e.person_id, 'evidence', e.name, e.media_type, e.size, encode(e.sha256, 'hex'),
                   (SELECT string_agg(DISTINCT l.title, ', ')
                      FROM praxis.verification v
                      JOIN praxis.file_element l USING (element)
                     WHERE v.practice_id = e.practice_id AND v.evidence_id = e.evidence_id), e.created_at
              FROM praxis.evidence e
             WHERE e.person_id = \(person)
               AND e.compartment = 'credential'
               AND EXISTS (SELECT
                             FROM praxis.verification v
                            WHERE v.practice_id = e.practice_id
                              AND v.evidence_id = e.evidence_id
                              AND v.compartment = 'credential'
                              AND v.held_in = 'credential')
             ORDER BY 9, 1
            """)
    }

    /// Hands out the bytes of evidence, which is recorded by whoever asks.
    static func evidence(_ document: BinderDocument, purpose: String) -> Query<KeptBytes> {
        Query(
            """
            SELECT praxis_private.evidence_open(e.evidence_id, \(purpose))
              FROM praxis.evidence e
             WHERE e.person_id = \(document.person)
               AND e.evidence_id = \(document.id)
               AND e.compartment = 'credential'
            """)
    }

    /// The comparisons of everybody in the last three years that the caller may read.
    static func screenings() -> Query<BinderScreening> {
        Query(
            """
            SELECT r.finished_at, r.subjects, r.entries, r.lists::text
              FROM praxis.screening_run r
             WHERE r.finished_at > now() - interval '3 years'
               AND r.narrowed_to IS NULL
               AND r.withdrawn_at IS NULL
             ORDER BY r.finished_at DESC, r.run_id DESC
            """)
    }

    struct Period: PostgresRow {
        let since: LocalDate
        let asOf: LocalDate

        init(row: inout RowReader) throws(PostgresError) {
            self.since = try row.read()
            self.asOf = try row.read()
        }
    }
}
