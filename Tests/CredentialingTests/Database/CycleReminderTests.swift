import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A reminder of recredentialing` {
    /// A physician with an account whose approval of January 31, 2024 runs out on January 31, 2027.
    private func world() async throws -> (World, Person.ID) {
        let world = try await World()
        try await world.addAccount("rao", "staff")
        let rao = try await world.person(of: "rao")
        try await world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(rao), 'physician', '2020-01-01', practice_id
              FROM praxis.clinic
             WHERE practice_id = \(world.practice) AND slug = 'denver'
            """,
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.role_grant SET valid = tstzrange('2020-01-01', NULL) WHERE practice_id = \(world.practice)")
        try await self.approve(world, rao, on: "2024-01-31", until: "2027-01-31")
        return (world, rao)
    }

    private func approve(_ world: World, _ person: Person.ID, on day: String, until due: String) async throws {
        let file = try await world.file(of: person, .initial, state: .decided)
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, recorded_on,
                    appointed_from, recred_due_on, notice_due_on, rule_version, created_by)
            VALUES (\(world.practice), \(person), \(file), gen_random_uuid(), 2, 'approved', \(LocalDate(day)),
                    \(LocalDate(day)), \(LocalDate(day)), \(LocalDate(due)), \(LocalDate(day)), 'test', \(world.practice))
            """)
    }

    @Test func `10.1: begins 180 days before, escalates, is told once, and is caught up once after an outage`()
        async throws
    {
        let (world, rao) = try await self.world()
        let mail = World.Outgoing()
        try await world.remind(at: "2026-08-03 23:30", through: mail)
        #expect(try await world.told().isEmpty)
        try await world.remind(at: "2026-08-04 00:30", through: mail)
        try await world.remind(at: "2026-08-04 01:30", through: mail)
        #expect(try await world.told() == ["rao 180"])
        let sent = await mail.mails["rao@example.org"]?.last
        #expect(sent?.contains("Your Credentialing approval ends on Jan 31, 2027, in 180 days.") == true)
        // Down until December 10: of 120, 90 and 60 the nearest alone, and the manager is told with it.
        try await world.remind(at: "2026-12-10 09:00", through: mail)
        #expect(try await world.told() == ["manager 60", "rao 180", "rao 60"])
        try await world.remind(at: "2027-01-24 09:00", through: mail)
        #expect(
            try await world.told().filter { $0.hasSuffix(" 7") } == [
                "administrator 7", "director 7", "manager 7", "rao 7",
            ])
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 1)
        let own = try await world.service.reminders(as: world.caller("rao"))
        #expect(own.map(\.title) == ["Credentialing approval"])
        #expect(own.map(\.isSettled) == [false] && own.map(\.credential) == [nil])
        try await world.service.markRead(own[0].id, as: world.caller("rao"))
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 0)
        // The next application that was handed in says so; a new approval ends it.
        _ = try await world.file(of: rao, .recred, state: .verifying)
        #expect(try await world.service.reminders(as: world.caller("manager")).map(\.isRenewalClaimed) == [true])
        try await self.approve(world, rao, on: "2027-01-25", until: "2030-01-25")
        try await world.remind(at: "2027-02-07 09:00", through: mail)
        #expect(try await world.told().filter { $0.contains("-7") }.isEmpty)
        #expect(try await world.service.reminders(as: world.caller("manager")).map(\.isSettled) == [true])
    }

    @Test func `thresholds are the practice's own, and an ending stops it`() async throws {
        let (world, rao) = try await self.world()
        try await world.tell(
            """
            UPDATE praxis.reminder_rule SET thresholds = '{200}', manager_from = 200
             WHERE practice_id = \(world.practice) AND kind = 'recredentialing'
            """)
        let mail = World.Outgoing()
        try await world.remind(at: "2026-07-15 09:00", through: mail)
        #expect(try await world.told() == ["manager 200", "rao 200"])
        try await world.tell(
            """
            INSERT INTO praxis.credentialing_ending
                   (practice_id, person_id, ending_id, kind, effective_on, reason, created_by)
            VALUES (\(world.practice), \(rao), gen_random_uuid(), 'resigned', '2026-07-31', 'Moved', \(world.practice))
            """)
        try await world.remind(at: "2027-03-15 09:00", through: mail)
        #expect(try await world.told() == ["manager 200", "rao 200"])
    }

    @Test func `waits on the page of whoever prepares files until a file is open, and of nobody else's clinic`()
        async throws
    {
        let (world, rao) = try await self.world()
        let today = try await world.practiceDay()
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.file_decision SET recred_due_on = \(today.adding(days: 180)) WHERE person_id = \(rao)")
        let specialist = world.caller("specialist")
        #expect(try await world.files.endingCycles(as: specialist).map(\.person) == [rao])
        #expect(
            try await world.files.endingCycles(
                as: world.caller("specialist", .clinic(Slug("phoenix")!))
            ).isEmpty)
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.file_decision SET recred_due_on = \(today.adding(days: 181)) WHERE person_id = \(rao)")
        #expect(try await world.files.endingCycles(as: specialist).isEmpty)
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.file_decision SET recred_due_on = \(today.adding(days: -1)) WHERE person_id = \(rao)")
        #expect(try await world.files.endingCycles(as: specialist).map(\.isOver) == [true])
        _ = try await world.file(of: rao, .recred)
        #expect(try await world.files.endingCycles(as: specialist).isEmpty)
    }

    @Test func `R30: reminders of a confidential compartment are closed to whoever may not open it`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let shot = try await world.credential("hepatitis_b", of: rao, "2020-01-01..2026-06-30")
        try await world.tell(
            """
            INSERT INTO praxis.reminder
                   (practice_id, reminder_id, person_id, credential_id, term_id, account_id, audience, threshold, ends_on,
                    told_on)
            SELECT t.practice_id, gen_random_uuid(), t.person_id, t.credential_id, t.term_id, a.account_id,
                   'practice_administrator', 30, t.expires_on, t.expires_on - 30
              FROM praxis.credential_term t
              JOIN praxis.account a ON a.practice_id = t.practice_id AND a.display_name = 'administrator'
             WHERE t.credential_id = \(shot)
            """)
        for (account, seen) in [("manager", "0"), ("administrator", "1")] {
            #expect(
                try await world.read("SELECT count(*)::text FROM praxis.reminder", as: account) == seen, "\(account)")
        }
    }
}
