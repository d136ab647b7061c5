import FoundationEssentials
import Postgres
import PraxisCore

/// What the trail keeps of a grant: whose, where, and role, kind and validity.
struct GrantFacts: PostgresRow {
    let account: UUID
    let clinic: UUID?
    let facts: JSONText

    init(row: inout RowReader) throws(PostgresError) {
        self.account = try row.read()
        self.clinic = try row.read()
        self.facts = try row.read()
    }

    /// The event of something done to the grant.
    func event(_ action: String, reason: String? = nil) -> AuditEvent {
        AuditEvent(action, "account", self.account, clinic: self.clinic, after: self.facts, reason: reason)
    }
}
