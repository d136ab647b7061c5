import Postgres
import PraxisCore

/// Queries about policies and who acknowledged them.
enum PolicyStore {
    static func policies() -> Query<Policy> {
        Query(
            """
            SELECT p.policy_id, p.code, p.name, p.ends_on, p.version, r.retention_code, r.name, r.years, r.runs_from,
                   r.citation
              FROM praxis.policy p
              JOIN praxis.training_retention r USING (retention_code)
             ORDER BY p.name, p.policy_id
             LIMIT 500
            """)
    }

    /// Which version a policy has; it counts its changes.
    static func version(of policy: Policy.ID) -> Query<Column<Int>> {
        Query("SELECT p.version FROM praxis.policy p WHERE p.policy_id = \(policy)")
    }

    /// Whether a version comes with a document.
    static func hasDocument(_ policy: Policy.ID, number: Int) -> Query<Column<Bool>> {
        Query(
            """
            SELECT v.document_id IS NOT NULL
              FROM praxis.policy_version v
             WHERE v.policy_id = \(policy) AND v.number = \(number)
            """)
    }

    static func versions() -> Query<PolicyVersion> {
        Query(
            """
            SELECT v.policy_id, v.number, v.title, v.body, v.document_id, v.change_kind, v.change_reason, v.due_days,
                   v.version,
                   (SELECT coalesce(string_agg(praxis_private.account_name(a), ', '), '') FROM unnest(v.authors) a),
                   encode(v.sha256, 'hex'), praxis_private.account_name(v.approved_by), v.approved_at, v.effective_from,
                   v.ends_on
              FROM praxis.policy_life v
             ORDER BY v.policy_id, v.number
             LIMIT 2000
            """)
    }

    static func acknowledgements(of whose: Whose) -> Query<PolicyAcknowledgement> {
        Query(
            """
            SELECT x.person_id, x.policy_id, x.number, x.acknowledged_at,
                   praxis_private.practice_day(x.practice_id, x.acknowledged_at), encode(x.sha256, 'hex')
              FROM praxis.policy_acknowledgement x
             WHERE \(whose.condition)
             ORDER BY x.acknowledged_at DESC
            """)
    }
}
