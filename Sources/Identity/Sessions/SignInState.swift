package import FoundationEssentials
package import Postgres

/// Who a session is and what it still lacks.
package struct SignInState: PostgresRow {
    package let practiceName: String
    package let account: UUID
    package let email: String
    package let displayName: String
    package let level: SessionLevel
    package let hasFactor: Bool
    /// A role of the account requires a second factor.
    package let needsFactor: Bool
    /// The password (and second factor) was given in the last five minutes.
    package let isFresh: Bool
    /// Recovery codes that were not used.
    package let codesLeft: Int

    package init(row: inout RowReader) throws(PostgresError) {
        self.practiceName = try row.read()
        self.account = try row.read()
        self.email = try row.read()
        self.displayName = try row.read()
        self.level = SessionLevel(rawValue: try row.read()) ?? .password
        self.hasFactor = try row.read()
        self.needsFactor = try row.read()
        self.isFresh = try row.read()
        self.codesLeft = try row.read()
    }
}
