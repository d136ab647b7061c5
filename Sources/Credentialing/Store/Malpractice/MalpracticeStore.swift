import Postgres
import PraxisCore

/// Queries and statements about malpractice insurance.
enum MalpracticeStore {
    /// The last reading of each term.
    static func covers(of person: Person.ID) -> Query<MalpracticeCover> {
        Query(
            """
            SELECT k.cover_id, k.term_id, k.step, k.policy, k.retroactive_on, k.each_minor, k.aggregate_minor,
                   k.named_insured,
                   CASE WHEN k.clinic_ids IS NOT NULL
                        THEN ARRAY(SELECT c.name
                                     FROM praxis.clinic c
                                    WHERE c.practice_id = k.practice_id AND c.clinic_id = ANY (k.clinic_ids)
                                    ORDER BY c.name) END,
                   k.fund_state, k.fund_reference, coalesce(praxis_private.account_name(k.created_by), ''), k.created_at,
                   k.checked
              FROM praxis.malpractice_known k
             WHERE k.person_id = \(person)
               AND k.latest
             ORDER BY k.created_at DESC, k.cover_id
            """)
    }

    /// The policies of these people that the caller may see, each as its last verified term has it, or else its last.
    static func policies(of people: [Person.ID]) -> Query<InsurancePolicy> {
        Query(
            """
            SELECT DISTINCT ON (k.credential_id) k.credential_id, c.issuer, k.policy, k.retroactive_on, k.each_minor,
                   k.aggregate_minor
              FROM praxis.malpractice_known k
              JOIN praxis.credential c USING (practice_id, person_id, credential_id)
              JOIN praxis.credentialing_term t USING (practice_id, person_id, credential_id, term_id)
             WHERE k.latest
               AND k.person_id = ANY (\(people.map(\.uuid)))
             ORDER BY k.credential_id, t.verified DESC, coalesce(t.expires_on, 'infinity') DESC, t.term_id DESC
            """)
    }

    static func tails(of person: Person.ID) -> Query<MalpracticeTail> {
        Query(
            """
            SELECT m.tail_id, m.kind, m.starts_on, m.through_on, m.insurer, m.reference, m.file_id,
                   coalesce(praxis_private.account_name(m.created_by), '')
              FROM praxis.malpractice_tail m
             WHERE m.person_id = \(person)
               AND m.withdrawn IS NULL
               AND m.created_at <= (SELECT praxis_private.known())
               AND NOT EXISTS (SELECT
                                 FROM praxis.malpractice_tail n
                                WHERE n.practice_id = m.practice_id
                                  AND n.supersedes_id = m.tail_id
                                  AND n.created_at <= (SELECT praxis_private.known()))
             ORDER BY m.starts_on, m.tail_id
            """)
    }

    /// Work that no claims-made policy reaches back to and nothing else covers.
    static func uncovered(of person: Person.ID) -> Query<UncoveredWork> {
        Query(
            """
            SELECT u.starts_on, u.through_on
              FROM praxis.malpractice_uncovered u
             WHERE u.person_id = \(person)
             ORDER BY u.starts_on
            """)
    }

    /// Adds what the certificate says for a term of this person; no row where there is no such term, or no such clinic.
    static func add(
        _ id: MalpracticeCover.ID, _ draft: MalpracticeCoverDraft, to term: Term.ID, of person: Person.ID
    ) -> SQL {
        """
        INSERT INTO praxis.malpractice_cover
               (cover_id, person_id, credential_id, term_id, step, policy, retroactive_on, each_minor, aggregate_minor,
                named_insured, clinic_ids, fund_state, fund_reference)
        SELECT \(id), t.person_id, t.credential_id, t.term_id, \(draft.follows) + 1, \(draft.policy.rawValue),
               \(draft.retroactiveOn), \(draft.limits.each), \(draft.limits.aggregate), \(draft.namedInsured),
               nullif(c.ids, '{}'), \(draft.fundState), \(draft.fundReference)
          FROM praxis.credential_term t
         CROSS JOIN (SELECT ARRAY(SELECT c.clinic_id
                                    FROM praxis.clinic c
                                   WHERE c.practice_id = praxis_private.practice_id()
                                     AND c.slug = ANY (\(draft.clinics.map(\.description)))) AS ids) c
         WHERE t.person_id = \(person)
           AND t.term_id = \(term)
           AND cardinality(c.ids) = \(draft.clinics.count)
        """
    }

    static func add(_ id: MalpracticeTail.ID, _ draft: MalpracticeTailDraft, of person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.malpractice_tail
               (tail_id, person_id, kind, starts_on, through_on, insurer, reference, file_id, supersedes_id, withdrawn)
        VALUES (\(id), \(person), \(draft.kind.rawValue), \(draft.startsOn), \(draft.throughOn), \(draft.insurer),
                \(draft.reference), \(draft.document), \(draft.supersedes), \(draft.withdrawn))
        """
    }
}
