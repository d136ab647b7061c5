import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `Throttling` {
    let wrong = "not the password"

    private func fail(_ world: World, _ email: String, times: Int, from visitor: (Int) -> Visitor) async throws {
        for index in 0..<times {
            await #expect(throws: IdentityError.wrongCredentials) {
                try await world.identity.signIn(email, password: self.wrong, from: visitor(index))
            }
        }
    }

    @Test(arguments: ["denver@cascade.example", "nobody@cascade.example"])
    func `makes the sixth try wait, whether the account exists or not`(email: String) async throws {
        let world = try await World()
        _ = try await world.account("denver")
        try await self.fail(world, email, times: 5) { world.visitor("192.0.2.\($0)") }
        let hashes = world.hasher.count
        await #expect(throws: IdentityError.tooManyTries(seconds: 2)) {
            try await world.identity.signIn(email, password: World.password, from: world.visitor("198.51.100.1"))
        }
        #expect(world.hasher.count == hashes)
    }

    @Test func `lets a known device in while others guess`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let admission = try await world.identity.signIn(
            account.email, password: World.password, from: world.visitor())
        try await self.fail(world, account.email, times: 5) { world.visitor("198.51.100.\($0)") }
        let again = try await world.identity.signIn(
            account.email, password: World.password, from: world.visitor(device: admission.device))
        #expect(again.level == .full)
    }

    @Test func `lets a known device in, also from where others guess`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let admission = try await world.identity.signIn(
            account.email, password: World.password, from: world.visitor("198.51.100.1"))
        for index in 0..<30 {
            try await self.fail(world, "nobody\(index)@cascade.example", times: 1) { _ in world.visitor() }
        }
        await #expect(throws: IdentityError.tooManyTries(seconds: 2)) {
            try await world.identity.signIn(account.email, password: World.password, from: world.visitor())
        }
        let again = try await world.identity.signIn(
            account.email, password: World.password, from: world.visitor(device: admission.device))
        #expect(again.level == .full)
        // What it did not add, it does not take away.
        await #expect(throws: IdentityError.self) {
            try await world.identity.signIn("other@cascade.example", password: self.wrong, from: world.visitor())
        }
    }

    @Test func `never ends in a lock, whatever the number of failures`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let admission = try await world.identity.signIn(account.email, password: World.password, from: world.visitor())
        try await self.fail(world, account.email, times: 5) { world.visitor("198.51.100.\($0)") }
        try await world.tell("UPDATE praxis.throttle SET failures = 5000")
        try await world.tell("UPDATE praxis.throttle SET blocked_until = now() WHERE bucket = 'account'")
        await #expect(throws: IdentityError.wrongCredentials) {
            try await world.identity.signIn(account.email, password: self.wrong, from: world.visitor("198.51.100.9"))
        }
        // The longest wait of the account from elsewhere; its own device waits for nobody.
        do {
            _ = try await world.identity.signIn(
                account.email, password: World.password, from: world.visitor("198.51.100.10"))
            Issue.record("not throttled")
        } catch IdentityError.tooManyTries(let seconds) { #expect(seconds <= 3600) }
        let again = try await world.identity.signIn(
            account.email, password: World.password, from: world.visitor("198.51.100.11", device: admission.device))
        #expect(again.level == .full)
        try await self.fail(world, account.email, times: 5) { world.visitor("203.0.113.\($0)") }
        try await world.operation.unlock(account)
        _ = try await world.identity.signIn(
            account.email, password: World.password, from: world.visitor("203.0.113.20"))
    }

    @Test func `of one practice is not reset by another that knows the same address`() async throws {
        let world = try await World()
        _ = try await world.operation.create(World.practice("lakeside"))
        _ = try await world.account("shared")
        _ = try await world.operation.create(
            NewAccount(email: "shared@cascade.example", displayName: "Somebody Else"), practice: "lakeside")
        let twin = try await world.operation.account("shared@cascade.example", practice: "lakeside")
        try await world.operation.setPassword("a password of theirs", of: twin)
        for index in 0..<5 {
            await #expect(throws: IdentityError.wrongCredentials) {
                try await world.identity.signIn(
                    "shared@cascade.example", password: self.wrong, practice: "cascade",
                    from: world.visitor("198.51.100.\(index)"))
            }
        }
        _ = try await world.identity.signIn(
            "shared@cascade.example", password: "a password of theirs", practice: "lakeside",
            from: world.visitor("203.0.113.1"))
        let link = try await world.operation.issueLink(for: twin)
        try await world.identity.use(link.token, password: "another of theirs", from: world.visitor("203.0.113.1"))
        await #expect(throws: IdentityError.self) {
            try await world.identity.signIn(
                "shared@cascade.example", password: World.password, practice: "cascade",
                from: world.visitor("203.0.113.2"))
        }
        let blocked = try await world.ask(
            """
            SELECT count(*) FROM praxis.throttle
             WHERE bucket = 'account' AND subject = sha256('shared@cascade.example cascade') AND failures >= 5
            """, as: Int.self)
        #expect(blocked == 1)
    }

    @Test func `counts an IPv6 network as one address`() async throws {
        let world = try await World()
        for index in 0..<30 {
            await #expect(throws: IdentityError.wrongCredentials) {
                try await world.identity.signIn(
                    "nobody\(index)@cascade.example", password: self.wrong,
                    from: world.visitor("2001:db8:1:2::\(String(index, radix: 16))"))
            }
        }
        await #expect(throws: IdentityError.tooManyTries(seconds: 2)) {
            try await world.identity.signIn(
                "somebody@cascade.example", password: self.wrong, from: world.visitor("2001:db8:1:2:ffff::1"))
        }
    }

    @Test func `knows clients of a local socket, who have no address`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let visitor = Visitor(address: nil, userAgent: nil, device: nil, request: .version7())
        let admission = try await world.identity.signIn(account.email, password: World.password, from: visitor)
        #expect(admission.level == .full)
    }

    @Test func `counts tries that come at once one by one`() async throws {
        let world = try await World()
        _ = try await world.account("denver")
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<20 {
                group.addTask {
                    _ = try? await world.identity.signIn(
                        "denver@cascade.example", password: self.wrong, from: world.visitor("198.51.100.\(index)"))
                }
            }
        }
        #expect(world.hasher.count == 5)
    }

    @Test func `doubles from two seconds to a quarter of an hour`() async throws {
        let world = try await World()
        for (failures, seconds) in [(4, 0), (5, 2), (6, 4), (10, 64), (20, 900), (100, 3600), (5000, 3600)] {
            let delay = try await world.ask(
                """
                SELECT extract(epoch FROM praxis_private.throttle_delay('account', \(failures)::integer))::bigint
                """, as: Int.self)
            #expect(delay == seconds)
        }
    }
}
