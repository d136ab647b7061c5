package import FoundationEssentials
package import Postgres

/// One entry of the audit trail, appended as the last statement of the transaction that it describes.
///
/// Who, when, session and address come from the signed context, never from here.
package struct AuditEvent: Sendable {
    /// What happened, as `module.noun.verb`, such as `ordering.requisition.approve`.
    package let action: String
    /// The kind of object, by its table's name.
    package let objectType: String
    package let object: UUID
    package let clinic: UUID?
    /// JSON of the changed fields before and after; no secrets and no free text about persons.
    package let before: JSONText?
    package let after: JSONText?
    package let reason: String?

    package init(
        _ action: String, _ objectType: String, _ object: UUID, clinic: UUID? = nil, before: JSONText? = nil,
        after: JSONText? = nil, reason: String? = nil
    ) {
        self.action = action
        self.objectType = objectType
        self.object = object
        self.clinic = clinic
        self.before = before
        self.after = after
        self.reason = reason
    }

    /// An event about fields that changed.
    package init(
        _ action: String, _ objectType: String, _ object: UUID, clinic: UUID? = nil, _ change: FieldChange,
        reason: String? = nil
    ) {
        self.init(
            action, objectType, object, clinic: clinic, before: change.before, after: change.after, reason: reason)
    }

    package var append: SQL {
        """
        SELECT praxis_private.audit_append(
          \(self.action), \(self.objectType), \(self.object), \(self.clinic),
          \(self.before), \(self.after), \(self.reason))
        """
    }
}
