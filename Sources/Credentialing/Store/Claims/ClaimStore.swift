import Postgres
import PraxisCore

/// Queries and statements about renewals that holders hand in.
enum ClaimStore {
    /// The caller's own, the newest first.
    static func own() -> Query<RenewalClaim> {
        Self.claims("x.person_id = (SELECT praxis_private.person_id())", order: "x.created_at DESC, x.term_id DESC")
    }

    /// Those of a person.
    static func claims(of person: Person.ID) -> Query<RenewalClaim> {
        Self.claims("x.person_id = \(person)", order: "x.created_at DESC, x.term_id DESC")
    }

    /// Those that wait for somebody to ask the source, of people of the scope; what presses first.
    static func waiting(in scope: Scope) -> Query<RenewalClaim> {
        Self.claims(
            """
            x.withdrawn_at IS NULL
               AND x.result IS NULL
               AND \(scope.works(practice: "x.practice_id", person: "x.person_id"))
            """, order: "verified_until NULLS FIRST, x.created_at, x.term_id")
    }

    private static func claims(_ condition: SQL, order: SQL) -> Query<RenewalClaim> {
        Query(
            """
            SELECT x.term_id, x.credential_id, x.person_id, p.family_name || ', ' || p.given_name,
                   concat_ws(' ', y.name, k.state), x.issued_on, x.expires_on, x.number, x.file_id, f.name, x.created_at,
                   x.withdrawn_at IS NOT NULL, coalesce(x.verified, false), x.result,
                   (SELECT max(t.expires_on)
                      FROM praxis.credentialing_term t
                     WHERE t.practice_id = x.practice_id
                       AND t.person_id = x.person_id
                       AND t.credential_id = x.credential_id
                       AND t.term_id <> x.term_id
                       AND t.verified) AS verified_until,
                   x.person_id IS NOT DISTINCT FROM (SELECT praxis_private.person_id())
              FROM praxis.credentialing_claim x
              JOIN praxis.person p USING (practice_id, person_id)
              JOIN praxis.credential k USING (practice_id, person_id, credential_id)
              JOIN praxis.credential_type y USING (type_code)
              JOIN praxis.file f USING (practice_id, person_id, file_id)
             WHERE \(condition)
             ORDER BY \(order)
             LIMIT 500
            """)
    }

    /// Puts a renewal of the caller's own on file and answers the digest of its document.
    static func handIn(
        _ term: Term.ID, _ document: Document.ID, _ draft: RenewalDraft, for credential: Credential.ID
    ) -> Query<KeptBytes> {
        Query(
            """
            SELECT praxis_private.renewal_claim(
                       \(term), \(credential), \(draft.issuedOn), \(draft.expiresOn), \(draft.number), \(document),
                       \(draft.document.name), \(draft.document.bytes))
            """)
    }

    static func withdraw(_ term: Term.ID) -> SQL {
        "INSERT INTO praxis.credential_withdrawal (term_id) VALUES (\(term))"
    }
}
