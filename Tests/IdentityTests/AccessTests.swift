import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `Administering accounts` {
    private func admin(_ world: World) async throws -> Caller {
        let account = try await world.account("admin")
        return world.caller(try await world.signIn(account, try await world.factor(of: account)))
    }

    private func role(_ world: World, _ code: String, as caller: Caller) async throws -> Role {
        try #require(try await world.identity.roles(as: caller).first { $0.code == code })
    }

    private func clinic(_ world: World) async throws -> UUID {
        try #require(try await world.ask("SELECT clinic_id FROM praxis.clinic", as: UUID.self))
    }

    private func grant(
        _ world: World, _ code: String, _ reach: NewGrant.Reach, to account: OperatorAccount, as caller: Caller,
        starts: Instant? = nil, ends: Instant? = nil
    ) async throws -> RoleGrant.ID {
        let role = try await self.role(world, code, as: caller)
        return try await world.identity.add(
            NewGrant(
                account: Account.ID(account.id), role: role.id, reach: reach, starts: starts, ends: ends,
                reason: "test"),
            as: caller)
    }

    @Test func `creates, invites, lists, changes and disables`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let id = try await world.identity.create(
            NewAccount(email: "New@Cascade.example", displayName: "Noor Hale"), as: caller)
        let link = try await world.identity.issueLink(for: id.uuid, as: caller)
        try await world.identity.use(link.token, password: World.password, from: world.visitor())
        var record = try await world.identity.account(id, as: caller)
        #expect(record.account.status == .active && record.security?.hasPassword == true)
        let renamed = NewAccount(email: "new@cascade.example", displayName: "Noor Hale-Reyes")
        try await world.identity.change(id, to: renamed, version: record.account.version, as: caller)
        let seen = record.account.version
        await #expect(throws: IdentityError.stale(seen: seen, now: seen + 1)) {
            try await world.identity.change(id, to: renamed, version: record.account.version, as: caller)
        }
        try await world.identity.set(.disabled, for: id, as: caller)
        record = try await world.identity.account(id, as: caller)
        #expect(record.account.status == .disabled)
        #expect(try await world.identity.accounts(AccountFilter(text: "noor"), as: caller).map(\.id) == [id])
        #expect(try await world.identity.accounts(AccountFilter(status: .active), as: caller).count == 1)
        let taken = await refusal {
            _ = try await world.identity.create(
                NewAccount(email: "new@cascade.example", displayName: "Other"), as: caller)
        }
        #expect(taken == "23505")
    }

    @Test func `is for who may, and sees one practice`() async throws {
        let world = try await World()
        _ = try await world.operation.create(World.practice("lakeside"))
        let other = try await world.account("admin", practice: "lakeside")
        let caller = try await self.admin(world)
        await #expect(throws: IdentityError.notFound) {
            try await world.identity.account(Account.ID(other.id), as: caller)
        }
        #expect(try await world.identity.accounts(AccountFilter(), as: caller).count == 1)
        let buyer = world.caller(try await world.signIn(try await world.account("buyer", "buyer", clinic: "denver")))
        #expect(try await world.identity.accounts(AccountFilter(), as: buyer).map(\.email) == ["buyer@cascade.example"])
        let refused = await refusal {
            _ = try await world.identity.create(
                NewAccount(email: "mine@cascade.example", displayName: "Mine"), as: buyer)
        }
        #expect(refused == "42501")
    }

    @Test func `gives and takes roles, which work on the next request`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("denver")
        let session = world.caller(try await world.signIn(account))
        #expect(try await self.clinics(session) == [])
        let clinic = try await self.clinic(world)
        let grant = try await self.grant(world, "site_manager", .clinic(clinic), to: account, as: caller)
        #expect(try await self.clinics(session) == ["denver"])
        #expect(try await world.identity.ownAccount(as: session).grants.map(\.roleName) == ["Site manager"])
        try await world.identity.end(grant, as: caller)
        #expect(try await self.clinics(session) == [])
        await #expect(throws: IdentityError.notFound) { try await world.identity.end(grant, as: caller) }
    }

    private func clinics(_ caller: Caller) async throws -> [String] {
        try await TestDatabase.current.database.read(as: caller, Query<Row>("SELECT slug FROM praxis.clinic"))
            .compactMap(\.text)
    }

    @Test func `keeps everybody within their own rights`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let clinic = try await self.clinic(world)
        let manager = try await world.account("denver", "site_manager", clinic: "denver")
        let managing = world.caller(try await world.signIn(manager))
        let account = try await world.account("phoenix")
        for (code, reach) in [
            ("site_manager", NewGrant.Reach.practice), ("practice_administrator", .practice),
            ("buyer", .clinic(clinic)),
        ] {
            let refused = await refusal {
                _ = try await self.grant(world, code, reach, to: account, as: managing)
            }
            #expect(refused == "permission_missing" || refused == "42501", "\(code) \(reach): \(refused ?? "")")
        }
        let own = await refusal {
            _ = try await self.grant(world, "site_manager", .clinic(clinic), to: manager, as: managing)
        }
        #expect(own == "self_grant")
        await #expect(throws: IdentityError.reachOfRole) {
            try await self.grant(world, "staff", .practice, to: account, as: caller)
        }
    }

    @Test func `lets an auditor in with two administrators and an end`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("audit")
        await #expect(throws: IdentityError.auditorNeedsEnd) {
            try await self.grant(world, "auditor", .practice, to: account, as: caller)
        }
        let ends = Instant(microseconds: try await world.step() * 30_000_000).adding(minutes: 60 * 24 * 30)
        let grant = try await self.grant(world, "auditor", .practice, to: account, as: caller, ends: ends)
        let session = world.caller(try await world.signIn(account))
        #expect(try await self.clinics(session) == [])
        #expect(await refusal { try await world.identity.approve(grant, as: caller) } == "sod_violation")
        let second = try await world.account("second", "practice_administrator")
        let seconding = world.caller(try await world.signIn(second, try await world.factor(of: second)))
        try await world.identity.approve(grant, as: seconding)
        #expect(try await self.clinics(session) == ["denver"])
        let both = await refusal {
            _ = try await self.grant(world, "finance", .practice, to: account, as: caller)
        }
        #expect(both == "sod_violation")
    }

    @Test func `refuses a role that would end before it begins, or is over already`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("denver")
        let now = Instant.now()
        for (starts, ends) in [(nil, now.adding(minutes: -1)), (now.adding(minutes: 60), now.adding(minutes: 30))] {
            await #expect(throws: IdentityError.endBeforeStart) {
                try await self.grant(
                    world, "site_manager", .practice, to: account, as: caller, starts: starts, ends: ends)
            }
        }
    }

    @Test func `makes who gets a stronger role sign in again`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("money")
        let session = try await world.signIn(account)
        _ = try await self.grant(world, "finance", .practice, to: account, as: caller)
        #expect(await refusal { _ = try await self.clinics(world.caller(session)) } == "session_refused")
        let admission = try await world.identity.signIn(
            account.email, password: World.password, from: world.visitor())
        #expect(admission.level == .enrollment)
    }

    @Test func `asks for the second factor of a role that begins during the session`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("money")
        let role = try await self.role(world, "finance", as: caller)
        let soon = Instant(microseconds: try await world.step() * 30_000_000).adding(minutes: 2)
        _ = try await world.identity.add(
            NewGrant(
                account: Account.ID(account.id), role: role.id, reach: .practice, starts: soon, ends: nil,
                reason: "test"),
            as: caller)
        let admission = try await world.identity.signIn(
            account.email, password: World.password, from: world.visitor())
        #expect(admission.level == .enrollment)
    }

    @Test func `makes who gets a stronger role sign in again, also with a second factor`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("money")
        let session = try await world.signIn(account, try await world.factor(of: account))
        _ = try await self.grant(world, "finance", .practice, to: account, as: caller)
        #expect(await refusal { _ = try await self.clinics(world.caller(session)) } == "session_refused")
    }

    @Test func `ends and shortens the sessions of who holds a role that becomes stricter`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let id = try await world.identity.create(
            RoleDraft(name: "Night desk", needsFactor: false, permissions: [.clinicRead]), as: caller)
        let account = try await world.account("night")
        _ = try await self.grant(world, "night_desk", .practice, to: account, as: caller)
        let session = world.caller(try await world.signIn(account))
        #expect(try await self.clinics(session) == ["denver"])
        try await world.tell("UPDATE praxis.role SET idle_limit = '5 minutes' WHERE code = 'night_desk'")
        let idle = try await world.ask(
            """
            SELECT extract(epoch FROM idle_limit)::bigint FROM praxis.session
             WHERE account_id = \(account.id) AND ended_at IS NULL
            """, as: Int.self)
        #expect(idle == 300)
        let role = try await world.identity.role(id, as: caller)
        try await world.identity.change(
            id, to: RoleDraft(name: "Night desk", needsFactor: true, permissions: [.clinicRead]),
            version: role.version, as: caller)
        #expect(await refusal { _ = try await self.clinics(session) } == "session_refused")
        #expect(try await self.clinics(caller) == ["denver"])
    }

    @Test func `gives no role that approves to an account of nobody`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("nobody")
        try await world.tell("UPDATE praxis.account SET person_id = NULL WHERE account_id = \(account.id)")
        for code in ["finance", "practice_administrator", "medical_director", "credentialing_specialist"] {
            let refused = await refusal { _ = try await self.grant(world, code, .practice, to: account, as: caller) }
            #expect(refused == "person_required", "\(code)")
        }
        let clinic = try await self.clinic(world)
        _ = try await self.grant(world, "buyer", .clinic(clinic), to: account, as: caller)
    }

    @Test func `gives an auditor no right to act through the roles they hold`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("audit", "auditor")
        let id = try await world.identity.create(
            RoleDraft(name: "Reading room", needsFactor: false, permissions: [.shiftRead]), as: caller)
        _ = try await self.grant(world, "reading_room", .practice, to: account, as: caller)
        let role = try await world.identity.role(id, as: caller)
        let widened = await refusal {
            try await world.identity.change(
                id, to: RoleDraft(name: "Reading room", needsFactor: false, permissions: [.shiftRead, .shiftWrite]),
                version: role.version, as: caller)
        }
        #expect(widened == "sod_violation")
        let auditor = world.caller(try await world.signIn(account))
        let own = try await world.identity.ownAccount(as: auditor).grants
        let source = try #require(own.first { $0.roleName == "Auditor" })
        let colleague = try await world.account("colleague")
        let soon = Instant(microseconds: try await world.step() * 30_000_000).adding(minutes: 60)
        let passed = await refusal {
            _ = try await world.identity.delegate(
                source.id, to: Account.ID(colleague.id), until: soon, reason: "away", as: auditor)
        }
        #expect(passed == "delegation_refused")
    }

    @Test func `changes an address and makes a link right after the password only`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("denver")
        let link = try await world.identity.issueLink(for: account.id, as: caller)
        let record = try await world.identity.account(Account.ID(account.id), as: caller)
        let moved = NewAccount(email: "moved@cascade.example", displayName: "Robin Vale")
        try await world.tell("UPDATE praxis.session SET authenticated_at = now() - interval '6 minutes'")
        let change = { () async throws in
            try await world.identity.change(record.account.id, to: moved, version: record.account.version, as: caller)
        }
        #expect(await refusal(change) == "reauthentication_required")
        #expect(
            await refusal { _ = try await world.identity.issueLink(for: account.id, as: caller) }
                == "reauthentication_required")
        try await world.tell("UPDATE praxis.session SET authenticated_at = now()")
        try await change()
        await #expect(throws: IdentityError.deadLink) {
            try await world.identity.open(link.token, from: world.visitor())
        }
    }

    @Test func `makes roles of its own, no wider than their author`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let id = try await world.identity.create(
            RoleDraft(name: "Night desk", needsFactor: false, permissions: [.clinicRead, .shiftRead]), as: caller)
        var role = try await world.identity.role(id, as: caller)
        #expect(role.code == "night_desk" && role.permissions.count == 2 && !role.isBuiltin)
        try await world.identity.change(
            id, to: RoleDraft(name: "Night desk", needsFactor: true, permissions: [.shiftRead, .vendorRead]),
            version: role.version, as: caller)
        role = try await world.identity.role(id, as: caller)
        #expect(role.permissions == ["ordering.vendor.read", "rostering.shift.read"] && role.needsFactor)
        let builtin = try await self.role(world, "staff", as: caller)
        let refused = await refusal {
            try await world.identity.change(
                builtin.id, to: RoleDraft(name: "Staff", needsFactor: false, permissions: []),
                version: builtin.version, as: caller)
        }
        #expect(refused == "builtin_role")
    }

    @Test func `signs the holders of a role in anew once it gains a permission`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let id = try await world.identity.create(
            RoleDraft(name: "Night desk", needsFactor: false, permissions: [.clinicRead, .shiftRead]), as: caller)
        let (holder, other) = (try await world.account("denver"), try await world.account("phoenix"))
        _ = try await self.grant(world, "night_desk", .clinic(try await self.clinic(world)), to: holder, as: caller)
        let (session, stranger) = (try await world.signIn(holder), try await world.signIn(other))
        func change(_ permissions: [Permission]) async throws {
            let version = try await world.identity.role(id, as: caller).version
            try await world.identity.change(
                id, to: RoleDraft(name: "Night desk", needsFactor: false, permissions: permissions), version: version,
                as: caller)
        }
        try await change([.clinicRead])
        #expect(await self.enter(world, session) == nil, "who loses something goes on without it")
        try await change([.clinicRead, .vendorRead])
        #expect(await self.enter(world, session) == "session_refused")
        #expect(await self.enter(world, stranger) == nil)
        let again = try await world.signIn(holder)
        #expect(again != session)
        #expect(await self.enter(world, again) == nil)
    }

    private func enter(_ world: World, _ session: OpaqueToken) async -> String? {
        await refusal {
            _ = try await TestDatabase.current.database.read(
                as: world.caller(session), Query<Row>("SELECT praxis_private.account_id()::text"))
        }
    }

    @Test func `resets a lost second factor after the password was given again`() async throws {
        let world = try await World()
        let caller = try await self.admin(world)
        let account = try await world.account("denver")
        let totp = try await world.factor(of: account)
        _ = try await world.signIn(account, totp)
        try await world.tell("UPDATE praxis.session SET authenticated_at = now() - interval '6 minutes'")
        let stale = await refusal { try await world.identity.resetFactor(of: Account.ID(account.id), as: caller) }
        #expect(stale == "reauthentication_required")
        try await world.tell("UPDATE praxis.session SET authenticated_at = now()")
        try await world.identity.resetFactor(of: Account.ID(account.id), as: caller)
        #expect(
            try await world.identity.signIn(account.email, password: World.password, from: world.visitor()).level
                == .full)
    }
}
