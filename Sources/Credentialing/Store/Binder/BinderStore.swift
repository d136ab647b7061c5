import Postgres
import PraxisCore

/// Queries for binders.
enum BinderStore {
    /// People with an appointment in the scope that has not ended, by name.
    static func candidates(in scope: Scope) -> Query<BinderCandidate> {
        Query(
            """
            SELECT p.person_id, p.family_name || ', ' || p.given_name,
                   string_agg(DISTINCT a.clinical_role, ', ' ORDER BY a.clinical_role)
              FROM praxis.appointment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE \(scope.condition)
               AND coalesce(a.ends_on > (now() AT TIME ZONE c.zone)::date, true)
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
                   encode(coalesce(e.sha256, d.sha256, i.digest), 'hex')
              FROM praxis_private.binder_items(\(person)) WITH ORDINALITY i
              LEFT JOIN praxis.verification v USING (verification_id)
              LEFT JOIN praxis.evidence e
                ON e.practice_id = v.practice_id AND e.person_id = v.person_id AND e.evidence_id = v.evidence_id
               AND e.compartment = 'credential'
              LEFT JOIN praxis.file d
                ON d.practice_id = v.practice_id AND d.person_id = v.person_id AND d.file_id = v.file_id
               AND d.compartment = 'credentialing'
             ORDER BY i.ordinality
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
}
