import Postgres
import PraxisCore
import Rostering
import TestSupport
import Testing

@Suite(.database) struct `A week in the database` {
    @Test(arguments: [
        ("denver", "2026-03-07", WallHours.EndPolicy.keepEnd, 660), ("denver", "2026-03-07", .keepDuration, 720),
        ("denver", "2026-10-31", .keepEnd, 780), ("phoenix", "2026-03-07", .keepEnd, 720),
        ("phoenix", "2026-10-31", .keepEnd, 720), ("chicago", "2026-10-31", .keepDuration, 720),
    ])
    func `R1, R2: keeps elapsed time on the nights the clocks change`(
        clinic: String, day: String, policy: WallHours.EndPolicy, minutes: Int
    ) async throws {
        let world = try await World()
        let id = try await world.shift(day, "19:00", "07:00", policy: policy, at: clinic)
        let grid = try await world.roster.grid(
            ISOWeek(containing: LocalDate(day)!), as: world.caller("administrator", at: clinic))
        let shift = try #require(grid.week.shifts.first { $0.id == id })
        #expect(shift.span.minutes == minutes)
        #expect(shift.date == LocalDate(day))
        #expect(
            try await world.ask(
                "SELECT (extract(epoch FROM upper(span) - lower(span)) / 60)::integer FROM praxis.shift", as: Int.self)
                == minutes)
    }

    @Test func `refuses a start that the clocks skip and writes nothing`() async throws {
        let world = try await World()
        await #expect(throws: PlacementError.self) { try await world.shift("2026-03-08", "02:30", "10:00") }
        #expect(try await world.ask("SELECT count(*) FROM praxis.roster", as: Int.self) == 0)
        await #expect(throws: Never.self) { try await world.shift("2026-03-08", "02:30", "10:00", at: "phoenix") }
    }

    @Test func `is copied by wall time, with the people who may and can work it`() async throws {
        let world = try await World()
        let (ana, ben) = (
            try await world.person("Ana", at: "denver", "phoenix"), try await world.person("Ben", at: "denver")
        )
        let manager = world.caller("denver")
        for (person, day) in [(ana, "2026-03-02"), (ben, "2026-03-03")] {
            _ = try await world.roster.assign(person, to: try await world.shift(day), as: manager)
        }
        let south = try await world.shift("2026-03-09", "08:00", "12:00", at: "phoenix")
        _ = try await world.roster.assign(ana, to: south, as: world.caller("phoenix"))
        let (from, to) = (ISOWeek("2026-W10")!, ISOWeek("2026-W11")!)
        let outcome = try await world.roster.copy(from, to: to, withPeople: true, as: manager)
        #expect(outcome == CopyOutcome(shifts: 2, people: 1, skippedShifts: 0, skippedPeople: 1))
        let grid = try await world.roster.grid(to, as: manager)
        #expect(grid.week.assignments.map(\.person) == [ben])
        #expect(
            grid.week.shifts.map { grid.clinic.zone.local(of: $0.span.start).description }
                == ["2026-03-09T08:00", "2026-03-10T08:00"])
        let again = try await world.roster.copy(from, to: to, withPeople: false, as: manager)
        #expect(again.shifts == 0)
    }

    @Test func `shows a week of another clinic to nobody who may not see it`() async throws {
        let world = try await World()
        _ = try await world.shift("2026-03-30")
        let week = ISOWeek("2026-W14")!
        #expect(
            try await world.roster.overview(week, as: world.everywhere("phoenix")).map(\.clinic.name) == ["phoenix"])
        #expect(try await world.roster.overview(week, as: world.everywhere("administrator")).count == 3)
        await #expect(throws: (any Error).self) {
            try await world.roster.templates(as: world.caller("phoenix", at: "denver"))
        }
    }

    @Test func `has one template of a name`() async throws {
        let world = try await World()
        _ = try await world.shift("2026-03-30", template: "Early")
        await #expect(throws: RosterError.templateNameTaken) {
            try await world.shift("2026-03-31", template: "Early")
        }
    }

    @Test func `costs elapsed minutes less breaks, seen by those who see money`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "denver")
        try await world.tell(
            """
            INSERT INTO praxis.pay_rate (practice_id, clinic_id, pay_rate_id, clinical_role, hourly, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), 'medical_assistant', 2150, '2026-01-01', practice_id
              FROM praxis.clinic
             WHERE slug = 'denver'
            """)
        let shift = try await world.shift("2026-03-30", "08:00", "16:10")
        _ = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        let grid = try await world.roster.grid(ISOWeek("2026-W14")!, as: world.caller("denver"))
        #expect(grid.cost == [LocalDate("2026-03-30")!: Money(minorUnits: 17_558)])
    }
}
