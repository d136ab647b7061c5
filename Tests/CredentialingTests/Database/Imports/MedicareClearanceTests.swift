import Foundation
import Postgres
import PraxisCore
import Synchronization
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Opting out where the work asks for Medicare` {
    /// Dr Rao is enrolled, and nobody works who is not.
    private func desk() async throws -> MedicareDesk {
        let desk = try await MedicareDesk()
        _ = try await desk.enroll()
        try await desk.require()
        return desk
    }

    private func shift(_ desk: MedicareDesk, in days: Int = 3) async throws -> UUID {
        try await desk.world.shift(on: try await desk.world.today().adding(days: days))
    }

    private func assignments(_ desk: MedicareDesk) async throws -> Int? {
        try await desk.world.ask(
            "SELECT count(*) FROM praxis.assignment WHERE person_id = \(desk.rao) AND state = 'active'", as: Int.self)
    }

    private func findings(_ desk: MedicareDesk) async throws -> [String]? {
        try await desk.world.ask(
            """
            SELECT array_agg(DISTINCT r ->> 'state')
              FROM praxis.clearance_finding f, jsonb_array_elements(f.reasons) r
             WHERE f.person_id = \(desk.rao)
            """, as: [String].self)
    }

    private func isOptedOut(_ desk: MedicareDesk) async throws -> Bool {
        try await desk.clearance().reasons.contains { $0.state == "opted_out" }
    }

    /// A connection beside those of the test.
    private func pool() -> PostgresPool {
        PostgresPool(
            PoolConfiguration(
                connection: ConnectionSettings(conninfo: TestDatabase.current.conninfo(.superuser)), connections: 1))
    }

    private func waits(_ desk: MedicareDesk) async throws {
        try await eventually {
            try await desk.world.ask(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                as: Int.self) == 1
        }
    }

    @Test func `a list tells of shifts to come and of what was worked`() async throws {
        let desk = try await self.desk()
        for days in [-3, 3] { try await desk.world.assign(desk.rao, to: try await self.shift(desk, in: days)) }
        try await desk.bring(MedicareDesk.optOut, MedicareDesk.stranger, asOf: "2026-01-10")
        #expect(try await desk.world.conflicts(of: desk.rao) == 0)
        try await desk.bring(MedicareDesk.optOut, MedicareDesk.away, asOf: "2026-01-15")
        #expect(try await desk.world.conflicts(of: desk.rao) == 1)
        #expect(try await self.findings(desk) == ["opted_out"])
    }

    @Test func `a list that says the same again tells nothing, and one of several rows tells it once`() async throws {
        let desk = try await self.desk()
        try await desk.world.assign(desk.rao, to: try await self.shift(desk))
        let twice = [MedicareDesk.optOut, MedicareDesk.away, "ASHA,RAO,1000000004,01/01/2026,12/31/2027,Y"]
        try await desk.bring(twice, asOf: "2026-01-15")
        #expect(try await desk.world.conflicts(of: desk.rao) == 1)
        let again = try await desk.bring(twice, asOf: "2026-02-15")
        #expect(try await desk.world.conflicts(of: desk.rao) == 1)
        // Nothing comes back with what was only repeated, and a period that is within the one before is no news.
        try await desk.world.imports.undo(ImportBatch.ID(again.uuid), because: "the wrong file", as: desk.specialist)
        try await desk.bring(MedicareDesk.optOut, MedicareDesk.away, asOf: "2026-03-01")
        #expect(try await desk.world.conflicts(of: desk.rao) == 1)
        #expect(try await self.isOptedOut(desk))
        // Who was not named meanwhile is told of anew.
        try await desk.bring(MedicareDesk.optOut, MedicareDesk.stranger, asOf: "2026-04-01")
        #expect(try await !self.isOptedOut(desk))
        try await desk.bring(MedicareDesk.optOut, MedicareDesk.away, asOf: "2026-05-01")
        #expect(try await desk.world.conflicts(of: desk.rao) == 2)
    }

    @Test func `an import under way makes the assignment wait, and refuses it`() async throws {
        let desk = try await self.desk()
        let shift = try await self.shift(desk)
        let list = try await desk.preview(MedicareDesk.optOut, MedicareDesk.away, asOf: "2026-01-15")
        let pool = self.pool()
        let assignment = try await pool.transaction(.readWrite) { transaction in
            try await transaction.execute(
                """
                INSERT INTO praxis.medicare_listing
                       (practice_id, person_id, listing_id, import_id, list, as_of, npi, row_number, starts_on, ends_on,
                        created_by)
                VALUES (\(desk.world.practice), \(desk.rao), gen_random_uuid(), \(list), 'opt_out', '2026-01-15',
                        '1000000004', 2, '2024-01-01', '2025-12-31', \(desk.world.practice))
                """)
            let assignment = Task { (try? await desk.world.assign(desk.rao, to: shift)) != nil }
            try await self.waits(desk)
            return assignment
        }
        await pool.close()
        #expect(await assignment.value == false)
        #expect(try await self.assignments(desk) == 0)
    }

    @Test func `an assignment under way makes the import wait and tell the conflict`() async throws {
        let desk = try await self.desk()
        let shift = try await self.shift(desk)
        let list = try await desk.preview(MedicareDesk.optOut, MedicareDesk.away, asOf: "2026-01-15")
        let pool = self.pool()
        let confirmation = try await pool.transaction(.readWrite) { manager in
            try await manager.run(
                """
                INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, created_by)
                SELECT practice_id, clinic_id, gen_random_uuid(), shift_id, \(desk.rao), practice_id
                  FROM praxis.shift WHERE shift_id = \(shift)
                """)
            try await manager.execute("SET CONSTRAINTS ALL IMMEDIATE")
            let confirmation = Task { try await desk.world.imports.confirm(list, version: 1, as: desk.specialist) }
            try await self.waits(desk)
            return confirmation
        }
        await pool.close()
        try await confirmation.value
        #expect(try await self.assignments(desk) == 1)
        #expect(try await desk.world.conflicts(of: desk.rao) == 1)
    }

    @Test func `so does the undoing of a list that had ended it`() async throws {
        let desk = try await self.desk()
        try await desk.bring(MedicareDesk.optOut, MedicareDesk.away, asOf: "2026-01-15")
        let ending = try await desk.bring(MedicareDesk.optOut, MedicareDesk.stranger, asOf: "2026-03-01")
        for days in [-3, 3] { try await desk.world.assign(desk.rao, to: try await self.shift(desk, in: days)) }
        #expect(try await desk.world.conflicts(of: desk.rao) == 0)
        try await desk.world.imports.undo(ImportBatch.ID(ending.uuid), because: "the wrong file", as: desk.specialist)
        #expect(try await desk.world.conflicts(of: desk.rao) == 1)
        #expect(try await self.findings(desk) == ["opted_out"])
    }

    @Test func `what a list says of a number ends with it, and is told where it comes back`() async throws {
        let desk = try await self.desk()
        try await desk.bring(MedicareDesk.optOut, MedicareDesk.away, asOf: "2026-01-15")
        #expect(try await self.isOptedOut(desk))
        let before = try #require(
            try await desk.world.ask("SELECT to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USOF')", as: String.self)
        )
        try await desk.renumber("1999999992")
        #expect(try await desk.words(desk.rao).isEmpty)
        let away = try await desk.world.read("SELECT count(*)::text FROM praxis.medicare_opt_out", as: "specialist")
        #expect(away == "0")
        #expect(try await !self.isOptedOut(desk))
        let known = try await desk.world.read(
            """
            SELECT k.reasons::text
              FROM praxis.clinic c
             CROSS JOIN LATERAL praxis.clearance_asof(
                        \(desk.rao), c.clinic_id, 'physician', '2026-04-01 14:00Z', '2026-04-01 22:00Z',
                        \(before)::text::timestamptz) k
             WHERE c.slug = 'denver'
            """, as: "specialist")
        #expect(known?.contains("opted_out") == true)
        let shift = try await self.shift(desk)
        try await desk.operate(
            """
            INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), shift_id, \(desk.rao), practice_id
              FROM praxis.shift WHERE shift_id = \(shift)
            """)
        try await desk.renumber("1000000004")
        #expect(try await desk.world.conflicts(of: desk.rao) == 1)
        #expect(try await self.isOptedOut(desk))
    }
}
