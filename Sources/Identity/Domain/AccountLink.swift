import Postgres

/// A link that lets somebody choose a password once: to accept an invitation, or to reset it.
package struct AccountLink: Sendable {
    /// What the link is for.
    package enum Purpose: String, Sendable { case invitation, reset }

    package let purpose: Purpose
    package let email: String
    package let displayName: String
    package let practiceName: String
}

/// A link that was just made. The token is shown or mailed once and kept nowhere.
package struct IssuedLink: Sendable {
    package let purpose: AccountLink.Purpose
    package let token: OpaqueToken
}

/// The answer to a link: whose it is, or how long to wait, or nothing.
struct OpenedLink: PostgresRow {
    let link: AccountLink?
    let wait: Int

    init(row: inout RowReader) throws(PostgresError) {
        let purpose: String? = try row.read()
        let email: String? = try row.read()
        let displayName: String? = try row.read()
        let practiceName: String? = try row.read()
        self.wait = try row.read()
        if let purpose = purpose.flatMap(AccountLink.Purpose.init), let email, let displayName, let practiceName {
            self.link = AccountLink(
                purpose: purpose, email: email, displayName: displayName, practiceName: practiceName)
        } else {
            self.link = nil
        }
    }
}
