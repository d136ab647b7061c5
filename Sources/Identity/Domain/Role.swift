package import FoundationEssentials
package import Postgres
package import PraxisCore

/// A bundle of permissions that accounts are given: one that Praxis brings, or one of the practice's own.
package struct Role: PostgresRow {
    package let id: UUID
    package let code: String
    package let name: String
    package let isBuiltin: Bool
    /// Whoever holds it signs in with a second factor.
    package let needsFactor: Bool
    /// Only for the holder's own rows.
    package let isForSelf: Bool
    package let version: Int
    package let permissions: [String]
    /// How many accounts hold it now.
    package let holders: Int

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.code = try row.read()
        self.name = try row.read()
        self.isBuiltin = try row.read()
        self.needsFactor = try row.read()
        self.isForSelf = try row.read()
        self.version = try row.read()
        self.permissions = try row.read()
        self.holders = try row.read()
    }
}

/// A custom role as it shall be.
package struct RoleDraft: Sendable {
    package let name: String
    package let needsFactor: Bool
    package let permissions: [Permission]

    package init(name: String, needsFactor: Bool, permissions: [Permission]) {
        self.name = name
        self.needsFactor = needsFactor
        self.permissions = permissions
    }
}
