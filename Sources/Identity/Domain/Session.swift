package import FoundationEssentials
package import Postgres
package import PraxisCore

/// A sign-in that lasts.
package struct Session: PostgresRow {
    package let id: UUID
    package let created: Instant
    package let lastSeen: Instant
    package let expires: Instant
    package let address: String
    package let userAgent: String
    /// The one that asks.
    package let isCurrent: Bool

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.created = try row.read()
        self.lastSeen = try row.read()
        self.expires = try row.read()
        self.address = try row.read()
        self.userAgent = try row.read()
        self.isCurrent = try row.read()
    }
}

/// A key for programs, which does at most what its account may.
package struct APIToken: PostgresRow {
    package let id: UUID
    package let name: String
    package let permissions: [String]
    /// `nil` for every clinic of the account.
    package let clinics: [UUID]?
    package let created: Instant
    package let lastSeen: Instant?
    package let expires: Instant
    package let revoked: Instant?

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        self.permissions = try row.read()
        self.clinics = try row.read()
        self.created = try row.read()
        self.lastSeen = try row.read()
        self.expires = try row.read()
        self.revoked = try row.read()
    }
}

/// A token to be made.
package struct NewToken: Sendable {
    package let name: String
    package let permissions: [Permission]
    /// `nil` for every clinic of the account, which administrators alone may ask for.
    package let clinics: [UUID]?
    package let days: Int

    package init(name: String, permissions: [Permission], clinics: [UUID]?, days: Int) {
        self.name = name
        self.permissions = permissions
        self.clinics = clinics
        self.days = days
    }
}
