import Postgres
import PraxisCore
import Rostering
import TestSupport
import Testing

@Suite(.database) struct `A clearance that is taken away` {
    private let day = "2026-03-30"

    /// The statement that suspends a nurse's license.
    private func suspension(_ world: World, of nurse: RosterPerson.ID) -> SQL {
        """
        INSERT INTO praxis.credential_status
               (practice_id, status_id, person_id, credential_id, status, starts_on, source, created_by)
        SELECT practice_id, gen_random_uuid(), person_id, credential_id, 'suspended', '2026-03-01', 'Board', created_by
          FROM praxis.credential
         WHERE person_id = \(nurse) AND type_code = 'rn_license'
        """
    }

    private func conflicts(_ world: World, of nurse: RosterPerson.ID) async throws -> Int {
        try await world.ask(
            """
            SELECT count(*)
              FROM praxis.outbox
             WHERE topic = 'rostering.assignment.conflicted' AND payload ->> 'person' = \(nurse)::text
            """, as: Int.self) ?? 0
    }

    private func assignments(_ world: World, of nurse: RosterPerson.ID) async throws -> Int {
        try await world.ask(
            "SELECT count(*) FROM praxis.assignment WHERE person_id = \(nurse) AND state = 'active'", as: Int.self) ?? 0
    }

    @Test func `R16: a suspension under way makes the assignment wait, and refuses it`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        let shift = try await world.shift(world.soon, role: "registered_nurse")
        let assignment = try await TestDatabase.current.pool(.superuser).transaction(.readWrite) { board in
            try await board.execute(self.suspension(world, of: ana))
            let assignment = Task { try await world.roster.assign(ana, to: shift, as: world.caller("denver")) }
            try await world.waitForWaiter()
            return assignment
        }
        let refused = await #expect(throws: RosterError.self) { try await assignment.value }
        guard case .notCleared(let reasons) = refused else {
            Issue.record("refused by \(String(describing: refused))")
            return
        }
        #expect(reasons.map(\.state) == ["suspended"])
        #expect(try await self.assignments(world, of: ana) == 0)
    }

    @Test func `R16: an assignment under way makes the suspension wait and tell the conflict`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        let shift = try await world.shift(world.soon, role: "registered_nurse")
        let pool = PostgresPool(
            PoolConfiguration(
                connection: ConnectionSettings(conninfo: TestDatabase.current.conninfo(.superuser)), connections: 1))
        let suspension = try await pool.transaction(.readWrite) { manager in
            try await manager.run(
                """
                INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, created_by)
                SELECT practice_id, clinic_id, gen_random_uuid(), shift_id, \(ana), created_by
                  FROM praxis.shift
                 WHERE shift_id = \(shift)
                """)
            try await manager.execute("SET CONSTRAINTS ALL IMMEDIATE")
            let suspension = Task { try await world.tell(self.suspension(world, of: ana)) }
            try await world.waitForWaiter()
            return suspension
        }
        await pool.close()
        try await suspension.value
        #expect(try await self.assignments(world, of: ana) == 1)
        #expect(try await self.conflicts(world, of: ana) == 1)
        let (here, there) = (world.caller("denver"), world.caller("phoenix"))
        let week = ISOWeek(containing: Zone.utc.today(at: .now()))
        #expect(try await world.roster.attention(week, as: here).conflicts.map(\.person) == [ana])
        #expect(try await world.roster.attention(week, as: there).conflicts.isEmpty)
    }

    @Test func `R16: of two hundred races each ends in a refusal or a conflict`() async throws {
        let world = try await World(at: .now())
        let nurses = try await world.nurses(200)
        let shift = try await world.shift(world.soon, role: "registered_nurse")
        await withTaskGroup(of: Void.self) { group in
            for (place, nurse) in nurses.enumerated() {
                // Eight races run at a time, and each side begins every second one.
                if place >= 8 { _ = await (group.next(), group.next()) }
                let assign = { @Sendable in
                    _ = try? await world.roster.assign(nurse, to: shift, as: world.caller("denver"))
                }
                let suspend = { @Sendable in _ = try? await world.tell(self.suspension(world, of: nurse)) }
                for side in place.isMultiple(of: 2) ? [assign, suspend] : [suspend, assign] {
                    group.addTask { await side() }
                }
            }
        }
        let outcomes = try await world.ask(
            """
            SELECT count(*) FILTER (WHERE a.assignment_id IS NOT NULL AND NOT EXISTS (
                     SELECT FROM praxis.outbox o
                      WHERE o.topic = 'rostering.assignment.conflicted' AND o.object_id = a.assignment_id))
              FROM unnest(\(nurses.map(\.uuid))) n
              LEFT JOIN praxis.assignment a ON a.person_id = n AND a.state = 'active'
            """, as: Int.self)
        #expect(outcomes == 0, "nobody works uncleared without a conflict that says so")
        let suspended = try await world.ask(
            "SELECT count(*) FROM praxis.credential_status WHERE practice_id = \(world.practice)", as: Int.self)
        #expect(suspended == nurses.count, "every suspension took effect")
    }

    @Test func `whatever takes it away meets the assignment`() async throws {
        let world = try await World(at: .now())
        let denver = world.caller("denver")
        let changes: [String: (RosterPerson.ID) -> SQL] = [
            "a correction of the check": { nurse in
                """
                INSERT INTO praxis.verification
                       (practice_id, verification_id, person_id, credential_id, term_id, method, source, result,
                        verified_by, supersedes_id, reason)
                SELECT v.practice_id, gen_random_uuid(), v.person_id, v.credential_id, v.term_id, 'web', 'Board',
                       'not_found', v.verified_by, v.verification_id, 'Misread'
                  FROM praxis.verification v
                  JOIN praxis.credential c USING (practice_id, credential_id)
                 WHERE v.person_id = \(nurse) AND c.type_code = 'rn_license'
                """
            },
            "a correction of the term": { nurse in
                """
                INSERT INTO praxis.credential_term
                       (practice_id, term_id, person_id, credential_id, issued_on, expires_on, supersedes_id, reason,
                        created_by)
                SELECT t.practice_id, gen_random_uuid(), t.person_id, t.credential_id, '2020-01-01', '2020-12-31',
                       t.term_id, 'Misread', t.created_by
                  FROM praxis.credential_term t
                  JOIN praxis.credential c USING (practice_id, credential_id)
                 WHERE t.person_id = \(nurse) AND c.type_code = 'rn_license'
                """
            },
            "the end of the appointment": { nurse in
                "UPDATE praxis.appointment SET ends_on = CURRENT_DATE WHERE person_id = \(nurse)"
            },
        ]
        for (name, change) in changes {
            let nurse = try await world.nurse(name, until: "2030-12-31")
            let shift = try await world.shift(world.soon, role: "registered_nurse")
            _ = try await world.roster.assign(nurse, to: shift, as: denver)
            try await world.tell(change(nurse))
            #expect(try await self.conflicts(world, of: nurse) == 1, "\(name)")
        }
        let last = try await world.nurse("Last", until: "2030-12-31")
        let shift = try await world.shift(world.soon, role: "registered_nurse")
        _ = try await world.roster.assign(last, to: shift, as: denver)
        try await world.tell(
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, type_code, severity, starts_on, citation, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'registered_nurse', 'acls', 'block', '2020-01-01', 'House rule',
                    \(world.practice))
            """)
        #expect(try await self.conflicts(world, of: last) == 1)
    }
}
