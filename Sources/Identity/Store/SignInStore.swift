import FoundationEssentials
import Postgres

/// Calls of the functions that sign in and out.
enum SignInStore {
    /// How to hash, or how long to wait.
    struct Start: PostgresRow {
        let recipe: String
        let wait: Int

        init(row: inout RowReader) throws(PostgresError) {
            self.recipe = try row.read()
            self.wait = try row.read()
        }
    }

    static func start(
        _ email: String, practice: String?, _ visitor: Visitor, cost: ScryptCost
    ) -> Query<Start> {
        let costText = "ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
        return Query(
            """
            SELECT recipe, wait
              FROM praxis_private.sign_in_start(
                   \(email), \(practice), \(visitor.device?.digest), \(visitor.address), \(costText))
            """)
    }

    static func finish(
        _ email: String, practice: String?, _ hash: PasswordHash, session: OpaqueToken, device: OpaqueToken,
        _ visitor: Visitor
    ) -> Query<Single<String>> {
        Query(
            """
            SELECT praxis_private.sign_in_finish(
                   \(email), \(practice), \(hash.description), \(session.digest), \(device.digest), \(visitor.request),
                   \(visitor.address), \(visitor.userAgent))
            """)
    }

    static func rehash(_ session: OpaqueToken, old: PasswordHash, new: PasswordHash) -> Query<Nothing> {
        Query(
            """
            SELECT praxis_private.password_rehash(\(session.digest), \(old.description), \(new.description))
            """)
    }

    static func end(_ session: [UInt8], _ visitor: Visitor) -> Query<Nothing> {
        Query("SELECT praxis_private.sign_out(\(session), \(visitor.request), \(visitor.address))")
    }

    static func touch(_ digests: [[UInt8]]) -> Query<Nothing> {
        Query("SELECT praxis_private.sessions_touch(\(digests.map { Bytes(bytes: $0) }))")
    }
}
