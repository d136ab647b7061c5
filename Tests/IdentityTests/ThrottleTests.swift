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

    @Test func `never ends in a lock`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        try await self.fail(world, account.email, times: 5) { world.visitor("198.51.100.\($0)") }
        try await world.tell("UPDATE praxis.throttle SET blocked_until = now() - interval '1 second'")
        _ = try await world.signIn(account)
        try await self.fail(world, account.email, times: 5) { world.visitor("203.0.113.\($0)") }
        try await world.operation.unlock(account)
        _ = try await world.signIn(account)
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
        for (failures, seconds) in [(4, 0), (5, 2), (6, 4), (10, 64), (20, 900), (100, 86_400)] {
            let delay = try await world.ask(
                """
                SELECT extract(epoch FROM praxis_private.throttle_delay('account', \(failures)::integer))::bigint
                """, as: Int.self)
            #expect(delay == seconds)
        }
    }
}
