import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

/// Whether an address has an account shows in nothing that takes time: in no hash, in no write, and in no wait. Wall time
/// is these three and noise, so these three are what is counted.
@Suite(.database) struct `Whoever is asked for` {
    private static let addresses = ["known", "disabled", "invited", "nobody"].map { "\($0)@cascade.example" }

    private func world() async throws -> World {
        let world = try await World()
        _ = try await world.account("known", "site_manager", clinic: "denver")
        try await world.operation.disable(try await world.account("disabled"))
        _ = try await world.operation.create(
            NewAccount(email: "invited@cascade.example", displayName: "Not yet"), practice: "cascade")
        return world
    }

    /// What each of eight wrong passwords was answered with, and how many were hashed for it.
    private func tries(_ world: World, _ email: String, from network: Int) async throws -> [String] {
        var answers: [String] = []
        for number in 0..<8 {
            let before = world.hasher.count
            let error = await #expect(throws: IdentityError.self) {
                try await world.identity.signIn(
                    email, password: "not the password", from: world.visitor("192.0.\(network).\(number)"))
            }
            let kind = error.map { $0 == .wrongCredentials ? "wrong" : "locked" } ?? "?"
            answers.append("\(kind), \(world.hasher.count - before) hashed")
        }
        return answers
    }

    @Test func `costs as many hashes, and is locked after as many tries`() async throws {
        let world = try await self.world()
        var answers: [String: [String]] = [:]
        for (network, email) in Self.addresses.enumerated() {
            answers[email] = try await self.tries(world, email, from: network)
        }
        let expected = Array(repeating: "wrong, 1 hashed", count: 5) + Array(repeating: "locked, 0 hashed", count: 3)
        for email in Self.addresses { #expect(answers[email] == expected, "\(email)") }
    }

    @Test func `is hashed at the same cost`() async throws {
        let world = try await self.world()
        var costs: Set<ScryptCost> = []
        for (number, email) in Self.addresses.enumerated() {
            let row = try await TestDatabase.current.pool().pipeline(
                .readWrite,
                Query<Row>(
                    """
                    SELECT recipe
                      FROM praxis_private.sign_in_start(
                           \(email), NULL, NULL, \("192.0.2.\(number)"), \(world.hasher.configuration.cost.text))
                    """))
            let recipe = try #require(row.first?.text.flatMap { PasswordRecipe($0) })
            costs.insert(recipe.cost)
        }
        #expect(costs == [world.hasher.configuration.cost])
    }

    /// A transaction that writes waits for the disk at its COMMIT; one that only reads does not.
    @Test func `costs as many writing transactions`() async throws {
        _ = try await self.world()
        for (number, email) in Self.addresses.enumerated() {
            let client = "192.0.2.\(number)"
            #expect(
                try await self.writes(
                    "SELECT recipe FROM praxis_private.sign_in_start(\(email), NULL, NULL, \(client), 'ln=10,r=8,p=1')"),
                "\(email)")
            #expect(
                try await self.writes(
                    """
                    SELECT praxis_private.sign_in_finish(
                           \(email), NULL, 'wrong', sha256('token'), sha256('device'), \(UUID.version7()), \(client), '')
                    """),
                "\(email)")
            #expect(
                try await self.writes("SELECT praxis_private.reset_request(\(email), NULL, \(client))::text"),
                "\(email)")
        }
    }

    private func writes(_ sql: SQL) async throws -> Bool {
        let (_, number) = try await TestDatabase.current.pool().pipeline(
            .readWrite, Query<Row>(sql), Query<Row>("SELECT pg_current_xact_id_if_assigned()::text"))
        return number.first?.text != nil
    }

    @Test func `may ask for a new password as often, and nothing is hashed for it`() async throws {
        let world = try await self.world()
        var answers: [String: [Bool]] = [:]
        let before = world.hasher.count
        for (network, email) in Self.addresses.enumerated() {
            for _ in 0..<15 {
                let visitor = world.visitor("198.51.100.\(network)")
                do {
                    try await world.identity.requestReset(email, from: visitor)
                    answers[email, default: []].append(true)
                } catch IdentityError.tooManyTries { answers[email, default: []].append(false) }
            }
        }
        #expect(world.hasher.count == before)
        #expect(Set(answers.values).count == 1, "\(answers)")
        #expect(answers.values.first?.contains(true) == true && answers.values.first?.contains(false) == true)
    }
}

extension ScryptCost {
    /// As the database is told it.
    fileprivate var text: String { "ln=\(self.logRounds),r=\(self.blockSize),p=\(self.parallelism)" }
}
