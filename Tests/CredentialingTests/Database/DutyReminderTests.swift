import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A reminder of what follows from a decision` {
    /// A physician with an account who was denied on October 1, 2027, and told on October 10.
    private func world(_ role: String = "staff") async throws -> (World, Person.ID, CycleFile.ID) {
        let world = try await World()
        try await world.addAccount("rao", role)
        try await world.addAccount("auditor", "auditor")
        let rao = try await world.person(of: "rao")
        let file = try await world.file(of: rao, .initial, state: .decided)
        let decision = UUID.version7()
        let (decided, told) = (LocalDate("2027-10-01"), LocalDate("2027-10-10"))
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.role_grant SET valid = tstzrange('2020-01-01', NULL) WHERE practice_id = \(world.practice)",
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, recorded_on, notice_due_on,
                    rule_version, reason, created_by)
            VALUES (\(world.practice), \(rao), \(file), \(decision), 2, 'denied', \(decided), \(decided), \(decided), 'test',
                    'Findings', \(world.practice))
            """,
            """
            INSERT INTO praxis.file_notice (practice_id, person_id, decision_id, sent_on, method, created_by)
            VALUES (\(world.practice), \(rao), \(decision), \(told), 'letter', \(world.practice))
            """)
        return (world, rao, file)
    }

    private func told(_ world: World, _ duty: String) async throws -> [String] {
        try await world.ask(
            """
            SELECT coalesce(array_agg(a.display_name || ' ' || r.threshold || ' ' || r.compartment
                                      ORDER BY a.display_name, r.threshold DESC), '{}')
              FROM praxis.reminder r
              JOIN praxis.account a USING (practice_id, account_id)
             WHERE r.practice_id = \(world.practice) AND r.duty = \(duty)
            """, as: [String].self) ?? []
    }

    @Test func `tells of the time to appeal, and of reports those who may open them alone`() async throws {
        let (world, _, _) = try await self.world()
        let mail = World.Outgoing()
        // The report is due on October 31, the appeal until November 9.
        try await world.remind(at: "2027-10-20 09:00", through: mail)
        #expect(try await self.told(world, "report") == ["specialist 14 peer_review"])
        #expect(try await self.told(world, "appeal").isEmpty)
        try await world.remind(at: "2027-11-02 09:00", through: mail)
        #expect(
            try await self.told(world, "appeal")
                == ["director 7 credential", "rao 7 credential", "specialist 7 credential"])
        #expect(
            try await self.told(world, "report") == [
                "administrator 0 peer_review", "director 0 peer_review", "specialist 14 peer_review",
                "specialist 0 peer_review",
            ])
        let holder = await mail.mails["rao@example.org"]?.joined() ?? ""
        #expect(holder.contains("Your time to appeal ends on Nov 9, 2027, in 7 days."))
        let specialist = await mail.mails["specialist@example.org"]?.joined() ?? ""
        #expect(specialist.contains("A duty in a confidential file was due on Oct 31, 2027."))
        #expect(specialist.contains("A time limit in a confidential file ends on Nov 9, 2027, in 7 days."))
        #expect(!holder.contains("confidential") && !holder.contains("renewals"))
        #expect(!specialist.contains("data bank") && !specialist.contains("Rao"))
        // Who reads credentials without opening what peers say reads nothing of reports.
        let seen = "SELECT count(*)::text FROM praxis.reminder WHERE duty = 'report'" as SQL
        for (account, count) in [
            ("specialist", "4"), ("director", "4"), ("auditor", "0"), ("manager", "0"), ("rao", "0"),
        ] {
            #expect(try await world.read(seen, as: account) == count, "\(account)")
        }
        let appeals = "SELECT count(*)::text FROM praxis.reminder WHERE duty = 'appeal'" as SQL
        for (account, count) in [("specialist", "3"), ("manager", "0"), ("rao", "1")] {
            #expect(try await world.read(appeals, as: account) == count, "\(account)")
        }
        let reminders = try await world.service.reminders(as: world.caller("specialist"))
        #expect(Set(reminders.map(\.title)) == ["Report to the data bank", "Time to appeal"])
        #expect(Set(reminders.map(\.duty)) == [.report, .appeal])
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 1)
    }

    @Test func `about oneself is read by no specialist`() async throws {
        let (world, _, _) = try await self.world("credentialing_specialist")
        try await world.remind(at: "2027-11-02 09:00", through: World.Outgoing())
        let seen = "SELECT count(*)::text FROM praxis.reminder WHERE duty = 'report'" as SQL
        #expect(try await world.read(seen, as: "rao") == "0")
        #expect(try await world.read(seen, as: "specialist") != "0")
    }

    @Test func `ends with the appeal and with the report`() async throws {
        let (world, rao, file) = try await self.world()
        let mail = World.Outgoing()
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.credentialing_file SET state = 'appeal' WHERE file_id = \(file)",
            """
            INSERT INTO praxis.npdb_disposition
                   (practice_id, disposition_id, person_id, decision_id, step, outcome, reason, created_by)
            SELECT d.practice_id, gen_random_uuid(), \(rao), d.decision_id, 1, 'not_due', 'Withdrawn', d.practice_id
              FROM praxis.file_decision d
             WHERE d.file_id = \(file)
            """)
        try await world.remind(at: "2027-11-02 09:00", through: mail)
        for duty in ["report", "appeal"] { #expect(try await self.told(world, duty).isEmpty, "\(duty)") }
    }
}
