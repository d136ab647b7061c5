package import Postgres
package import PraxisCore

/// Queries and statements about checks of a file's elements, their sources and evidence.
enum CheckStore {
    static func elements() -> Query<FileElement> {
        Query("SELECT element, title, compartment = 'peer_review' FROM praxis.file_element ORDER BY position")
    }

    static func sources(for element: String) -> Query<VerificationSource> {
        Query(
            """
            SELECT s.source_id, s.element, s.name, s.authority, s.kind, s.address, s.phone
              FROM praxis.psv_source s
             WHERE s.element = \(element)
               AND s.retired_on IS NULL
             ORDER BY s.kind = 'reported', s.name
            """)
    }

    /// Every check of a person, of terms and of elements, the latest first.
    static func checks(of file: CycleFile.ID, _ element: String? = nil) -> Query<ElementCheck> {
        Query(
            """
            SELECT v.verification_id, v.element, v.method, v.source, v.query, v.result, v.requested_at, v.verified_at,
                   v.verified_on, v.source_as_of, v.external_reference, v.result_values, v.mismatches, e.evidence_id,
                   e.name, e.sha256, d.file_id, d.name, d.sha256, v.spoken_to, v.note, v.fetched, coalesce(praxis_private.account_name(v.verified_by), ''),
                   praxis_private.account_name(r.reviewed_by), r.accepted,
                   EXISTS (SELECT
                             FROM praxis.verification n
                            WHERE n.practice_id = v.practice_id AND n.supersedes_id = v.verification_id),
                   v.reason, v.recorded_on
              FROM praxis.verification v
              JOIN praxis.credentialing_file f USING (practice_id, person_id)
              LEFT JOIN praxis.verification_review r USING (practice_id, person_id, verification_id)
              LEFT JOIN praxis.evidence e USING (practice_id, person_id, evidence_id)
              LEFT JOIN praxis.file d
                     ON d.practice_id = v.practice_id AND d.person_id = v.person_id AND d.file_id = v.file_id
             WHERE f.file_id = \(file)
               AND (\(element)::text IS NULL OR v.element = \(element))
               AND v.element <> 'other'
             ORDER BY v.verified_at DESC, v.verification_id DESC
             LIMIT 500
            """)
    }

    /// The terms that a check of an element can be about: of licenses those of the role, of them and of registrations those
    /// of a state where the person works.
    static func terms(for element: String, of file: CycleFile.ID) -> Query<CheckableTerm> {
        Query(
            """
            SELECT t.term_id, concat_ws(' ', k.name, c.state, n.number), t.issued_on, t.expires_on
              FROM praxis.credentialing_file f
              JOIN praxis.credential c USING (practice_id, person_id)
              JOIN praxis.credential_type k USING (type_code)
              JOIN praxis.file_element e ON c.type_code = ANY (e.type_codes)
              JOIN praxis.credentialing_term t USING (practice_id, person_id, credential_id)
              JOIN praxis.credentialing_term_number n USING (practice_id, person_id, credential_id, term_id)
             WHERE f.file_id = \(file)
               AND e.element = \(element)
               AND praxis_private.file_credential_fits(f.file_id, e.element, c.credential_id)
             ORDER BY t.issued_on DESC, t.term_id
            """)
    }

    static func add(
        _ id: Verification.ID, _ draft: CheckDraft, _ evidence: Evidence.ID?, _ element: String, of file: CycleFile.ID
    )
        throws -> SQL
    {
        let (values, mismatches) = (try JSONText(draft.values.values), try JSONText(draft.mismatches))
        return """
            INSERT INTO praxis.verification
                   (verification_id, person_id, credential_id, term_id, element, credentialing_file_id, source_id, source,
                    method, query, requested_at, verified_at, result, source_as_of, external_reference, result_values, mismatches,
                    evidence_id, spoken_to, note, supersedes_id, reason)
            SELECT \(id), i.person_id, t.credential_id, t.term_id, i.element, i.file_id, \(draft.source),
                   \(draft.sourceName), \(draft.method.rawValue), \(draft.query),
                   least(\(draft.requestedOn)::timestamptz, c.made), c.made, \(draft.result.rawValue), \(draft.sourceAsOf),
                   \(draft.reference), \(values), \(mismatches), \(evidence), \(draft.spokenTo), \(draft.note),
                   \(draft.supersedes), \(draft.reason)
              FROM praxis.checklist_item i
             CROSS JOIN (SELECT coalesce(praxis_private.practice_instant(\(draft.checkedOn)), now()) AS made) c
              LEFT JOIN praxis.credential_term t
                     ON t.practice_id = i.practice_id AND t.person_id = i.person_id AND t.term_id = \(draft.term)
             WHERE i.file_id = \(file)
               AND i.element = \(element)
               AND i.element <> 'attestation'
            """
    }

    static func add(_ id: Evidence.ID, _ document: EvidenceDraft, to file: CycleFile.ID, _ element: String?) -> SQL {
        """
        INSERT INTO praxis.evidence (person_id, evidence_id, compartment, name, media_type, content)
        SELECT f.person_id, \(id),
               coalesce((SELECT e.compartment FROM praxis.file_element e WHERE e.element = \(element)), 'credential'),
               \(document.name), \(document.mediaType), \(document.bytes)
          FROM praxis.credentialing_file f
         WHERE f.file_id = \(file)
        """
    }

    static func add(_ id: Evidence.ID, _ draft: SignedRecordDraft, to file: CycleFile.ID) -> SQL {
        """
        INSERT INTO praxis.evidence (person_id, evidence_id, compartment, name, media_type, content, signed_on)
        SELECT f.person_id, \(id), 'peer_review', \(draft.document.name), \(draft.document.mediaType),
               \(draft.document.bytes), \(draft.signedOn)
          FROM praxis.credentialing_file f
         WHERE f.file_id = \(file)
        """
    }

    /// The signed documents about a person that were put on file since a file of theirs was opened.
    static func records(of file: CycleFile.ID) -> Query<SignedRecord> {
        Query(
            """
            SELECT e.evidence_id, e.name, e.sha256, e.signed_on, coalesce(praxis_private.account_name(e.created_by), ''),
                   e.created_at, e.created_by = praxis_private.account_id()
              FROM praxis.evidence e
              JOIN praxis.credentialing_file f USING (practice_id, person_id)
             WHERE f.file_id = \(file)
               AND e.signed_on IS NOT NULL
               AND e.created_at >= f.created_at
             ORDER BY e.signed_on DESC, e.evidence_id
             LIMIT 50
            """)
    }

    static func evidence(_ id: Evidence.ID, of file: CycleFile.ID, purpose: String?) -> Query<EvidenceContent> {
        Query(
            """
            SELECT o.name, o.media_type, o.content
              FROM (SELECT e.name, e.media_type, praxis_private.evidence_open(e.evidence_id, \(purpose)) AS content
                      FROM praxis.evidence e
                      JOIN praxis.credentialing_file f USING (practice_id, person_id)
                     WHERE f.file_id = \(file)
                       AND e.evidence_id = \(id)
                    OFFSET 0) o
             WHERE o.content IS NOT NULL
            """)
    }
}

/// A term that a check can be about.
package struct CheckableTerm: PostgresRow, Sendable {
    package let id: Term.ID
    package let title: String
    package let issuedOn: LocalDate
    package let expiresOn: LocalDate?

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.title = try row.read()
        self.issuedOn = try row.read()
        self.expiresOn = try row.read()
    }
}
