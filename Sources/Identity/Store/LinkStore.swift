import FoundationEssentials
import Postgres

/// Calls of the functions for invitations and resets.
enum LinkStore {
    static func requestReset(_ email: String, practice: String?, _ visitor: Visitor) -> Query<Single<Int>> {
        Query("SELECT praxis_private.reset_request(\(email), \(practice), \(visitor.address))")
    }

    static func open(_ link: OpaqueToken, _ visitor: Visitor) -> Query<OpenedLink> {
        Query(
            """
            SELECT purpose, email, display_name, practice_name, wait
              FROM praxis_private.link_open(\(link.digest), \(visitor.address))
            """)
    }

    static func use(_ link: OpaqueToken, _ hash: PasswordHash, _ visitor: Visitor) -> Query<Single<Bool>> {
        Query(
            """
            SELECT praxis_private.link_use(
                   \(link.digest), \(hash.description), \(visitor.request), \(visitor.address))
            """)
    }

    static func issue(_ account: UUID, _ link: OpaqueToken) -> Query<Single<String>> {
        Query("SELECT praxis_private.link_issue(\(account), \(link.digest))")
    }

    /// What a link that was made for mailing is, and where it goes; nothing for an account that is disabled.
    struct Issued: PostgresRow, Codable {
        let purpose: String?
        let email: String?

        init(row: inout RowReader) throws(PostgresError) {
            self.purpose = try row.read()
            self.email = try row.read()
        }
    }

    static func issueForMail(_ account: UUID, _ link: OpaqueToken) -> Query<Issued> {
        Query("SELECT purpose, email FROM praxis_private.link_issue_job(\(account), \(link.digest))")
    }
}
