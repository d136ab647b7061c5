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

    @Test func `keeps sign-ins of who belongs to one clinic there, and those of others with the practice`() async throws
    {
        let world = try await World()
        let clinic = try #require(try await world.ask("SELECT clinic_id FROM praxis.clinic", as: UUID.self))
        let manager = try await world.account("denver", "site_manager", clinic: "denver")
        let session = try await world.signIn(manager)
        #expect(try await self.last("identity.session.create").clinic == clinic)
        _ = try await world.identity.endOwnSession(nil, as: world.caller(session))
        #expect(try await self.last("identity.session.end").clinic == clinic)
        try await world.identity.signOut(session.digest, from: world.visitor())
        #expect(try await self.last("identity.session.end").clinic == clinic)

        let employee = try await world.account("desk")
        _ = try await world.signIn(employee)
        #expect(try await self.last("identity.session.create").clinic == nil)
        try await world.tell(
            """
            INSERT INTO praxis.employment
                   (practice_id, clinic_id, employment_id, person_id, position, starts_on, created_by)
            VALUES (\(employee.practiceID), \(clinic), \(UUID()), \(employee.id), 'front_desk', CURRENT_DATE,
                    \(employee.id))
            """)
        _ = try await world.signIn(employee)
        #expect(try await self.last("identity.session.create").clinic == clinic)

        let admin = try await world.account("admin")
        _ = try await world.signIn(admin, try await world.factor(of: admin))
        #expect(try await self.last("identity.factor.verify").clinic == nil)
    }

    @Test func `names the role that an operator gave and ended, with its clinic`() async throws {
        let world = try await World()
        let clinic = try #require(try await world.ask("SELECT clinic_id FROM praxis.clinic", as: UUID.self))
        let account = try await world.account("denver")
        let grant = try await world.operation.grant("buyer", clinic: "denver", to: account, reason: "covers a leave")
        let given = try await self.last("identity.grant.add")
        #expect(given.clinic == clinic && given.reason == "covers a leave")
        #expect(given.after?.text.contains(#""role_name": "Buyer""#) == true)
        try await world.operation.endGrant(grant, of: account)
        #expect(try await self.last("identity.grant.end").after?.text.contains(#""role_name": "Buyer""#) == true)
    }

    @Test func `says which role was made and what changed about it`() async throws {
        let world = try await World()
        let admin = try await world.account("admin")
        let caller = world.caller(try await world.signIn(admin, try await world.factor(of: admin)))
        let id = try await world.identity.create(
            RoleDraft(name: "Night desk", needsFactor: false, permissions: [.shiftRead]), as: caller)
        #expect(
            try await self.last("identity.role.create").after?.text
                == #"{"role_name": "Night desk", "permissions": ["rostering.shift.read"], "second_factor": false}"#)
        try await world.identity.change(
            id, to: RoleDraft(name: "Night desk", needsFactor: true, permissions: [.shiftRead]), version: 1, as: caller)
        let change = try await self.last("identity.role.change")
        #expect(change.before?.text == #"{"role_name": "Night desk", "second_factor": false}"#)
        #expect(change.after?.text == #"{"role_name": "Night desk", "second_factor": true}"#)
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
