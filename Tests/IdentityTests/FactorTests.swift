import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `The second factor` {
    private func half(_ world: World, _ account: OperatorAccount) async throws -> OpaqueToken {
        try await world.identity.signIn(account.email, password: World.password, from: world.visitor()).session
    }

    private func enter(_ world: World, _ session: OpaqueToken) async -> String? {
        await refusal {
            _ = try await TestDatabase.current.database.read(
                as: world.caller(session), Query<Row>("SELECT praxis_private.account_id()::text"))
        }
    }

    @Test func `is asked of whoever has one, and opens under a new token`() async throws {
        let world = try await World()
        let account = try await world.account("denver", "site_manager", clinic: "denver")
        let totp = try await world.factor(of: account)
        let half = try await self.half(world, account)
        #expect(await self.enter(world, half) == "second_factor_required")
        let code = totp.code(step: try await world.step())
        let full = try await world.identity.verifySecondFactor(code, of: half.digest, from: world.visitor())
        #expect(full.level == .full)
        #expect(await self.enter(world, full.session) == nil)
        #expect(await self.enter(world, half) == "session_refused")
    }

    @Test func `without the password makes no session fresh`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let totp = try await world.factor(of: account)
        let session = try await world.signIn(account, totp)
        try await world.tell("UPDATE praxis.session SET authenticated_at = now() - interval '3 hours'")
        try await world.tell("UPDATE praxis.totp SET last_step = 0")
        let code = totp.code(step: try await world.step())
        let refused = await refusal {
            _ = try await world.identity.verifySecondFactor(code, of: session.digest, from: world.visitor())
        }
        #expect(refused == "reauthentication_required")
        #expect(try await !world.identity.state(of: session.digest).isFresh)
    }

    @Test func `takes a code once`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let totp = try await world.factor(of: account)
        let code = totp.code(step: try await world.step())
        let first = try await self.half(world, account)
        let second = try await self.half(world, account)
        _ = try await world.identity.verifySecondFactor(code, of: first.digest, from: world.visitor())
        await #expect(throws: IdentityError.wrongCode) {
            try await world.identity.verifySecondFactor(code, of: second.digest, from: world.visitor())
        }
    }

    @Test func `takes a code once, also when it comes many times at once`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let totp = try await world.factor(of: account)
        let code = totp.code(step: try await world.step())
        var halves: [OpaqueToken] = []
        for _ in 0..<4 { halves.append(try await self.half(world, account)) }
        let accepted = await withTaskGroup(of: Bool.self) { group in
            for half in halves {
                group.addTask {
                    (try? await world.identity.verifySecondFactor(code, of: half.digest, from: world.visitor())) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(accepted == 1)
    }

    @Test func `refuses codes two steps away and throttles the sixth try`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let totp = try await world.factor(of: account)
        let half = try await self.half(world, account)
        for offset in [-3, -2, 2, 3, 4] as [Int64] {
            let code = totp.code(step: try await world.step() + offset)
            await #expect(throws: IdentityError.wrongCode) {
                try await world.identity.verifySecondFactor(code, of: half.digest, from: world.visitor())
            }
        }
        let code = totp.code(step: try await world.step())
        await #expect(throws: IdentityError.tooManyTries(seconds: 300)) {
            try await world.identity.verifySecondFactor(code, of: half.digest, from: world.visitor())
        }
    }

    @Test func `is set up first where a role requires it`() async throws {
        let world = try await World()
        let admin = try await world.account("admin")
        let half = try await self.half(world, admin)
        #expect(await self.enter(world, half) == "enrollment_required")
        let state = try await world.identity.state(of: half.digest)
        #expect(state.level == .enrollment && state.needsFactor && !state.hasFactor)
        let offer = try world.identity.offerEnrollment(to: state)
        let totp = TOTP(secret: try #require(Base32.decode(offer.secretText)))
        await #expect(throws: IdentityError.wrongCode) {
            try await world.identity.enroll(
                sealed: offer.sealed, code: "000000", state: state, session: half.digest, from: world.visitor())
        }
        let code = totp.code(step: try await world.step())
        let (admission, codes) = try await world.identity.enroll(
            sealed: offer.sealed, code: code, state: state, session: half.digest, from: world.visitor())
        #expect(await self.enter(world, admission.session) == nil)
        #expect(codes.count == 10)
        #expect(try await world.identity.state(of: admission.session.digest).codesLeft == 10)
        // The code that proved it does not open a second session.
        let next = try await self.half(world, admin)
        await #expect(throws: IdentityError.wrongCode) {
            try await world.identity.verifySecondFactor(code, of: next.digest, from: world.visitor())
        }
        // A recovery code does, once.
        let paper = codes[3].description.lowercased()
        _ = try await world.identity.verifySecondFactor(paper, of: next.digest, from: world.visitor())
        let third = try await self.half(world, admin)
        await #expect(throws: IdentityError.wrongCode) {
            try await world.identity.verifySecondFactor(paper, of: third.digest, from: world.visitor())
        }
    }

    @Test func `is encrypted at rest and bound to its account`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let totp = try await world.factor(of: account)
        let kept = try #require(try await world.ask("SELECT secret FROM praxis.totp", as: [UInt8].self))
        #expect(!kept.contains(totp.secret))
        let other = try await world.account("phoenix")
        try await world.tell(
            """
            INSERT INTO praxis.totp (practice_id, account_id, secret, confirmed_at)
            SELECT practice_id, \(other.id), secret, now() FROM praxis.totp
            """)
        let half = try await self.half(world, other)
        await #expect(throws: SecretBox.Unreadable.self) {
            try await world.identity.verifySecondFactor("123456", of: half.digest, from: world.visitor())
        }
    }

    @Test func `is given again with the password before it is replaced`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let session = try await world.signIn(account)
        try await world.tell("UPDATE praxis.session SET authenticated_at = now() - interval '6 minutes'")
        let state = try await world.identity.state(of: session.digest)
        #expect(!state.isFresh)
        let offer = try world.identity.offerEnrollment(to: state)
        let totp = TOTP(secret: try #require(Base32.decode(offer.secretText)))
        let code = totp.code(step: try await world.step())
        let stale = await refusal {
            _ = try await world.identity.enroll(
                sealed: offer.sealed, code: code, state: state, session: session.digest, from: world.visitor())
        }
        #expect(stale == "reauthentication_required")
        let again = try await world.identity.reauthenticate(
            World.password, session: session.digest, from: world.visitor())
        #expect(again.level == .full)
        _ = try await world.identity.enroll(
            sealed: offer.sealed, code: code, state: state, session: again.session.digest, from: world.visitor())
    }
}
