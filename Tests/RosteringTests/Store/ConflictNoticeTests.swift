import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Rostering

@Suite(.database) struct `A conflict of a shift to come` {
    private func day(_ later: Int, after world: World) throws -> String {
        try #require(LocalDate(world.soon)).adding(days: later).description
    }

    @Test func `is told once to whoever runs the roster there, and to nobody else`() async throws {
        let world = try await World(at: .now())
        let elsewhere = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        try await world.assigned(ana)
        let outgoing = World.Outgoing()
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.messages.isEmpty, "nobody has lost anything yet")
        try await world.suspend(ana)
        for _ in 1...3 { try await world.tellConflicts(through: outgoing) }
        try await elsewhere.tellConflicts(through: outgoing)
        #expect(await outgoing.names == ["administrator", "denver"])
        #expect(try await world.notices() == (2, 2))
        #expect(try await elsewhere.notices() == (0, 0))
        let told = try await world.ask(
            """
            SELECT array_agg(after::text) FROM praxis.audit_event
             WHERE practice_id = \(world.practice) AND action = 'rostering.conflict.tell'
            """, as: [String].self)
        #expect(told == [#"{"notices": 2, "assignments": 1}"#])
        // In the app the home page's list shows it, at this clinic alone.
        let week = ISOWeek(containing: Zone.utc.today(at: .now()))
        #expect(try await world.roster.attention(week, as: world.caller("denver")).conflicts.map(\.person) == [ana])
        #expect(try await world.roster.attention(week, as: world.caller("phoenix")).conflicts.isEmpty)
    }

    @Test func `is summed up in one mail by clinic, which names neither person nor reason`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Anastasia", until: "2030-12-31")
        try await world.credential("rn_license", "AZ", of: ana, until: "2030-12-31")
        try await world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(ana), 'registered_nurse', '2020-01-01', practice_id
              FROM praxis.clinic WHERE practice_id = \(world.practice) AND slug = 'phoenix'
            """)
        for later in [0, 1, 7] { try await world.assigned(ana, on: try self.day(later, after: world)) }
        try await world.assigned(ana, on: try self.day(2, after: world), at: "phoenix")
        try await world.suspend(ana)
        let outgoing = World.Outgoing()
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.names == ["administrator", "denver", "phoenix"])
        let first = try #require(LocalDate(world.soon))
        let (week, next) = (ISOWeek(containing: first), ISOWeek(containing: first.adding(days: 7)))
        let mail = try #require(await outgoing.texts(to: "denver").first)
        #expect(
            mail.hasPrefix(
                """
                - 3 shifts at denver, the first on \(first.short), \(first.year), are held by someone who may no longer work them.
                  https://praxis.example/denver/roster/\(week)
                  https://praxis.example/denver/roster/\(next)

                """), "\(mail)")
        #expect(!mail.contains("phoenix"))
        let all = try #require(await outgoing.texts(to: "administrator").first)
        #expect(all.contains("3 shifts at denver") && all.contains("1 shift at phoenix, on"))
        for message in await outgoing.messages {
            let words = (message.subject + message.text).lowercased()
            for secret in ["anastasia", "vale", "suspend", "license", "board"] { #expect(!words.contains(secret)) }
        }
        #expect(await outgoing.messages.first { $0.name == "denver" }?.subject == "3 shifts to come need attention")
    }

    @Test func `is not told once it is over, and told again when it comes back`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        let id = try await world.assigned(ana)
        let outgoing = World.Outgoing()
        // Off the shift before the round.
        try await world.suspend(ana)
        try await world.roster.unassign(id, version: 1, as: world.caller("denver"))
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.messages.isEmpty)
        // Cleared again before the round.
        try await world.reinstate(ana)
        try await world.assigned(ana, on: try self.day(1, after: world))
        try await world.suspend(ana)
        try await world.reinstate(ana)
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.messages.isEmpty)
        // Told, over, seen to be over, and back.
        try await world.suspend(ana)
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.texts(to: "denver").count == 1)
        try await world.reinstate(ana)
        try await world.tellConflicts(through: outgoing)
        #expect(try await world.notices() == (0, 2))
        try await world.suspend(ana)
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.texts(to: "denver").count == 2)
        // Over and back between two rounds.
        try await world.reinstate(ana)
        try await world.suspend(ana)
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.texts(to: "denver").count == 3)
        #expect(try await world.notices() == (2, 6))
    }

    @Test func `is not told anew by a change that leaves it as it was`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        try await world.assigned(ana)
        let outgoing = World.Outgoing()
        try await world.require()
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.names == ["administrator", "denver"])
        // The rule in other words: the old one ends and the new one begins in one transaction.
        try await world.change(
            """
            UPDATE praxis.requirement SET ends_on = CURRENT_DATE + 1
             WHERE practice_id = \(world.practice) AND citation = 'House rule'
            """,
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, type_code, severity, starts_on, citation, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'registered_nurse', 'acls', 'block', CURRENT_DATE + 1,
                    'House rule, again', \(world.practice))
            """)
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.names == ["administrator", "denver"])
    }

    @Test func `is told by one of two rounds at once`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        for later in 0..<5 { try await world.assigned(ana, on: try self.day(later, after: world)) }
        try await world.suspend(ana)
        let outgoing = World.Outgoing()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...4 { group.addTask { try await world.tellConflicts(through: outgoing) } }
            try await group.waitForAll()
        }
        #expect(await outgoing.names == ["administrator", "denver"])
        #expect(try await world.notices() == (10, 10))
    }

    @Test func `waits while no mail goes out, and then comes once`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        let ben = try await world.nurse("Ben", until: "2030-12-31")
        try await world.assigned(ana)
        let second = try await world.assigned(ben, on: try self.day(1, after: world))
        try await world.suspend(ana)
        try await world.suspend(ben)
        let outgoing = World.Outgoing()
        await outgoing.fail(true)
        let job = UUID.version7()
        await #expect(throws: World.Outgoing.Refused.self) {
            try await world.tellConflicts(through: outgoing, again: job)
        }
        #expect(try await world.notices() == (4, 4), "the app tells it")
        await outgoing.fail(false)
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.messages.isEmpty, "another round leaves the first its mails")
        try await world.roster.unassign(second, version: 1, as: world.caller("denver"))
        try await world.tellConflicts(through: outgoing, again: job)
        #expect(await outgoing.names == ["administrator", "denver"])
        #expect(await outgoing.texts(to: "denver").first?.hasPrefix("- 1 shift at denver, on ") == true)
    }

    @Test func `without a way for mail is kept for the day that there is one`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        try await world.assigned(ana)
        try await world.suspend(ana)
        try await world.tellConflicts(through: nil)
        #expect(try await world.notices() == (2, 2))
        let outgoing = World.Outgoing()
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.names == ["administrator", "denver"])
    }

    @Test func `goes to whoever runs the roster now`() async throws {
        let world = try await World(at: .now())
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        try await world.assigned(ana)
        try await world.tell(
            """
            UPDATE praxis.role_grant g
               SET valid = tstzrange(lower(g.valid), now() - interval '1 minute')
              FROM praxis.account a
             WHERE a.practice_id = g.practice_id AND a.account_id = g.account_id
               AND g.practice_id = \(world.practice) AND a.display_name = 'denver'
            """)
        try await world.suspend(ana)
        let outgoing = World.Outgoing()
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.names == ["administrator"])
        try await world.addAccount("successor", "site_manager", clinic: "denver")
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.names == ["administrator", "successor"])
    }

    @Test func `marks as mailed what was in the mail, and no more`() async throws {
        let world = try await World(at: .now())
        try await world.addAccount("both", "site_manager", clinic: "denver")
        try await world.tell(
            """
            INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, granted_by)
            SELECT g.practice_id, gen_random_uuid(), g.account_id, g.role_id, 'clinic', c.clinic_id, g.valid, g.granted_by
              FROM praxis.role_grant g
              JOIN praxis.account a USING (practice_id, account_id)
              JOIN praxis.clinic c USING (practice_id)
             WHERE g.practice_id = \(world.practice) AND a.display_name = 'both' AND c.slug = 'phoenix'
            """)
        let ana = try await world.nurse("Ana", until: "2030-12-31")
        let ben = try await world.nurse("Ben", "AZ", until: "2030-12-31", at: "phoenix")
        try await world.assigned(ana)
        try await world.assigned(ben, at: "phoenix")
        for nurse in [ana, ben] { try await world.suspend(nurse) }
        let outgoing = World.Outgoing()
        try await world.tellConflicts(through: nil)
        // Who was told at two clinics runs the roster of one when the mail goes out, and of both again later.
        func run(_ valid: SQL) async throws {
            try await world.tell(
                """
                UPDATE praxis.role_grant g
                   SET valid = tstzrange(lower(g.valid), \(valid))
                  FROM praxis.account a, praxis.clinic c
                 WHERE a.practice_id = g.practice_id AND a.account_id = g.account_id
                   AND c.practice_id = g.practice_id AND c.clinic_id = g.clinic_id
                   AND g.practice_id = \(world.practice) AND a.display_name = 'both' AND c.slug = 'phoenix'
                """)
        }
        try await run("now() - interval '1 minute'")
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.texts(to: "both").map { $0.contains("phoenix") } == [false])
        try await run("NULL")
        try await world.tell(
            "UPDATE praxis.conflict_notice SET mail_claimed_at = now() - interval '2 hours' WHERE mailed_at IS NULL")
        try await world.tellConflicts(through: outgoing)
        #expect(await outgoing.texts(to: "both").map { $0.contains("phoenix") } == [false, true])
    }
}
