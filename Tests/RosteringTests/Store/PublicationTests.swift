import Postgres
import PraxisCore
import Rostering
import TestSupport
import Testing

@Suite(.database) struct `Publication of a week` {
    let week = ISOWeek("2026-W14")!

    private func publish(_ world: World, as account: String = "denver") async throws -> Int {
        let caller = world.caller(account, at: "denver")
        let draft = try await world.roster.publicationDraft(self.week, as: caller)
        return try await world.roster.publish(self.week, as: draft.fingerprint, as: caller)
    }

    private func state(_ world: World) async throws -> RosterState {
        try await world.roster.grid(self.week, as: world.caller("denver")).week.state
    }

    @Test func `turns draft into published, and a change into changed`() async throws {
        let world = try await World()
        let (ana, ben) = (try await world.person("Ana", at: "denver"), try await world.person("Ben", at: "denver"))
        let shift = try await world.shift("2026-03-30")
        let id = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        #expect(try await self.state(world) == .draft)
        #expect(try await self.publish(world) == 1)
        #expect(try await self.state(world).label == "Published")
        await #expect(throws: RosterError.nothingToPublish) { try await self.publish(world) }
        _ = try await world.roster.move(
            id, version: 1, to: ben, on: LocalDate("2026-03-30")!, as: world.caller("denver"))
        guard case .changed(let publication, let changes) = try await self.state(world) else {
            Issue.record("the state does not tell the change")
            return
        }
        #expect(publication.number == 1)
        #expect(changes == 2)
        let draft = try await world.roster.publicationDraft(self.week, as: world.caller("denver"))
        #expect(Set(draft.differences.map(\.person)) == [ana, ben])
        let overview = try await world.roster.overview(self.week, as: world.everywhere("denver"))
        #expect(overview.map(\.state) == [draft.week.state])
        #expect(overview.map(\.coverage) == [Coverage(have: 1, need: 1)])
        #expect(try await self.publish(world) == 2)
        #expect(try await self.state(world).label == "Published")
    }

    @Test func `publishes what the page showed, or nothing`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        let shift = try await world.shift("2026-03-30")
        let seen = try await world.roster.publicationDraft(self.week, as: world.caller("denver")).fingerprint
        _ = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        await #expect(throws: RosterError.replanned) {
            try await world.roster.publish(self.week, as: seen, as: world.caller("denver"))
        }
    }

    @Test func `tells people what they work once it is published, and takes it back`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        try await world.addAccount("ana", "staff", of: ana)
        let shift = try await world.shift("2026-03-30")
        let id = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        let own = world.everywhere("ana")
        #expect(try await world.roster.ownShifts(as: own).isEmpty)
        _ = try await self.publish(world)
        let told = try await world.roster.ownShifts(as: own)
        #expect(told.map(\.id) == [id])
        #expect(told.map(\.clinic) == ["denver"])
        try await world.roster.unassign(id, version: 1, as: world.caller("denver"))
        #expect(try await world.roster.ownShifts(as: own).map(\.id) == [id])
        _ = try await self.publish(world)
        #expect(try await world.roster.ownShifts(as: own).isEmpty)
    }

    @Test func `leaves an event for others and a line in the audit trail`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        _ = try await world.roster.assign(ana, to: try await world.shift("2026-03-30"), as: world.caller("denver"))
        _ = try await self.publish(world)
        #expect(
            try await world.ask(
                "SELECT count(*) FROM praxis.outbox WHERE topic = 'rostering.roster.published'", as: Int.self) == 1)
        #expect(
            try await world.ask(
                "SELECT count(*) FROM praxis.audit_event WHERE action = 'rostering.roster.publish'", as: Int.self) == 1)
    }

    @Test func `is a permission of its own`() async throws {
        let world = try await World()
        _ = try await world.shift("2026-03-30")
        await #expect(throws: (any Error).self) { try await self.publish(world, as: "auditor") }
    }
}
