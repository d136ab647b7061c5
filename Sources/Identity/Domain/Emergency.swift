package import FoundationEssentials
package import Postgres
package import PraxisCore

/// Rights that somebody took for an emergency, and what came of the look at it afterwards.
package struct Emergency: PostgresRow {
    /// Whether it was right to take them.
    package enum Verdict: String, CaseIterable, Sendable { case justified, unjustified }

    package let grant: UUID
    package let account: UUID
    package let accountName: String
    package let roleName: String
    package let clinicName: String?
    package let starts: Instant
    package let ends: Instant
    package let reason: String
    package let due: Instant
    package let verdict: Verdict?
    package let note: String?

    package init(row: inout RowReader) throws(PostgresError) {
        self.grant = try row.read()
        self.account = try row.read()
        self.accountName = try row.read()
        self.roleName = try row.read()
        self.clinicName = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
        self.reason = try row.read()
        self.due = try row.read()
        let verdict: String? = try row.read()
        self.verdict = verdict.flatMap(Verdict.init)
        self.note = try row.read()
    }
}

/// A role that may be taken in an emergency.
package struct EmergencyRole: PostgresRow {
    package let code: String
    package let name: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
    }
}

/// Rights to be taken for an emergency.
package struct NewEmergency: Sendable {
    /// The role's code.
    package let role: String
    package let clinic: UUID
    package let reason: String
    package let minutes: Int

    package init(role: String, clinic: UUID, reason: String, minutes: Int) {
        self.role = role
        self.clinic = clinic
        self.reason = reason
        self.minutes = minutes
    }
}
