import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `The trail of accounts` {
    private struct Event: PostgresRow {
        let action: String
        let clinic: UUID?
        let before: JSONText?
        let after: JSONText?
        let reason: String?

        init(row: inout RowReader) throws(PostgresError) {
            self.action = try row.read()
            self.clinic = try row.read()
            self.before = try row.read()
            self.after = try row.read()
            self.reason = try row.read()
        }
    }

    private func last(_ action: String) async throws -> Event {
        let events = try await TestDatabase.current.pool(.superuser).pipeline(
            .readOnly,
            Query<Event>(
                """
                SELECT action, clinic_id, before, after, reason FROM praxis.audit_event
                 WHERE action = \(action) ORDER BY seq DESC LIMIT 1
                """))
        return try #require(events.first)
    }

    @Test func `says which role was given where, until when, why, and when it ended`() async throws {
        let world = try await World()
        let admin = try await world.account("admin")
        let caller = world.caller(try await world.signIn(admin, try await world.factor(of: admin)))
        let account = try await world.account("denver")
        let clinic = try #require(try await world.ask("SELECT clinic_id FROM praxis.clinic", as: UUID.self))
        let role = try #require(try await world.identity.roles(as: caller).first { $0.code == "buyer" })
        let grant = try await world.identity.add(
            NewGrant(
                account: Account.ID(account.id), role: role.id, reach: .clinic(clinic), starts: nil, ends: nil,
                reason: "covers for a colleague"),
            as: caller)
        let given = try await self.last("identity.grant.add")
        #expect(given.clinic == clinic && given.reason == "covers for a colleague")
        let facts = try #require(given.after?.text)
        for fact in [#""role": "buyer""#, #""scope": "clinic""#, #""kind": "normal""#, grant.description] {
            #expect(facts.contains(fact), "\(fact)")
        }
        try await world.identity.end(grant, as: caller)
        let ended = try await self.last("identity.grant.end")
        #expect(ended.clinic == clinic && ended.after?.text.contains(#""until": "20"#) == true)
    }

    @Test func `says what changed about an account and nothing else`() async throws {
        let world = try await World()
        let admin = try await world.account("admin")
        let caller = world.caller(try await world.signIn(admin, try await world.factor(of: admin)))
        let id = Account.ID(try await world.account("denver").id)
        let version = try await world.identity.account(id, as: caller).account.version
        try await world.identity.change(
            id, to: NewAccount(email: "new@cascade.example", displayName: "Robin Vale"), version: version, as: caller)
        let event = try await self.last("identity.account.change")
        #expect(event.before?.text == #"{"email": "denver@cascade.example"}"#)
        #expect(event.after?.text == #"{"email": "new@cascade.example"}"#)
    }
}
