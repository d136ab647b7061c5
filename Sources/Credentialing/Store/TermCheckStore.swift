import Postgres
import PraxisCore

/// Queries and statements about checks of people's terms; those of other elements stand in the credentialing file.
enum TermCheckStore {
    static func verifications(of person: Person.ID) -> Query<Verification> {
        Query(
            """
            SELECT v.verification_id, v.credential_id, v.term_id, v.method, v.source, v.result, v.external_reference,
                   v.spoken_to, coalesce(d.name, e.name), v.source_as_of, v.note, v.reason, v.verified_at,
                   v.verified_on,
                   coalesce(praxis_private.account_name(v.verified_by), ''), v.recorded_late, v.fetched,
                   CASE WHEN v.fetched THEN praxis_private.review_of(v.practice_id, v.verification_id) END,
                   praxis_private.account_name(r.reviewed_by), r.note, \(Self.isReviewable),
                   EXISTS (SELECT
                             FROM praxis.verification n
                            WHERE n.practice_id = v.practice_id
                              AND n.supersedes_id = v.verification_id
                              AND n.created_at <= (SELECT praxis_private.known()))
              FROM praxis.verification v
              LEFT JOIN praxis.file d USING (practice_id, person_id, file_id)
              LEFT JOIN praxis.evidence e USING (practice_id, person_id, evidence_id)
              LEFT JOIN praxis.verification_review r
                     ON r.practice_id = v.practice_id
                    AND r.person_id = v.person_id
                    AND r.verification_id = v.verification_id
                    AND r.created_at <= (SELECT praxis_private.known())
             WHERE v.person_id = \(person)
               AND v.term_id IS NOT NULL
               AND v.created_at <= (SELECT praxis_private.known())
             ORDER BY v.verified_at DESC, v.verification_id DESC
            """)
    }

    /// Who neither ran a check, nor entered its term, nor is whom it is about reviews it.
    private static let isReviewable: SQL =
        """
        v.verified_by IS DISTINCT FROM (SELECT praxis_private.account_id())
                   AND v.person_id IS DISTINCT FROM (SELECT praxis_private.person_id())
                   AND NOT EXISTS (SELECT
                                     FROM praxis.credential_term t
                                    WHERE t.practice_id = v.practice_id
                                      AND t.term_id = v.term_id
                                      AND t.created_by = (SELECT praxis_private.account_id()))
        """

    /// Checks by programs that nobody has looked at yet, of people of the scope; the oldest first.
    static func waiting(in scope: Scope) -> Query<WaitingCheck> {
        Query(
            """
            SELECT v.verification_id, v.person_id, p.family_name || ', ' || p.given_name, concat_ws(' ', y.name, k.state),
                   v.source, v.result, v.verified_at, coalesce(praxis_private.account_name(v.verified_by), ''),
                   \(Self.isReviewable)
              FROM praxis_private.waiting_checks() w (verification_id)
              JOIN praxis.verification v
                ON v.practice_id = (SELECT praxis_private.practice_id())
               AND v.verification_id = w.verification_id
              JOIN praxis.person p USING (practice_id, person_id)
              JOIN praxis.credential k USING (practice_id, person_id, credential_id)
              JOIN praxis.credential_type y USING (type_code)
             WHERE v.term_id IS NOT NULL
               AND \(scope.works(practice: "v.practice_id", person: "v.person_id"))
             ORDER BY v.verified_at, v.verification_id
             LIMIT 500
            """)
    }

    /// Adds a check of a term of this person.
    static func add(
        _ id: Verification.ID, _ draft: VerificationDraft, of term: Term.ID, of person: Person.ID
    ) throws -> SQL {
        """
        INSERT INTO praxis.verification
               (verification_id, person_id, credential_id, term_id, method, source, query, result, result_values,
                external_reference, spoken_to, file_id, source_as_of, verified_at, note, supersedes_id, reason)
        SELECT \(id), t.person_id, t.credential_id, t.term_id, \(draft.method.rawValue), \(draft.source),
               \(draft.query), \(draft.result.rawValue), \(try JSONText(draft.values.values)), \(draft.reference),
               \(draft.spokenTo), \(draft.document), \(draft.sourceAsOf),
               coalesce(praxis_private.practice_instant(\(draft.checkedOn)), now()), \(draft.note), \(draft.supersedes),
               \(draft.reason)
          FROM praxis.credential_term t
         WHERE t.person_id = \(person)
           AND t.term_id = \(term)
        """
    }

    /// Says of a check of this person whether it counts.
    static func review(_ id: Verification.ID, _ draft: CheckReviewDraft, of person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.verification_review (person_id, verification_id, accepted, note)
        SELECT v.person_id, v.verification_id, \(draft.isAccepted), \(draft.note)
          FROM praxis.verification v
         WHERE v.person_id = \(person)
           AND v.verification_id = \(id)
        """
    }
}
