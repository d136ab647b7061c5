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

    /// A house rule that asks for eleven hours between two shifts.
    private func elevenHours(_ world: World) async throws {
        try await world.tell(
            """
            INSERT INTO praxis.rest_rule (practice_id, rule_id, minutes, binding, citation, starts_on, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 660, true, 'House rule', '2020-01-01', \(world.practice))
            """)
    }

    @Test func `rest does not end with the week`() async throws {
        let world = try await World()
        try await self.elevenHours(world)
        let ana = try await world.person("Ana", at: "denver")
        let sunday = try await world.shift("2026-03-29", "16:00", "23:30")
        _ = try await world.roster.assign(ana, to: sunday, as: world.caller("denver"))
        let monday = try await world.shift("2026-03-30", "06:00", "14:00")
        _ = try await world.roster.assign(ana, to: monday, as: world.caller("denver"))
        for week in [self.week, ISOWeek("2026-W13")!] {
            let draft = try await world.roster.publicationDraft(week, as: world.caller("denver"))
            guard case .shortRest(ana, _, _, minutes: 390, _)? = draft.violations.first else {
                Issue.record("\(week) does not tell the short rest: \(draft.violations)")
                continue
            }
        }
        await #expect(throws: RosterError.self) { try await self.publish(world) }
    }

    @Test func `rest does not end at the clinic's door`() async throws {
        let world = try await World()
        try await self.elevenHours(world)
        let ana = try await world.person("Ana", at: "denver", "phoenix")
        let late = try await world.shift("2026-03-30", "16:00", "23:30", at: "phoenix")
        _ = try await world.roster.assign(ana, to: late, as: world.caller("phoenix"))
        let early = try await world.shift("2026-03-31", "06:00", "14:00")
        let id = try await world.roster.assign(ana, to: early, as: world.caller("denver"))
        let draft = try await world.roster.publicationDraft(self.week, as: world.caller("denver"))
        guard case .shortRest(ana, nil, id, minutes: 330, _)? = draft.violations.first else {
            Issue.record("the short rest is not told: \(draft.violations)")
            return
        }
        let next = try await world.shift("2026-04-01")
        let candidate = try #require(
            try await world.roster.sheet(next, as: world.caller("denver")).candidates.first)
        #expect(candidate.weekMinutes == 450 + 480)
    }

    @Test func `what has been worked is not judged again`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        let week = ISOWeek("2026-W12")!
        // The clock stands at Friday of this week.
        for day in ["2026-03-16", "2026-03-21"] {
            _ = try await world.roster.assign(ana, to: try await world.shift(day), as: world.caller("denver"))
        }
        try await world.tell("UPDATE praxis.appointment SET starts_on = '2026-03-23' WHERE person_id = \(ana)")
        #expect(
            try await world.roster.publicationDraft(week, as: world.caller("denver")).violations.count == 1)
        try await world.tell("UPDATE praxis.appointment SET starts_on = '2026-03-18' WHERE person_id = \(ana)")
        let draft = try await world.roster.publicationDraft(week, as: world.caller("denver"))
        #expect(draft.violations.isEmpty)
        #expect(try await world.roster.publish(week, as: draft.fingerprint, as: world.caller("denver")) == 1)
    }

    @Test func `takes a whole week back`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        try await world.addAccount("ana", "staff", of: ana)
        let shift = try await world.shift("2026-03-30")
        let id = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        _ = try await self.publish(world)
        try await world.roster.unassign(id, version: 1, as: world.caller("denver"))
        try await world.roster.cancelShift(shift, version: 1, as: world.caller("denver"))
        #expect(try await self.publish(world) == 2)
        #expect(try await world.roster.ownShifts(as: world.everywhere("ana")).isEmpty)
        await #expect(throws: RosterError.nothingToPublish) { try await self.publish(world) }
    }

    @Test func `freezes nothing that was assigned while it was under way`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        let shift = try await world.shift("2026-03-30")
        let seen = try await world.roster.publicationDraft(self.week, as: world.caller("denver")).fingerprint
        // The publication reads the plan, then waits for the roster that this transaction holds.
        let publication = try await TestDatabase.current.pool(.superuser).transaction(.readWrite) { holder in
            try await holder.execute("SELECT FROM praxis.roster FOR UPDATE")
            let publication = Task { try await world.roster.publish(self.week, as: seen, as: world.caller("denver")) }
            try await world.waitForWaiter()
            _ = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
            return publication
        }
        await #expect(throws: RosterError.replanned) { try await publication.value }
        #expect(try await world.ask("SELECT count(*) FROM praxis.publication_entry", as: Int.self) == 0)
    }

    @Test func `is one publication of two who saw the same plan`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        _ = try await world.roster.assign(ana, to: try await world.shift("2026-03-30"), as: world.caller("denver"))
        let seen = try await world.roster.publicationDraft(self.week, as: world.caller("denver")).fingerprint
        let publications = try await TestDatabase.current.pool(.superuser).transaction(.readWrite) { holder in
            try await holder.execute("SELECT FROM praxis.roster FOR UPDATE")
            let publications = ["denver", "administrator"].map { account in
                Task { try await world.roster.publish(self.week, as: seen, as: world.caller(account, at: "denver")) }
            }
            try await world.waitForWaiter(2)
            return publications
        }
        var outcomes: [Result<Int, any Error>] = []
        for publication in publications { outcomes.append(await publication.result) }
        let refusals = outcomes.compactMap { if case .failure(let error) = $0 { error as? RosterError } else { nil } }
        #expect(refusals == [.replanned])
        #expect(try await world.ask("SELECT count(*) FROM praxis.publication", as: Int.self) == 1)
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
        let refused = await #expect(throws: PostgresError.self) { try await self.publish(world, as: "auditor") }
        #expect(refused?.sqlState == .insufficientPrivilege)
    }
}
