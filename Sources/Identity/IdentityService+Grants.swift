import Postgres
package import PraxisCore

extension IdentityService {
    /// Gives a role. An auditor's waits for a second administrator.
    ///
    /// - Throws: `IdentityError.auditorNeedsEnd`, `endBeforeStart`; `PX403` for what reaches beyond the caller.
    package func add(_ new: NewGrant, as caller: Caller) async throws -> RoleGrant.ID {
        let id = RoleGrant.ID.make()
        return try await self.database.write(as: caller) { transaction in
            guard let role = try await transaction.fetch(RoleStore.role(new.role)).first else {
                throw IdentityError.notFound
            }
            try Self.check(new, role)
            guard let made = try await transaction.fetch(GrantStore.insert(id, new)).first else {
                throw IdentityError.endBeforeStart
            }
            try await transaction.run(made.event("identity.grant.add", reason: new.reason).append)
            return id
        }
    }

    /// What a role asks of its grants.
    static func check(_ new: NewGrant, _ role: Role) throws(IdentityError) {
        guard role.isForSelf == (new.reach == .own) else { throw .reachOfRole }
        if role.code == "auditor", new.ends == nil { throw .auditorNeedsEnd }
    }

    /// Passes one's own grant on, for thirty days at most.
    package func delegate(
        _ source: RoleGrant.ID, to account: Account.ID, until end: Instant, reason: String, as caller: Caller
    ) async throws -> RoleGrant.ID {
        let id = RoleGrant.ID.make()
        return try await self.database.write(as: caller) { transaction in
            let query = GrantStore.delegate(id, source, to: account, until: end, reason: reason)
            guard let made = try await transaction.fetch(query).first else { throw IdentityError.notFound }
            try await transaction.run(made.event("identity.grant.delegate", reason: reason).append)
            return id
        }
    }

    /// Ends a grant now, or before it begins.
    package func end(_ grant: RoleGrant.ID, as caller: Caller) async throws {
        try await self.change(GrantStore.end(grant), "identity.grant.end", as: caller)
    }

    /// The second administrator's yes to a grant that waits.
    package func approve(_ grant: RoleGrant.ID, as caller: Caller) async throws {
        try await self.change(GrantStore.approve(grant), "identity.grant.approve", as: caller)
    }

    private func change(_ query: Query<GrantFacts>, _ action: String, as caller: Caller) async throws {
        try await self.database.write(as: caller) { transaction in
            guard let changed = try await transaction.fetch(query).first else { throw IdentityError.notFound }
            try await transaction.run(changed.event(action).append)
        }
    }
}
