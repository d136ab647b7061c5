import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Rostering

@Suite(.database) struct `A round of conflicts` {
    @Test func `tells of shifts that an exclusion emptied, until somebody fills them`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        let shift = try await world.shift(world.soon, role: "registered_nurse")
        _ = try await world.roster.assign(ana, to: shift, as: world.caller("denver"))
        try await self.exclude(ana, in: world)
        let outgoing = World.Outgoing()
        for _ in 1...2 { try await world.tellConflicts(through: outgoing) }
        #expect(await outgoing.names == ["administrator", "denver"])
        let mail = try #require(await outgoing.texts(to: "denver").first)
        #expect(mail.hasPrefix("- 1 shift at denver, on "))
        #expect(mail.contains(" has lost someone who may no longer work it.\n"))
        #expect(!mail.contains("exclu"))
        let ben = try await world.nurse("Ben", until: "2030-12-31")
        _ = try await world.roster.assign(ben, to: shift, as: world.caller("denver"))
        try await world.tellConflicts(through: outgoing)
        #expect(try await world.notices() == (0, 2))
    }

    @Test func `of a rule that five hundred shifts break is one mail for each account, and quick`() async throws {
        let world = try await World(at: .now())
        try await self.fill(500, in: world)
        let outgoing = World.Outgoing()
        let start = ContinuousClock.now
        try await world.require()
        let changed = ContinuousClock.now
        try await world.tellConflicts(through: outgoing)
        let told = ContinuousClock.now
        #expect(await outgoing.names == ["administrator", "denver"])
        #expect(try await world.notices() == (1_000, 1_000))
        #expect(await outgoing.texts(to: "denver").first?.contains("500 shifts at denver, the first on") == true)
        #expect(told - changed < .seconds(20), "the change took \(changed - start), the round \(told - changed)")
        // The next round, and the turn of the next change, have as many notices to look at.
        try await world.tellConflicts(through: outgoing)
        try await world.require("pals")
        #expect(ContinuousClock.now - told < .seconds(40))
        #expect(await outgoing.names == ["administrator", "denver"])
    }

    @Test func `is one for all events of a cause, and follows events that came while it ran`() async throws {
        let world = try await World(at: .now())
        try await self.fill(300, in: world)
        try await world.require()
        let mine: SQL = "practice_id = \(world.practice) AND kind = 'rostering.assignment.conflicted'"
        func jobs(_ state: String) async throws -> Int? {
            try await world.ask(
                "SELECT count(*) FROM praxis.job WHERE \(mine) AND state = \(state) AND unique_key = 'outbox'",
                as: Int.self)
        }
        func waiting() async throws -> Int? {
            try await world.ask(
                """
                SELECT count(*) FROM praxis.outbox
                 WHERE practice_id = \(world.practice) AND topic = 'rostering.assignment.conflicted'
                """, as: Int.self)
        }
        #expect(try await waiting() == 300)
        for _ in 1...2 { try await self.relay() }
        #expect(try await waiting() == 0)
        #expect(try await jobs("available") == 1)
        // It has been taken, and looks; what happens now it may not see.
        try await world.tell(
            "UPDATE praxis.job SET state = 'running', worker = 'test', heartbeat_at = now() WHERE \(mine)")
        try await world.require("pals")
        try await self.relay()
        #expect(try await waiting() == 300)
        #expect(try await jobs("available") == 0)
        try await world.tell("UPDATE praxis.job SET state = 'completed', finished_at = now() WHERE \(mine)")
        try await self.relay()
        #expect(try await waiting() == 0)
        #expect(try await jobs("available") == 1)
        let wait = try await world.ask(
            "SELECT extract(epoch FROM max(run_at) - now())::integer FROM praxis.job WHERE \(mine) AND state = 'available'",
            as: Int.self)
        #expect((0...20).contains(try #require(wait)))
    }

    @Test func `comes by schedule to every practice`() async throws {
        let world = try await World(at: .now())
        let minutes = try await world.ask(
            """
            SELECT every_minutes FROM praxis.job_schedule
             WHERE practice_id = \(world.practice) AND kind = 'rostering.assignment.conflicted'
            """, as: Int.self)
        #expect(minutes == 60)
    }

    @Test func `reaches nothing of another practice, whatever it asks`() async throws {
        let world = try await World(at: .now())
        let elsewhere = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        try await world.assigned(ana)
        try await world.suspend(ana)
        try await elsewhere.tellConflicts(through: nil)
        #expect(try await world.notices() == (0, 0))
        try await world.tellConflicts(through: nil)
        let seen = try await TestDatabase.current.database.read(
            as: elsewhere.everywhere("administrator"), Self.count)
        #expect(seen.map(\.value) == [0])
        let own = try await TestDatabase.current.database.read(as: world.caller("denver"), Self.count)
        #expect(own.map(\.value) == [2])
        let beside = try await TestDatabase.current.database.read(as: world.caller("phoenix"), Self.count)
        #expect(beside.map(\.value) == [0])
    }

    private static let count = Query<Count>("SELECT count(*) FROM praxis.conflict_notice")

    private struct Count: PostgresRow {
        let value: Int

        init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
    }

    private func relay() async throws {
        try await TestDatabase.current.pool(.jobs).transaction(.readWrite) { transaction in
            try await transaction.run(
                "SELECT praxis_private.outbox_relay(ARRAY['rostering.assignment.conflicted'], 200)")
        }
    }

    /// So many nurses of Denver who are cleared, each on a shift, in a few statements.
    private func fill(_ count: Int, in world: World) async throws {
        let nurses = try await world.nurses(count).map(\.uuid)
        let shift = try await world.shift(world.soon, role: "registered_nurse")
        try await world.tell(
            """
            INSERT INTO praxis.shift
                   (practice_id, clinic_id, shift_id, roster_id, name, clinical_role, local_date, span, created_by)
            SELECT s.practice_id, s.clinic_id, n, s.roster_id, 'Day', s.clinical_role, s.local_date, s.span, s.created_by
              FROM praxis.shift s, unnest(\(nurses)) n
             WHERE s.shift_id = \(shift)
            """,
            """
            INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, created_by)
            SELECT s.practice_id, s.clinic_id, gen_random_uuid(), s.shift_id, s.shift_id, s.created_by
              FROM praxis.shift s, unnest(\(nurses)) n
             WHERE s.shift_id = n
            """)
    }

    /// A match with a list of exclusions that was confirmed.
    private func exclude(_ person: RosterPerson.ID, in world: World) async throws {
        let (list, run, match) = (UUID.version7(), UUID.version7(), UUID.version7())
        try await world.tell(
            """
            INSERT INTO praxis.screening_import
                   (practice_id, import_id, kind, month, file_name, sha256, state, row_count, flagged, created_by)
            VALUES (\(world.practice), \(list), 'exclusions', date_trunc('month', now()), 'one.csv', sha256('one.csv'),
                    'in_force', 1, 0, \(world.practice))
            """,
            """
            INSERT INTO praxis.screening_entry
                   (practice_id, import_id, row_number, last_name, first_name, middle_name, business_name, general, specialty,
                    birth_printed, address, city, state, postal_code, exclusion_type, excluded_on, identity_hash, record_hash)
            VALUES (\(world.practice), \(list), 2, 'X', 'Y', '', '', '', '', '', '', '', 'OH', '', '1128a1', '2026-01-01',
                    sha256('x'), sha256('x'))
            """,
            """
            INSERT INTO praxis.screening_run
                   (practice_id, run_id, started_at, finished_at, subjects, entries, tiers, suppressed, lists, rule_version,
                    created_by)
            VALUES (\(world.practice), \(run), now(), now(), 1, 1, '{}', 0, '[]', '1', \(world.practice))
            """,
            """
            INSERT INTO praxis.screening_match
                   (practice_id, match_id, person_id, import_id, row_number, run_id, tier, reasons, subject, subject_hash,
                    record_hash)
            VALUES (\(world.practice), \(match), \(person), \(list), 2, \(run), 1, '{}', '{}', sha256('x'), sha256('x'))
            """,
            """
            INSERT INTO praxis.screening_sighting (practice_id, run_id, person_id, match_id)
            VALUES (\(world.practice), \(run), \(person), \(match))
            """)
        // Two people agreed on it, which others test.
        try await world.change(
            "ALTER TABLE praxis.screening_disposition DISABLE TRIGGER admission",
            """
            INSERT INTO praxis.screening_disposition
                   (practice_id, person_id, match_id, step, decision, reason_code, decided_by)
            VALUES (\(world.practice), \(person), \(match), 1, 'confirmed', 'same_person', \(world.practice))
            """)
    }
}
