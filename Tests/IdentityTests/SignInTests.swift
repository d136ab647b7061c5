import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `Signing in` {
    @Test func `opens a session that the doors accept`() async throws {
        let world = try await World()
        let account = try await world.account("denver", "site_manager", clinic: "denver")
        let admission = try await world.identity.signIn(
            " Denver@Cascade.example ", password: World.password, from: world.visitor())
        #expect(admission.level == .full)
        let state = try await world.identity.state(of: admission.session.digest)
        #expect(state.account == account.id)
        #expect(state.isFresh)
        #expect(await refusal { try await enter(world, admission.session) } == nil)
    }

    @Test func `makes a new session each time and keeps no hash outside the database`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let first = try await world.signIn(account)
        #expect(try await world.signIn(account) != first)
        let kept = try #require(try await world.ask("SELECT digest FROM praxis.session LIMIT 1", as: [UInt8].self))
        #expect(kept.count == 32)
        let denied = await refusal {
            _ = try await TestDatabase.current.pool().pipeline(.readOnly, Query<Row>("SELECT phc FROM praxis.password"))
        }
        #expect(denied == "42501")
    }

    @Test func `answers alike and hashes once, whoever is asked for`() async throws {
        let world = try await World()
        let disabled = try await world.account("gone")
        _ = try await world.account("denver")
        try await world.operation.disable(disabled)
        _ = try await world.operation.create(
            NewAccount(email: "new@cascade.example", displayName: "Not yet"), practice: "cascade")
        for email in ["denver", "gone", "new", "nobody"].map({ "\($0)@cascade.example" }) + ["", "no address"] {
            let before = world.hasher.count
            await #expect(throws: IdentityError.wrongCredentials) {
                try await world.identity.signIn(email, password: "not the password", from: world.visitor())
            }
            #expect(world.hasher.count == before + 1)
        }
    }

    @Test func `gives an unknown address the same recipe each time`() async throws {
        let world = try await World()
        _ = try await world.account("denver")
        var recipes: [String: Set<String>] = [:]
        for (index, name) in ["denver", "denver", "nobody", "nobody"].enumerated() {
            let row = try await TestDatabase.current.pool().pipeline(
                .readWrite,
                Query<Row>(
                    """
                    SELECT recipe FROM praxis_private.sign_in_start(
                           \(name + "@cascade.example"), NULL, NULL, \("192.0.2.\(index)"), 'ln=10,r=8,p=1')
                    """))
            recipes[name, default: []].insert(try #require(row.first?.text))
        }
        #expect(recipes.values.allSatisfy { $0.count == 1 && PasswordRecipe($0.first!)?.salt.count == 16 })
    }

    @Test func `rehashes when the cost has risen`() async throws {
        let cost = try #require(ScryptCost(logRounds: 11, blockSize: 8, parallelism: 1))
        let world = try await World(cost: cost)
        let account = try await world.account("denver")
        _ = try await world.signIn(account)
        let phc = try #require(try await world.ask("SELECT phc FROM praxis.password", as: String.self))
        #expect(phc.hasPrefix("$scrypt$ln=11,"))
        _ = try await world.signIn(account)
    }

    @Test func `is refused in a suspended practice, and ends at once when it is`() async throws {
        let world = try await World()
        let account = try await world.account("denver")
        let session = try await world.signIn(account)
        try await world.tell("UPDATE praxis.practice SET status = 'suspended'")
        #expect(await refusal { try await enter(world, session) } == "session_refused")
        await #expect(throws: IdentityError.wrongCredentials) { try await world.signIn(account) }
    }

    @Test func `chooses the practice that is named where an address is known to two`() async throws {
        let world = try await World()
        _ = try await world.operation.create(World.practice("lakeside"))
        for practice in ["cascade", "lakeside"] {
            _ = try await world.operation.create(
                NewAccount(email: "both@work.example", displayName: "Both"), practice: practice)
            let account = try await world.operation.account("both@work.example", practice: practice)
            try await world.operation.setPassword("mornings in \(practice)", of: account)
        }
        for practice in ["cascade", "lakeside"] {
            let admission = try await world.identity.signIn(
                "both@work.example", password: "mornings in \(practice)", practice: practice, from: world.visitor())
            #expect(admission.level == .full)
        }
    }

    private func enter(_ world: World, _ session: OpaqueToken) async throws {
        _ = try await TestDatabase.current.database.read(
            as: world.caller(session), Query<Row>("SELECT praxis_private.account_id()::text"))
    }
}

/// One column of text.
struct Row: PostgresRow {
    let text: String?

    init(row: inout RowReader) throws(PostgresError) { self.text = try row.read() }
}
