package import FoundationEssentials
package import Postgres

/// An event of the audit trail, as it is shown.
package struct AuditEntry: Sendable {
    package let sequence: Int64
    package let at: Instant
    /// Who did it.
    package let account: String
    /// On whose behalf, where a right was delegated.
    package let onBehalfOf: String?
    /// Whether it was done under emergency rights.
    package let isEmergency: Bool
    package let action: String
    package let objectType: String
    package let object: UUID
    package let clinic: String?
    package let before: JSONText?
    package let after: JSONText?
    package let reason: String?
}

extension AuditEntry: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.sequence = try row.read()
        self.at = try row.read()
        self.account = try row.read()
        self.onBehalfOf = try row.read()
        self.isEmergency = try row.read()
        self.action = try row.read()
        self.objectType = try row.read()
        self.object = try row.read()
        self.clinic = try row.read()
        self.before = try row.read()
        self.after = try row.read()
        self.reason = try row.read()
    }
}

/// Queries of the audit trail.
package enum AuditStore {
    /// The newest events of an object, at most 100.
    package static func events(of objectType: String, _ object: UUID) -> Query<AuditEntry> {
        Query(
            """
            \(Self.columns)
             WHERE e.object_type = \(objectType) AND e.object_id = \(object)
             ORDER BY e.seq DESC
             LIMIT 100
            """)
    }

    /// A page of the trail, newest first.
    ///
    /// - Parameters:
    ///   - action: the beginning of an action's name, such as `ordering.`.
    ///   - before: the last sequence of the page before.
    package static func trail(
        in scope: Scope, action: String?, before: Int64?, limit: Int = 50
    ) -> Query<AuditEntry> {
        let clinic: SQL = scope == .all ? "true" : "e.clinic_id IS NOT NULL AND \(scope.condition)"
        return Query(
            """
            \(Self.columns)
             WHERE (\(before)::bigint IS NULL OR e.seq < \(before))
               AND (\(action)::text IS NULL OR starts_with(e.action, \(action)))
               AND \(clinic)
             ORDER BY e.seq DESC
             LIMIT \(limit)
            """)
    }

    private static let columns: SQL = """
        SELECT e.seq, e.at, coalesce(a.display_name, 'Somebody else'), b.display_name, e.emergency, e.action,
               e.object_type, e.object_id, c.name, e.before, e.after, e.reason
          FROM praxis.audit_event e
          LEFT JOIN praxis.account a ON (a.practice_id, a.account_id) = (e.practice_id, e.account_id)
          LEFT JOIN praxis.account b ON (b.practice_id, b.account_id) = (e.practice_id, e.on_behalf_of)
          LEFT JOIN praxis.clinic c ON (c.practice_id, c.clinic_id) = (e.practice_id, e.clinic_id)
        """
}
