import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `An API token` {
    private func count(_ token: OpaqueToken, _ table: SQL) async throws -> String? {
        let caller = Caller(claim: .token(token.digest), scope: .all)
        return try await TestDatabase.current.database.read(
            as: caller, Query<Row>("SELECT count(*)::text FROM \(table)")
        ).first?.text
    }

    @Test func `does what its permissions say, and ends when revoked`() async throws {
        let world = try await World()
        let account = try await world.account("denver", "site_manager", clinic: "denver")
        let caller = world.caller(try await world.signIn(account))
        let clinic = try #require(try await world.ask("SELECT clinic_id FROM praxis.clinic", as: UUID.self))
        let (id, token) = try await world.identity.create(
            NewToken(name: "Board", permissions: [.clinicRead], clinics: [clinic], days: 30), as: caller)
        #expect(token.text.hasPrefix("praxis_"))
        #expect(try await self.count(token, "praxis.clinic") == "1")
        #expect(try await self.count(token, "praxis.role") == "0")
        #expect(try await world.identity.ownAccount(as: caller).tokens.map(\.name) == ["Board"])
        try await world.identity.revokeToken(id, as: caller)
        #expect(await refusal { _ = try await self.count(token, "praxis.clinic") } == "session_refused")
    }

    @Test func `never reaches beyond its owner`() async throws {
        let world = try await World()
        let account = try await world.account("denver", "site_manager", clinic: "denver")
        let caller = world.caller(try await world.signIn(account))
        let clinic = try #require(try await world.ask("SELECT clinic_id FROM praxis.clinic", as: UUID.self))
        func create(_ permissions: [Permission], _ clinics: [UUID]?, days: Int = 30) async -> String? {
            await refusal {
                _ = try await world.identity.create(
                    NewToken(name: "Wide", permissions: permissions, clinics: clinics, days: days), as: caller)
            }
        }
        #expect(await create([.clinicRead], nil) == "beyond_scope")
        #expect(await create([.budgetApprove], [clinic]) == "beyond_permissions")
        #expect(await create([.clinicRead], [UUID()]) == "beyond_permissions")
        #expect(await create([.clinicRead], []) == "token_without_reach")
        #expect(await create([.clinicRead], [clinic], days: 401) == "token_expiry")
        try await world.tell("UPDATE praxis.session SET authenticated_at = now() - interval '6 minutes'")
        #expect(await create([.clinicRead], [clinic]) == "reauthentication_required")
    }
}

@Suite(.database) struct `Breaking the glass` {
    @Test func `gives rights for an hour at most, is seen in the audit, and is reviewed by another`() async throws {
        let world = try await World()
        let manager = try await world.account("denver", "site_manager", clinic: "denver")
        try await world.tell(
            """
            INSERT INTO praxis.clinic (practice_id, clinic_id, entity_id, slug, name, state, zone, created_by)
            SELECT practice_id, gen_random_uuid(), entity_id, 'phoenix', 'Phoenix', 'AZ', 'America/Phoenix', created_by
              FROM praxis.clinic
            """)
        let phoenix = try #require(
            try await world.ask("SELECT clinic_id FROM praxis.clinic WHERE slug = 'phoenix'", as: UUID.self))
        let caller = world.caller(try await world.signIn(manager))
        func start(_ reason: String, _ minutes: Int) async throws -> UUID {
            try await world.identity.breakGlass(
                NewEmergency(role: "site_manager", clinic: phoenix, reason: reason, minutes: minutes), as: caller)
        }
        #expect(await refusal { _ = try await start("too short", 30) } == "reason_too_short")
        #expect(await refusal { _ = try await start("the manager is out of reach", 61) } == "emergency_too_long")
        let grant = try await start("the manager is out of reach", 30)
        let seen = try await TestDatabase.current.database.read(
            as: caller, Query<Row>("SELECT slug FROM praxis.clinic ORDER BY slug"))
        #expect(seen.map(\.text) == ["denver", "phoenix"])
        let flagged = try await world.ask(
            "SELECT emergency FROM praxis.audit_event WHERE action = 'identity.emergency.start'", as: Bool.self)
        #expect(flagged == true)
        let told = try await world.ask(
            "SELECT count(*) FROM praxis.outbox WHERE topic = 'identity.emergency.started'", as: Int.self)
        #expect(told == 1)

        let admin = try await world.account("admin")
        let reviewer = world.caller(try await world.signIn(admin, try await world.factor(of: admin)))
        #expect(try await world.identity.emergencies(as: reviewer).map(\.grant) == [grant])
        try await world.identity.review(grant, .justified, note: "asked for by phone", as: reviewer)
        #expect(
            await refusal { try await world.identity.review(grant, .justified, note: "", as: reviewer) }
                == "already_reviewed")
        try await world.tell(
            "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), now()) WHERE kind = 'break_glass'")
        let after = try await TestDatabase.current.database.read(
            as: caller, Query<Row>("SELECT slug FROM praxis.clinic ORDER BY slug"))
        #expect(after.map(\.text) == ["denver"])
    }
}
