package import FoundationEssentials
import Postgres
package import PraxisCore

/// What one's own account page shows.
package struct OwnAccount: Sendable {
    package let security: AccountSecurity
    package let sessions: [Session]
    package let grants: [RoleGrant]
    package let tokens: [APIToken]
}

extension IdentityService {
    /// The caller's own account, in one round trip.
    package func ownAccount(as caller: Caller) async throws -> OwnAccount {
        let (security, sessions, grants, tokens) = try await self.database.read(
            as: caller, SessionStore.ownSecurity, SessionStore.own, GrantStore.own, SessionStore.ownTokens)
        guard let security = security.first else { throw IdentityError.notFound }
        return OwnAccount(security: security, sessions: sessions, grants: grants, tokens: tokens)
    }

    /// Clinics that the caller sees.
    package func clinics(as caller: Caller) async throws -> [ClinicName] {
        try await self.database.read(as: caller, SessionStore.clinics)
    }

    /// Clinics in which the caller may ask for emergency access: all of the practice's.
    package func allClinics(as caller: Caller) async throws -> [ClinicName] {
        try await self.database.read(as: caller, SessionStore.emergencyClinics)
    }

    /// Roles that may be taken in an emergency, for whoever may ask.
    package func emergencyRoles(as caller: Caller) async throws -> [EmergencyRole] {
        try await self.database.read(as: caller, EmergencyStore.roles)
    }

    /// Whom the caller may pass a grant on to.
    package func colleagues(as caller: Caller) async throws -> [Colleague] {
        try await self.database.read(as: caller, SessionStore.colleagues)
    }

    /// Ends one of the caller's sessions, or all but the one that asks where none is named.
    ///
    /// - Returns: how many ended.
    package func endOwnSession(_ session: UUID?, as caller: Caller) async throws -> Int {
        try await self.database.write(as: caller) { transaction in
            guard let own = try await transaction.fetch(SessionStore.ownAccount).first?.value else {
                throw IdentityError.notFound
            }
            let ended = try await transaction.fetch(SessionStore.end(session, of: own)).first?.value ?? 0
            guard ended > 0 || session == nil else { throw IdentityError.notFound }
            let event =
                session.map { AuditEvent("identity.session.end", "session", $0) }
                ?? AuditEvent("identity.session.end", "account", own)
            try await transaction.run(event.append)
            return ended
        }
    }

    /// A token of the caller's own, told once.
    ///
    /// - Throws: `PX403` where the password was not given lately, or for what reaches beyond the caller.
    package func create(_ new: NewToken, as caller: Caller) async throws -> (id: UUID, token: OpaqueToken) {
        let (id, token) = (UUID.version7(), OpaqueToken(.api))
        let made: Receipt<UUID> = try await self.database.write(as: caller) { transaction in
            _ = try await transaction.fetch(SessionStore.create(id, token, new))
            try await transaction.run(AuditEvent("identity.token.create", "api_token", id).append)
            return Receipt(id, for: token)
        }
        return (try made.value(for: token), token)
    }

    /// Makes a token worthless.
    ///
    /// - Throws: `IdentityError.notFound` for one that is not the caller's, or was revoked before.
    package func revokeToken(_ id: UUID, as caller: Caller) async throws {
        try await self.database.write(as: caller) { transaction in
            guard try await transaction.fetch(SessionStore.revoke(id)).first?.value == true else {
                throw IdentityError.notFound
            }
            try await transaction.run(AuditEvent("identity.token.revoke", "api_token", id).append)
        }
    }
}
