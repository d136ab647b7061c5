import Postgres
import PraxisCore
import Rostering
import TestSupport
import Testing

@Suite(.database) struct `Putting people on shifts` {
    @Test func `keeps who, where and when, and every earlier state`() async throws {
        let world = try await World()
        let (ana, ben) = (try await world.person("Ana", at: "denver"), try await world.person("Ben", at: "denver"))
        let shift = try await world.shift("2026-03-30")
        let id = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        _ = try await world.roster.move(
            id, version: 1, to: ben, on: LocalDate("2026-03-30")!, as: world.caller("denver"))
        try await world.roster.unassign(id, version: 2, as: world.caller("denver"))
        let states = try await world.ask(
            """
            SELECT string_agg(version || ' ' || state || ' ' || (person_id = \(ana))::text, ', ' ORDER BY version)
              FROM praxis.assignment_change
             WHERE assignment_id = \(id)
            """, as: String.self)
        #expect(states == "1 active true, 2 active false, 3 canceled false")
        #expect(try await world.ask("SELECT count(*) FROM praxis.person_busy", as: Int.self) == 0)
    }

    @Test func `R3: lets shifts touch and refuses one minute of overlap`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        let manager = world.caller("denver")
        _ = try await world.roster.assign(ana, to: try await world.shift("2026-03-30", "07:00", "15:00"), as: manager)
        let overlapping = try await world.shift("2026-03-30", "14:59", "23:00")
        await #expect(throws: RosterError.busy([span("2026-03-30T07:00", "2026-03-30T15:00")])) {
            try await world.roster.assign(ana, to: overlapping, as: manager)
        }
        let touching = try await world.shift("2026-03-30", "15:00", "23:00")
        await #expect(throws: Never.self) { try await world.roster.assign(ana, to: touching, as: manager) }
    }

    @Test func `R4: tells the other clinic's manager the interval and no more`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver", "phoenix")
        let north = try await world.shift("2026-03-30", "08:00", "14:00")
        _ = try await world.roster.assign(ana, to: north, as: world.caller("denver"))
        let south = try await world.shift("2026-03-30", "12:00", "18:00", at: "phoenix")
        await #expect(throws: RosterError.busy([span("2026-03-30T08:00", "2026-03-30T14:00")])) {
            try await world.roster.assign(ana, to: south, as: world.caller("phoenix"))
        }
        let grid = try await world.roster.grid(ISOWeek("2026-W14")!, as: world.caller("phoenix"))
        #expect(grid.busyElsewhere == [ana: [span("2026-03-30T08:00", "2026-03-30T14:00")]])
        #expect(grid.week.assignments.isEmpty)
        await #expect(throws: (any Error).self) {
            try await world.roster.grid(ISOWeek("2026-W14")!, as: world.caller("phoenix", at: "denver"))
        }
        await #expect(throws: RosterError.unknown) {
            try await world.roster.assign(ana, to: north, as: world.caller("phoenix"))
        }
    }

    @Test func `lets one of a hundred win who put the same person on overlapping shifts`() async throws {
        let pool = PostgresPool(
            PoolConfiguration(
                connection: ConnectionSettings(conninfo: TestDatabase.current.conninfo()), connections: 12))
        let world = try await World(pool: pool)
        let ana = try await world.person("Ana", at: "denver", "phoenix")
        let north = try await world.shift("2026-03-30", "08:00", "14:00")
        let south = try await world.shift("2026-03-30", "12:00", "18:00", at: "phoenix")
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for racer in 0..<100 {
                group.addTask {
                    do {
                        let (shift, manager) = racer.isMultiple(of: 2) ? (north, "denver") : (south, "phoenix")
                        _ = try await world.roster.assign(ana, to: shift, as: world.caller(manager))
                        return true
                    } catch RosterError.busy { return false }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
        #expect(try await world.ask("SELECT count(*) FROM praxis.assignment WHERE state = 'active'", as: Int.self) == 1)
        await pool.close()
    }

    @Test func `the exclusion constraint stands behind the trigger`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        _ = try await world.roster.assign(ana, to: try await world.shift("2026-03-30"), as: world.caller("denver"))
        let refused = await #expect(throws: PostgresError.self) {
            try await world.tell(
                """
                INSERT INTO praxis.person_busy (practice_id, assignment_id, clinic_id, person_id, clinical_role, span)
                SELECT practice_id, gen_random_uuid(), clinic_id, person_id, clinical_role, span FROM praxis.person_busy
                """)
        }
        #expect(refused?.constraint == "person_busy_once")
    }

    @Test func `a version that somebody else has changed is stale`() async throws {
        let world = try await World()
        let (ana, ben) = (try await world.person("Ana", at: "denver"), try await world.person("Ben", at: "denver"))
        let id = try await world.roster.assign(
            ana, to: try await world.shift("2026-03-30"), as: world.caller("denver"))
        let day = LocalDate("2026-03-30")!
        _ = try await world.roster.move(id, version: 1, to: ben, on: day, as: world.caller("denver"))
        await #expect(throws: RosterError.stale(seen: 1, now: 2)) {
            try await world.roster.move(
                id, version: 1, to: ana, on: day, as: world.caller("administrator", at: "denver"))
        }
        await #expect(throws: RosterError.noSuchShift(day.adding(days: 1))) {
            try await world.roster.move(id, version: 2, to: ben, on: day.adding(days: 1), as: world.caller("denver"))
        }
    }

    @Test func `an auditor reads and changes nothing`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        let shift = try await world.shift("2026-03-30")
        let auditor = world.caller("auditor", at: "denver")
        #expect(try await world.roster.grid(ISOWeek("2026-W14")!, as: auditor).week.shifts.map(\.id) == [shift])
        let refused = await #expect(throws: PostgresError.self) {
            try await world.roster.assign(ana, to: shift, as: auditor)
        }
        #expect(refused?.sqlState == .insufficientPrivilege)
        await #expect(throws: RosterError.stale(seen: 1, now: 2)) {
            try await world.roster.cancelShift(shift, version: 1, as: auditor)
        }
    }

    @Test func `a slot goes away only while nobody is on it`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        let shift = try await world.shift("2026-03-30")
        let id = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        await #expect(throws: RosterError.shiftTaken) {
            try await world.roster.cancelShift(shift, version: 1, as: world.caller("denver"))
        }
        try await world.roster.unassign(id, version: 1, as: world.caller("denver"))
        try await world.roster.cancelShift(shift, version: 1, as: world.caller("denver"))
        await #expect(throws: RosterError.unknown) {
            try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        }
    }

    private func span(_ start: String, _ end: String) -> Span { Sample.span(start, end, in: Zone("America/Denver")!) }
}
