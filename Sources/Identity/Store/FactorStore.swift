import FoundationEssentials
import Postgres
import PraxisCore

/// Calls of the functions for second factors and for giving the password again.
enum FactorStore {
    /// What it takes to check a code.
    struct Start: PostgresRow {
        let account: UUID
        let secret: [UInt8]?
        let lastStep: Int64?
        let at: Instant
        let wait: Int

        init(row: inout RowReader) throws(PostgresError) {
            self.account = try row.read()
            self.secret = try row.read()
            self.lastStep = try row.read()
            self.at = try row.read()
            self.wait = try row.read()
        }
    }

    static func state(_ session: [UInt8]) -> Query<SignInState> {
        Query(
            """
            SELECT practice_name, account, email, display_name, level, has_factor, needs_factor, fresh, codes_left
              FROM praxis_private.sign_in_state(\(session))
            """)
    }

    static func start(_ session: [UInt8]) -> Query<Start> {
        Query("SELECT account, secret, last_step, at, wait FROM praxis_private.second_factor_start(\(session))")
    }

    static func finish(
        _ session: [UInt8], step: Int64?, recovery: RecoveryCode?, _ new: Admission, _ visitor: Visitor
    ) -> Query<Single<Bool>> {
        Query(
            """
            SELECT praxis_private.second_factor_finish(
                   \(session), \(step), \(recovery?.digest), \(new.session.digest), \(new.device.digest),
                   \(visitor.request), \(visitor.address))
            """)
    }

    static func enroll(
        _ session: [UInt8], sealed: [UInt8], step: Int64, codes: [RecoveryCode], _ new: Admission, _ visitor: Visitor
    ) -> Query<Nothing> {
        Query(
            """
            SELECT praxis_private.enrollment_finish(
                   \(session), \(sealed), \(step), \(codes.map { Bytes(bytes: $0.digest) }), \(new.session.digest),
                   \(new.device.digest), \(visitor.request), \(visitor.address))
            """)
    }

    static func startAgain(_ session: [UInt8]) -> Query<SignInStore.Start> {
        Query("SELECT recipe, wait FROM praxis_private.reauthentication_start(\(session))")
    }

    static func finishAgain(
        _ session: [UInt8], _ hash: PasswordHash, new: OpaqueToken, _ visitor: Visitor
    ) -> Query<Single<String>> {
        Query(
            """
            SELECT praxis_private.reauthentication_finish(
                   \(session), \(hash.description), \(new.digest), \(visitor.request), \(visitor.address))
            """)
    }

    static func changePassword(
        _ session: [UInt8], old: PasswordHash, to hash: PasswordHash, new: OpaqueToken, _ visitor: Visitor
    ) -> Query<Single<Bool>> {
        Query(
            """
            SELECT praxis_private.password_change(
                   \(session), \(old.description), \(hash.description), \(new.digest), \(visitor.request),
                   \(visitor.address))
            """)
    }
}
