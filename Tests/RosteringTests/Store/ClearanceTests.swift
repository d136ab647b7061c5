import Postgres
import PraxisCore
import Rostering
import TestSupport
import Testing

@Suite(.database) struct `Clearance on the roster` {
    @Test func `R7: the last day that a license covers can be worked, the next cannot`() async throws {
        let world = try await World()
        let rosa = try await world.nurse("Rosa", until: "2026-03-31")
        let manager = world.caller("denver")
        let last = try await world.shift("2026-03-31", "16:00", "20:00", role: "registered_nurse")
        _ = try await world.roster.assign(rosa, to: last, as: manager)
        let next = try await world.shift("2026-04-01", role: "registered_nurse")
        let error = await #expect(throws: RosterError.self) {
            try await world.roster.assign(rosa, to: next, as: manager)
        }
        guard case .notCleared(let reasons)? = error else {
            Issue.record("not refused by clearance: \(String(describing: error))")
            return
        }
        #expect(reasons.map(\.state) == ["expired"])
        #expect(reasons.map(\.jurisdiction) == ["CO"])
        #expect(reasons.map(\.coversUntil) == [LocalDate("2026-03-31")])
    }

    @Test func `a night that ends after the license is refused whole`() async throws {
        let world = try await World()
        let rosa = try await world.nurse("Rosa", until: "2026-03-31")
        let night = try await world.shift("2026-03-31", "20:00", "04:00", role: "registered_nurse")
        await #expect(throws: RosterError.self) {
            try await world.roster.assign(rosa, to: night, as: world.caller("denver"))
        }
        #expect(try await world.ask("SELECT count(*) FROM praxis.assignment", as: Int.self) == 0)
    }

    @Test func `candidates carry what credentialing remarks, which stands in nobody's way`() async throws {
        let world = try await World()
        let rosa = try await world.nurse("Rosa", until: "2026-03-31")
        let shift = try await world.shift("2026-03-30", role: "registered_nurse")
        let candidate = try #require(
            try await world.roster.sheet(shift, as: world.caller("denver")).candidates.first { $0.person.id == rosa })
        #expect(candidate.isAvailable)
        #expect(candidate.warnings.map(\.state) == ["stale_monitoring"])
        let informed = ClearanceReason(requirement: "bls", state: "missing", severity: "inform")
        #expect(ClearanceReason.binding([informed]).isEmpty)
    }

    @Test func `what cannot be billed is told apart from what speaks against the work`() async throws {
        let world = try await World()
        let rosa = try await world.nurse("Rosa", until: "2026-03-31")
        try await world.tell(
            """
            INSERT INTO praxis.payer_plan
                   (practice_id, plan_id, payer, name, line, kind, roles, starts_on, created_by)
            SELECT practice_id, gen_random_uuid(), 'Example', 'PPO', 'ppo', 'commercial', '{registered_nurse}', '2015-01-01',
                   practice_id
              FROM praxis.practice
            """)
        let shift = try await world.shift("2026-03-30", role: "registered_nurse")
        let candidate = try #require(
            try await world.roster.sheet(shift, as: world.caller("denver")).candidates.first { $0.person.id == rosa })
        #expect(candidate.isAvailable)
        #expect(candidate.billing.map(\.name) == ["Example: PPO"])
        #expect(candidate.warnings.map(\.state) == ["stale_monitoring"])
        _ = try await world.roster.assign(rosa, to: shift, as: world.caller("denver"))
    }

    @Test func `the database refuses whoever goes past the service`() async throws {
        let world = try await World()
        let rosa = try await world.nurse("Rosa", until: "2026-03-31")
        let shift = try await world.shift("2026-04-01", role: "registered_nurse")
        let error = await #expect(throws: PostgresError.self) {
            try await TestDatabase.current.database.write(as: world.caller("denver")) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.assignment (clinic_id, assignment_id, shift_id, person_id)
                    SELECT s.clinic_id, \(Assignment.ID.make()), s.shift_id, \(rosa)
                      FROM praxis.shift s
                     WHERE s.shift_id = \(shift)
                    """)
            }
        }
        #expect(error?.raised?.code == "not_cleared")
    }

    @Test func `somebody without an appointment here is refused`() async throws {
        let world = try await World()
        let ana = try await world.person("Ana", at: "phoenix")
        let shift = try await world.shift("2026-03-30")
        await #expect(throws: RosterError.self) {
            try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        }
    }

    @Test func `candidates come with the reasons against them, those who can first`() async throws {
        let world = try await World()
        let rosa = try await world.nurse("Rosa", until: "2026-03-31")
        let uma = try await world.nurse("Uma", until: "2030-12-31")
        let ines = try await world.nurse("Ines", until: "2030-12-31")
        let early = try await world.shift("2026-04-01", "06:00", "10:00", role: "registered_nurse")
        _ = try await world.roster.assign(ines, to: early, as: world.caller("denver"))
        let shift = try await world.shift("2026-04-01", role: "registered_nurse")
        let sheet = try await world.roster.sheet(shift, as: world.caller("denver"))
        #expect(sheet.candidates.map(\.person.id) == [uma, rosa, ines])
        #expect(sheet.candidates.map(\.isAvailable) == [true, false, false])
        #expect(sheet.candidates[1].reasons.map(\.state) == ["expired"])
        #expect(sheet.candidates[2].busy.count == 1)
        #expect(sheet.candidates[2].weekMinutes == 240)
    }

    @Test func `a lapse after assignment shows as a conflict and stops publication`() async throws {
        let world = try await World()
        let rosa = try await world.nurse("Rosa", until: "2030-12-31")
        let shift = try await world.shift("2026-04-01", role: "registered_nurse")
        _ = try await world.roster.assign(rosa, to: shift, as: world.caller("denver"))
        try await world.tell(
            "UPDATE praxis.appointment SET ends_on = '2026-03-31' WHERE person_id = \(rosa)")
        let week = ISOWeek("2026-W14")!
        let grid = try await world.roster.grid(week, as: world.caller("denver"))
        #expect(grid.conflicts.map(\.person) == [rosa])
        let draft = try await world.roster.publicationDraft(week, as: world.caller("denver"))
        #expect(draft.violations.count == 1)
        await #expect(throws: RosterError.violations(draft.violations)) {
            try await world.roster.publish(week, as: draft.fingerprint, as: world.caller("denver"))
        }
    }
}
