import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `A session` {
    private func enter(_ world: World, _ session: OpaqueToken) async -> String? {
        await refusal {
            _ = try await TestDatabase.current.database.read(
                as: world.caller(session), Query<Row>("SELECT praxis_private.account_id()::text"))
        }
    }

    @Test func `ends with signing out`() async throws {
        let world = try await World()
        let session = try await world.signIn(try await world.account("denver"))
        try await world.identity.signOut(session.digest, from: world.visitor())
        #expect(await self.enter(world, session) == "session_refused")
        try await world.identity.signOut(session.digest, from: world.visitor())
    }

    @Test func `ends after idle time and after its longest time`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let idle = try await world.signIn(account)
        try await world.tell("UPDATE praxis.session SET last_seen_at = now() - interval '31 minutes'")
        #expect(await self.enter(world, idle) == "session_refused")
        let long = try await world.signIn(account)
        try await world.tell("UPDATE praxis.session SET expires_at = now() - interval '1 second'")
        #expect(await self.enter(world, long) == "session_refused")
    }

    @Test func `is shorter for administrators and finance`() async throws {
        let world = try await World()
        let account = try await world.account("money", "finance")
        let totp = try await world.factor(of: account)
        _ = try await world.signIn(account, totp)
        let idle = try await world.ask(
            "SELECT extract(epoch FROM idle_limit)::bigint FROM praxis.session", as: Int.self)
        #expect(idle == 900)
    }

    @Test func `is kept alive by what was seen, once a minute`() async throws {
        let world = try await World()
        let session = try await world.signIn(try await world.account("denver"))
        try await world.tell("UPDATE praxis.session SET last_seen_at = now() - interval '20 minutes'")
        let activity = SessionActivity(door: IdentityDoor(pool: TestDatabase.current.pool()))
        activity.note(session.digest)
        activity.note([UInt8](repeating: 0, count: 32))
        try await activity.flush()
        let age = try await world.ask(
            "SELECT extract(epoch FROM now() - last_seen_at)::bigint FROM praxis.session", as: Int.self)
        #expect(try #require(age) < 60)
    }

    @Test func `is listed and ended by its owner, and by nobody else`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let (mine, other) = (try await world.signIn(account), try await world.signIn(account))
        let list = try await world.identity.ownAccount(as: world.caller(mine)).sessions
        #expect(list.count == 2 && list.filter(\.isCurrent).count == 1)
        let stranger = try await world.signIn(try await world.account("phoenix"))
        let foreign = try #require(list.first { !$0.isCurrent })
        await #expect(throws: IdentityError.notFound) {
            try await world.identity.endOwnSession(foreign.id, as: world.caller(stranger))
        }
        #expect(try await world.identity.endOwnSession(foreign.id, as: world.caller(mine)) == 1)
        #expect(await self.enter(world, other) == "session_refused")
        #expect(await self.enter(world, mine) == nil)
    }

    @Test func `alone survives a change of the password, under a new token`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let (mine, other) = (try await world.signIn(account), try await world.signIn(account))
        await #expect(throws: IdentityError.weakPassword(.common)) {
            try await world.identity.changePassword(
                from: World.password, to: "password123", session: mine.digest, from: world.visitor())
        }
        await #expect(throws: IdentityError.wrongCredentials) {
            try await world.identity.changePassword(
                from: "not mine", to: "another long morning", session: mine.digest, from: world.visitor())
        }
        let new = try await world.identity.changePassword(
            from: World.password, to: "another long morning", session: mine.digest, from: world.visitor())
        #expect(await self.enter(world, new) == nil)
        #expect(await self.enter(world, mine) == "session_refused")
        #expect(await self.enter(world, other) == "session_refused")
        let admission = try await world.identity.signIn(
            account.email, password: "another long morning", from: world.visitor())
        #expect(admission.level == .full)
    }

    @Test func `is dead on the next request once its account is disabled, and stays dead`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let session = try await world.signIn(account)
        try await world.operation.disable(account)
        #expect(await self.enter(world, session) == "session_refused")
        try await world.operation.enable(account)
        #expect(await self.enter(world, session) == "session_refused")
        _ = try await world.signIn(account)
    }
}

@Suite(.database) struct `A link` {
    @Test func `invites once`() async throws {
        let world = try await World()
        let account = try await world.operation.account("admin@cascade.example")
        let link = try await world.operation.issueLink(for: account)
        #expect(link.purpose == .invitation)
        let owner = try await world.identity.open(link.token, from: world.visitor())
        #expect(owner.email == account.email)
        await #expect(throws: IdentityError.weakPassword(.tooShort(minimum: 8))) {
            try await world.identity.use(link.token, password: "short", from: world.visitor())
        }
        try await world.identity.use(link.token, password: World.password, from: world.visitor())
        await #expect(throws: IdentityError.deadLink) {
            try await world.identity.use(link.token, password: World.password, from: world.visitor())
        }
        #expect(
            try await world.identity.signIn(account.email, password: World.password, from: world.visitor()).level
                == .enrollment)
    }

    @Test func `resets a password, keeps the second factor, and ends every session`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let totp = try await world.factor(of: account)
        let session = try await world.signIn(account, totp)
        try await world.tell(
            """
            INSERT INTO praxis.api_token
                   (practice_id, token_id, account_id, digest, name, permissions, created_by, expires_at)
            VALUES (\(account.practiceID), \(UUID()), \(account.id), sha256('token'), 'Board', '{practice.clinic.read}',
                    \(account.id), now() + interval '1 day')
            """)
        let first = try await world.operation.issueLink(for: account)
        let second = try await world.operation.issueLink(for: account)
        #expect(second.purpose == .reset)
        await #expect(throws: IdentityError.deadLink) {
            try await world.identity.open(first.token, from: world.visitor())
        }
        try await world.identity.use(second.token, password: "another long morning", from: world.visitor())
        await #expect(throws: PostgresError.self) { try await world.identity.state(of: session.digest) }
        let level = try await world.identity.signIn(
            account.email, password: "another long morning", from: world.visitor()
        ).level
        #expect(level == .password)
        #expect(try await world.ask("SELECT revoked_at IS NOT NULL FROM praxis.api_token", as: Bool.self) == true)
    }

    @Test func `runs out`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let link = try await world.operation.issueLink(for: account)
        try await world.tell("UPDATE praxis.account_link SET expires_at = now()")
        await #expect(throws: IdentityError.deadLink) {
            try await world.identity.open(link.token, from: world.visitor())
        }
    }

    @Test func `is asked for by everybody alike`() async throws {
        let world = try await World()
        _ = try await world.account("denver")
        for email in ["denver@cascade.example", "nobody@cascade.example", "x"] {
            try await world.identity.requestReset(email, from: world.visitor())
        }
        let asked = try await world.ask(
            "SELECT count(*) FROM praxis.outbox WHERE topic = 'identity.reset.requested'", as: Int.self)
        #expect(asked == 1)
    }

    @Test func `cannot be guessed fast`() async throws {
        let world = try await World()
        for _ in 0..<10 {
            await #expect(throws: IdentityError.deadLink) {
                try await world.identity.open(OpaqueToken(.link), from: world.visitor())
            }
        }
        await #expect(throws: IdentityError.tooManyTries(seconds: 30)) {
            try await world.identity.open(OpaqueToken(.link), from: world.visitor())
        }
    }
}
