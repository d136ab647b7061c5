import Postgres
import PraxisCore

/// Queries and statements about approvals from before.
enum PriorApprovalStore {
    /// A person's, the latest decision first.
    static func approvals(of person: Person.ID) -> Query<PriorApproval> {
        Query("\(Self.columns) WHERE a.person_id = \(person) ORDER BY a.decided_on DESC, a.created_at DESC LIMIT 50")
    }

    /// Those that wait for a second person, the oldest record first.
    static func waiting(in scope: Scope) -> Query<PriorApproval> {
        Query(
            """
            \(Self.columns)
             WHERE a.accepted IS NULL
               AND \(scope.works(practice: "a.practice_id", person: "a.person_id"))
             ORDER BY a.created_at, a.approval_id
             LIMIT 200
            """)
    }

    private static let columns: SQL = """
        SELECT a.approval_id, a.person_id, p.given_name || ' ' || p.family_name, a.clinical_role, a.decided_on,
               praxis_private.approved_until(a.approval_id, a.due_on), a.approved_until, a.decided_by, e.name,
               coalesce(praxis_private.account_name(a.created_by), ''), a.created_at,
               a.created_by = praxis_private.account_id(), coalesce(a.step, 0),
               praxis_private.account_name(a.reviewed_by), a.reviewed_at, a.note, a.accepted,
               EXISTS (SELECT
                         FROM praxis.file_decision d
                         JOIN praxis.credentialing_file f USING (practice_id, person_id, file_id)
                        WHERE d.practice_id = a.practice_id AND d.person_id = a.person_id
                          AND f.clinical_role = a.clinical_role)
          FROM praxis.credentialing_prior a
          JOIN praxis.person p USING (practice_id, person_id)
          LEFT JOIN praxis.evidence e USING (practice_id, person_id, evidence_id)
        """

    static func add(_ id: Evidence.ID, _ draft: PriorApprovalDraft, of person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.evidence (person_id, evidence_id, compartment, name, media_type, content, signed_on)
        VALUES (\(person), \(id), 'peer_review', \(draft.document.name), \(draft.document.mediaType),
                \(draft.document.bytes), \(draft.decidedOn))
        """
    }

    static func record(
        _ id: PriorApproval.ID, _ draft: PriorApprovalDraft, _ evidence: Evidence.ID, of person: Person.ID
    ) -> SQL {
        """
        INSERT INTO praxis.prior_approval
               (person_id, approval_id, clinical_role, decided_on, approved_until, decided_by, evidence_id)
        VALUES (\(person), \(id), \(draft.role.rawValue), \(draft.decidedOn), \(draft.approvedUntil),
                \(draft.decidedBy), \(evidence))
        """
    }

    static func review(
        _ id: PriorApproval.ID, of person: Person.ID, _ draft: PriorReviewDraft, after step: Int
    ) -> SQL {
        """
        INSERT INTO praxis.prior_approval_review (person_id, approval_id, step, accepted, note)
        VALUES (\(person), \(id), \(step) + 1, \(draft.isAccepted), \(draft.note))
        """
    }

    static func document(
        _ id: PriorApproval.ID, of person: Person.ID, purpose: String?
    ) -> Query<EvidenceContent> {
        Query(
            """
            SELECT o.name, o.media_type, o.content
              FROM (SELECT e.name, e.media_type, praxis_private.evidence_open(e.evidence_id, \(purpose)) AS content
                      FROM praxis.prior_approval a
                      JOIN praxis.evidence e USING (practice_id, person_id, evidence_id)
                     WHERE a.person_id = \(person)
                       AND a.approval_id = \(id)
                    OFFSET 0) o
             WHERE o.content IS NOT NULL
            """)
    }
}
