import Postgres
import PraxisCore

/// Queries and statements about people's credentials.
enum CredentialStore {
    static func types() -> Query<CredentialType> {
        Query(
            """
            SELECT type_code, name, category, jurisdiction = 'state', number_rule, compartment, owner_id IS NOT NULL
              FROM praxis.credential_type
             ORDER BY position, lower(name), type_code
            """)
    }

    static func person(_ id: Person.ID) -> Query<Person> {
        Query(
            """
            SELECT p.person_id, p.given_name, p.family_name, p.npi,
                   coalesce((SELECT string_agg(DISTINCT c.name, ', ' ORDER BY c.name)
                               FROM praxis.appointment a
                               JOIN praxis.clinic c USING (practice_id, clinic_id)
                              WHERE a.practice_id = p.practice_id
                                AND a.person_id = p.person_id
                                AND (a.ends_on IS NULL OR a.ends_on > CURRENT_DATE)), '')
              FROM praxis.person p
             WHERE p.person_id = \(id)
            """)
    }

    /// What a person holds, with the numbers of a day: today where none is said.
    static func credentials(of person: Person.ID, on day: LocalDate? = nil) -> Query<Credential> {
        Query(
            """
            SELECT c.credential_id, c.person_id, c.type_code, t.name, c.state, n.number, c.issuer, c.multistate,
                   c.source = 'provider_file'
              FROM praxis.credential c
              JOIN praxis.credentialing_numbered n USING (practice_id, person_id, credential_id)
              JOIN praxis.credential_type t USING (type_code)
             WHERE c.person_id = \(person)
               AND n.days @> coalesce(
                       \(day), (SELECT praxis_private.practice_day(praxis_private.practice_id(), now())))
               AND c.created_at <= (SELECT praxis_private.known())
               AND NOT EXISTS (SELECT
                                 FROM praxis.credentialing_error e
                                WHERE e.practice_id = c.practice_id AND e.credential_id = c.credential_id)
             ORDER BY t.position, c.state, c.number_normalized, c.credential_id
            """)
    }

    /// What was put on file about a person in error.
    static func errors(of person: Person.ID) -> Query<EntryError> {
        Query(
            """
            SELECT e.credential_id, concat_ws(' ', t.name, c.state, c.number), e.reason,
                   coalesce(praxis_private.account_name(e.created_by), ''), e.created_at
              FROM praxis.credentialing_error e
              JOIN praxis.credential c USING (practice_id, person_id, credential_id)
              JOIN praxis.credential_type t USING (type_code)
             WHERE e.person_id = \(person)
             ORDER BY e.created_at DESC, e.credential_id
            """)
    }

    /// Errors and their ends take turns: what has been said already is a step too far, which the database refuses.
    static func add(_ draft: EntryErrorDraft, about credential: Credential.ID, of person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.credential_error (person_id, credential_id, step, reason)
        SELECT \(person), \(credential), e.last + CASE WHEN (e.last % 2 = 0) = \(draft.isError) THEN 1 ELSE 2 END,
               \(draft.reason)
          FROM (SELECT coalesce(max(e.step), 0) AS last
                  FROM praxis.credential_error e
                 WHERE e.person_id = \(person) AND e.credential_id = \(credential)) e
        """
    }

    static func terms(of person: Person.ID) -> Query<Term> {
        Query(
            """
            SELECT t.term_id, t.credential_id, t.issued_on, t.expires_on, t.verified, t.result, t.verified_at
              FROM praxis.credentialing_term t
             WHERE t.person_id = \(person)
             ORDER BY t.issued_on DESC, t.term_id DESC
            """)
    }

    static func statuses(of person: Person.ID) -> Query<StatusSpan> {
        Query(
            """
            SELECT s.status_id, s.credential_id, s.status, s.starts_on, s.ends_on, s.source
              FROM praxis.credentialing_status s
             WHERE s.person_id = \(person)
             ORDER BY s.starts_on DESC, s.status_id DESC
            """)
    }

    static func add(_ id: Credential.ID, _ draft: CredentialDraft, of person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.credential
               (credential_id, person_id, type_code, state, number, number_normalized, issuer, multistate)
        VALUES (\(id), \(person), \(draft.type), \(draft.state), \(draft.number),
                \(draft.number.map(LicenseNumber.normalized) ?? ""), \(draft.issuer), \(draft.isMultistate))
        """
    }

    static func add(_ id: Term.ID, _ draft: TermDraft, to credential: Credential.ID, of person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.credential_term
               (term_id, person_id, credential_id, issued_on, expires_on, supersedes_id, reason)
        VALUES (\(id), \(person), \(credential), \(draft.issuedOn), \(draft.expiresOn), \(draft.supersedes),
                \(draft.reason))
        """
    }

    static func add(
        _ id: StatusSpan.ID, _ draft: StatusDraft, to credential: Credential.ID, of person: Person.ID
    ) -> SQL {
        """
        INSERT INTO praxis.credential_status
               (status_id, person_id, credential_id, status, starts_on, ends_on, source, supersedes_id, reason)
        VALUES (\(id), \(person), \(credential), \(draft.status.rawValue), \(draft.startsOn), \(draft.endsOn),
                \(draft.source), \(draft.supersedes), \(draft.reason))
        """
    }
}
