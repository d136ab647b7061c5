package import FoundationEssentials
import Postgres
package import PraxisCore

extension IdentityService {
    /// Accounts by name, one more than the filter's limit where there is another page.
    package func accounts(_ filter: AccountFilter, as caller: Caller) async throws -> [Account] {
        try await self.database.read(as: caller, AccountStore.accounts(filter, in: caller.scope))
    }

    /// An account with its grants and what is known of its sign-ins.
    ///
    /// - Throws: `IdentityError.notFound`.
    package func account(_ id: Account.ID, as caller: Caller) async throws -> AccountRecord {
        try await self.database.read(as: caller) { transaction in
            guard let account = try await transaction.fetch(AccountStore.account(id)).first else {
                throw IdentityError.notFound
            }
            let (grants, security, history) = try await transaction.fetch(
                GrantStore.grants(of: id), AccountStore.security(of: id), AuditStore.events(of: "account", id.uuid))
            return AccountRecord(account: account, grants: grants, security: security.first, history: history)
        }
    }

    /// People who could get an account: those whom the caller sees and who have none.
    package func peopleWithoutAccount(as caller: Caller) async throws -> [PersonName] {
        try await self.database.read(as: caller, AccountStore.people)
    }

    /// A new account without roles, waiting for its invitation. Who administers some clinics names a person of theirs.
    package func create(_ new: NewAccount, person: UUID? = nil, as caller: Caller) async throws -> Account.ID {
        let id = Account.ID.make()
        var facts = ["email": new.email, "display_name": new.displayName]
        facts["person"] = person?.uuidString.lowercased()
        let after = try JSONText(facts)
        return try await self.database.write(as: caller) { transaction in
            try await transaction.run(
                AccountStore.insert(id, new, person: person),
                Outbox.append("identity.account.invited", object: id.uuid),
                AuditEvent("identity.account.create", "account", id.uuid, after: after).append)
            return id
        }
    }

    /// Changes address and name.
    ///
    /// - Throws: `IdentityError.stale` where somebody changed the account in the meantime.
    package func change(
        _ id: Account.ID, to new: NewAccount, version: Int, as caller: Caller
    ) async throws {
        try await self.database.write(as: caller) { transaction in
            let changes = try await transaction.fetch(AccountStore.update(id, new, version: version))
            guard let change = changes.first else {
                let found = try await transaction.fetch(AccountStore.account(id))
                guard let account = found.first else { throw IdentityError.notFound }
                throw IdentityError.stale(seen: version, now: account.version)
            }
            try await transaction.run(AuditEvent("identity.account.change", "account", id.uuid, change).append)
        }
    }

    /// Shuts an account at once, with its sessions, tokens and links; or opens it again.
    package func set(_ status: Account.Status, for id: Account.ID, as caller: Caller) async throws {
        let action = status == .disabled ? "identity.account.disable" : "identity.account.enable"
        try await self.database.write(as: caller) { transaction in
            guard try await transaction.execute(AccountStore.set(status, for: id)) == 1 else {
                throw IdentityError.notFound
            }
            try await transaction.run(AuditEvent(action, "account", id.uuid).append)
        }
    }

    /// Removes the second factor of whoever lost it; they set up another one at the next sign-in.
    package func resetFactor(of id: Account.ID, as caller: Caller) async throws {
        try await self.database.write(as: caller) { transaction in
            guard try await transaction.fetch(AccountStore.resetFactor(of: id)).first?.value == true else {
                throw IdentityError.notFound
            }
            try await transaction.run(AuditEvent("identity.factor.reset", "account", id.uuid).append)
        }
    }

    /// Ends every session of an account.
    package func endSessions(of id: Account.ID, as caller: Caller) async throws {
        try await self.database.write(as: caller) { transaction in
            _ = try await transaction.fetch(SessionStore.end(nil, of: id.uuid))
            try await transaction.run(AuditEvent("identity.session.end", "account", id.uuid).append)
        }
    }
}

/// An account with what belongs to it.
package struct AccountRecord: Sendable {
    package let account: Account
    package let grants: [RoleGrant]
    package let security: AccountSecurity?
    package let history: [AuditEntry]
}
