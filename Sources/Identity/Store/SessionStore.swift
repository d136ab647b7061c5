import FoundationEssentials
import Postgres
import PraxisCore

/// Calls of the functions for sessions and API tokens.
enum SessionStore {
    static func sessions(of account: UUID) -> Query<Session> {
        Query(
            """
            SELECT session_id, created_at, last_seen_at, expires_at, address, user_agent, is_current
              FROM praxis_private.sessions(\(account))
            """)
    }

    static let own: Query<Session> = Query(
        """
        SELECT session_id, created_at, last_seen_at, expires_at, address, user_agent, is_current
          FROM praxis_private.sessions(praxis_private.account_id())
        """)

    static let ownSecurity: Query<AccountSecurity> = Query(
        """
        SELECT has_password, has_factor, codes_left, sessions, last_seen_at
          FROM praxis_private.account_security(praxis_private.account_id())
        """)

    static let clinics: Query<ClinicName> = Query("SELECT clinic_id, name FROM praxis.clinic ORDER BY name, clinic_id")

    static let emergencyClinics: Query<ClinicName> = Query(
        "SELECT clinic_id, name FROM praxis_private.emergency_clinics()")

    static let colleagues: Query<Colleague> = Query(
        "SELECT account_id, display_name FROM praxis_private.colleagues()")

    static let ownAccount: Query<Single<UUID>> = Query("SELECT praxis_private.account_id()")

    static func end(_ session: UUID?, of account: UUID) -> Query<Single<Int>> {
        Query("SELECT praxis_private.session_end(\(account), \(session))")
    }

    static let ownTokens: Query<APIToken> = Query(
        """
        SELECT token_id, name, permissions, clinics, created_at, last_seen_at, expires_at, revoked_at
          FROM praxis_private.tokens(praxis_private.account_id())
        """)

    static func create(_ id: UUID, _ token: OpaqueToken, _ new: NewToken) -> Query<Nothing> {
        Query(
            """
            SELECT praxis_private.token_create(
                   \(id), \(new.name), \(token.digest), \(new.permissions.map(\.rawValue)), \(new.clinics),
                   now() + make_interval(days => \(new.days)::integer))
            """)
    }

    static func revoke(_ id: UUID) -> Query<Single<Bool>> { Query("SELECT praxis_private.token_revoke(\(id))") }
}
