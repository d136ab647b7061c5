package import FoundationEssentials
package import Postgres
package import PraxisCore

/// A sign-in to the practice, of a person where there is one.
package struct Account: PostgresRow {
    package typealias ID = Identifier<Account>

    /// Whether one can sign in with it.
    package enum Status: String, CaseIterable, Sendable {
        /// Nobody has chosen a password yet.
        case invited
        case active
        case disabled
    }

    package let id: ID
    package let email: String
    package let displayName: String
    package let status: Status
    package let person: UUID?
    package let version: Int
    /// Names of the roles that are valid now, as far as the caller may know them.
    package let roles: [String]

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.email = try row.read()
        self.displayName = try row.read()
        self.status = Status(rawValue: try row.read()) ?? .disabled
        self.person = try row.read()
        self.version = try row.read()
        self.roles = try row.read()
    }
}

/// What lies behind the seal of an account, as far as others may know.
package struct AccountSecurity: PostgresRow {
    package let hasPassword: Bool
    package let hasFactor: Bool
    package let codesLeft: Int
    package let sessions: Int
    package let lastSeen: Instant?

    package init(row: inout RowReader) throws(PostgresError) {
        self.hasPassword = try row.read()
        self.hasFactor = try row.read()
        self.codesLeft = try row.read()
        self.sessions = try row.read()
        self.lastSeen = try row.read()
    }
}

/// Which accounts a list shows.
package struct AccountFilter: Sendable {
    /// The beginning of a name or address.
    package var text: String?
    package var status: Account.Status?
    /// The last account of the page before.
    package var after: Account.ID?
    package var limit = 50

    package init(text: String? = nil, status: Account.Status? = nil, after: Account.ID? = nil) {
        self.text = text
        self.status = status
        self.after = after
    }
}

/// Somebody else with an account, by name and nothing else.
package struct Colleague: PostgresRow {
    package let id: Account.ID
    package let displayName: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.displayName = try row.read()
    }
}
