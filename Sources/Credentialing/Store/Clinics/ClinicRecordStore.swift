import Postgres
import PraxisCore

/// Queries and statements about what is on record of clinics' certificates: checks, what authorities did, and documents.
enum ClinicRecordStore {
    static func statuses(in scope: Scope) -> Query<ClinicStatusSpan> {
        Query(
            """
            SELECT s.status_id, s.credential_id, s.status, s.starts_on, s.ends_on, s.source
              FROM praxis.clinic_credential_standing s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
             ORDER BY s.starts_on DESC, s.status_id DESC
            """)
    }

    static func checks(in scope: Scope) -> Query<ClinicCheck> {
        Query(
            """
            SELECT v.verification_id, v.term_id, v.method, v.source, v.query, v.result, v.result_values, v.mismatches,
                   v.external_reference, v.spoken_to, f.name, v.source_as_of, v.note, v.reason, v.verified_at,
                   coalesce(praxis_private.account_name(v.verified_by), ''),
                   EXISTS (SELECT
                             FROM praxis.clinic_verification n
                            WHERE n.practice_id = v.practice_id
                              AND n.clinic_id = v.clinic_id
                              AND n.supersedes_id = v.verification_id)
              FROM praxis.clinic_verification v
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              LEFT JOIN praxis.file f USING (practice_id, clinic_id, file_id)
             WHERE \(scope.condition)
             ORDER BY v.verified_at DESC, v.verification_id DESC
             LIMIT 1000
            """)
    }

    static func documents(in scope: Scope) -> Query<ClinicDocument> {
        Query(
            """
            SELECT f.file_id, d.credential_id, d.term_id, f.name, f.media_type, f.size, encode(f.sha256, 'hex'),
                   coalesce(praxis_private.account_name(f.created_by), ''), f.created_at
              FROM praxis.clinic_document d
              JOIN praxis.file f USING (practice_id, clinic_id, file_id)
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
             ORDER BY f.created_at DESC, f.file_id
             LIMIT 1000
            """)
    }

    static func add(
        _ id: ClinicStatusSpan.ID, _ draft: ClinicStatusDraft, to credential: ClinicCredential.ID, at site: ClinicSite
    ) -> SQL {
        """
        INSERT INTO praxis.clinic_credential_status
               (clinic_id, status_id, credential_id, status, starts_on, ends_on, source, supersedes_id, reason)
        VALUES (\(site.id), \(id), \(credential), \(draft.status.rawValue), \(draft.startsOn), \(draft.endsOn),
                \(draft.source), \(draft.supersedes), \(draft.reason))
        """
    }

    /// Adds a check of a term of this clinic.
    static func verify(_ term: ClinicTerm.ID, _ draft: VerificationDraft, at site: ClinicSite) throws -> SQL {
        """
        INSERT INTO praxis.clinic_verification
               (clinic_id, verification_id, credential_id, term_id, method, source, query, result, result_values,
                external_reference, spoken_to, file_id, source_as_of, note, supersedes_id, reason)
        SELECT t.clinic_id, \(ClinicCheck.ID.make()), t.credential_id, t.term_id, \(draft.method.rawValue), \(draft.source),
               \(draft.query), \(draft.result.rawValue), \(try JSONText(draft.values.values)), \(draft.reference),
               \(draft.spokenTo), \(draft.document), \(draft.sourceAsOf), \(draft.note), \(draft.supersedes), \(draft.reason)
          FROM praxis.clinic_credential_term t
         WHERE t.clinic_id = \(site.id)
           AND t.term_id = \(term)
        """
    }

    static func add(_ id: ClinicDocument.ID, _ draft: DocumentDraft, digest: [UInt8], at site: ClinicSite) -> SQL {
        """
        INSERT INTO praxis.file (file_id, clinic_id, sha256, name, media_type, size, compartment)
        VALUES (\(id), \(site.id), \(digest), \(draft.name), \(draft.mediaType), \(draft.bytes.count),
                \(draft.compartment.filedAs))
        """
    }

    /// Says which term of this clinic's a document belongs to.
    static func link(_ id: ClinicDocument.ID, to term: ClinicTerm.ID, at site: ClinicSite) -> SQL {
        """
        INSERT INTO praxis.clinic_document (clinic_id, file_id, credential_id, term_id)
        SELECT t.clinic_id, \(id), t.credential_id, t.term_id
          FROM praxis.clinic_credential_term t
         WHERE t.clinic_id = \(site.id)
           AND t.term_id = \(term)
        """
    }

    static func open(_ id: ClinicDocument.ID) -> Query<KeptBytes> {
        Query("SELECT praxis_private.clinic_document_open(\(id))")
    }

    static func addType(_ draft: ClinicTypeDraft) -> Query<AddedType> {
        Query("SELECT praxis_private.clinic_credential_type_add(\(draft.name))")
    }
}
