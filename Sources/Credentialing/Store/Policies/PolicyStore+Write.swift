import Postgres
import PraxisCore

/// Statements that move policies on.
extension PolicyStore {
    static func add(_ id: Policy.ID, _ draft: PolicyDraft) -> SQL {
        "INSERT INTO praxis.policy (policy_id, code, name) VALUES (\(id), \(draft.code), \(draft.text.title))"
    }

    static func add(_ text: PolicyText, _ number: Int, to policy: Policy.ID, document: TrainingDocument.ID?) -> SQL {
        """
        INSERT INTO praxis.policy_version
               (policy_id, number, title, body, document_id, change_kind, change_reason, due_days)
        VALUES (\(policy), \(number), \(text.title), \(text.body), \(document), \(text.change.rawValue),
                \(text.changeReason), \(text.dueDays))
        """
    }

    /// A document that came before stays unless another one comes.
    static func change(
        _ text: PolicyText, of policy: Policy.ID, number: Int, version: Int, document: TrainingDocument.ID?
    ) -> SQL {
        """
        UPDATE praxis.policy_version v
           SET title = \(text.title), body = \(text.body), document_id = coalesce(\(document), v.document_id),
               change_kind = CASE WHEN v.number = 1 THEN 'first' ELSE \(text.change.rawValue) END,
               change_reason = \(text.changeReason), due_days = \(text.dueDays)
         WHERE v.policy_id = \(policy) AND v.number = \(number) AND v.version = \(version)
        """
    }

    static func approve(_ policy: Policy.ID, number: Int, version: Int) -> SQL {
        "INSERT INTO praxis.policy_approval (policy_id, number, seen) VALUES (\(policy), \(number), \(version))"
    }

    static func schedule(_ policy: Policy.ID, number: Int, from day: LocalDate) -> SQL {
        """
        INSERT INTO praxis.policy_schedule (policy_id, number, effective_from)
        VALUES (\(policy), \(number), \(day))
        """
    }

    static func withdraw(_ policy: Policy.ID, from day: LocalDate, version: Int) -> SQL {
        """
        UPDATE praxis.policy p
           SET ends_on = \(day), version = p.version + 1
         WHERE p.policy_id = \(policy) AND p.version = \(version) AND p.ends_on IS NULL
        """
    }

    static func acknowledge(_ policy: Policy.ID, number: Int, digest: String) -> SQL {
        """
        INSERT INTO praxis.policy_acknowledgement (policy_id, number, sha256)
        VALUES (\(policy), \(number), decode(\(digest), 'hex'))
        """
    }
}
