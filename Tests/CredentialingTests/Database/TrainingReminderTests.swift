import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Reminders of training` {
    /// Ward has an account and was hired ten days ago, so that a course is due in twenty.
    private func world(_ role: String = "staff") async throws -> (TrainingWorld, Person.ID, LocalDate) {
        let setting = try await TrainingWorld()
        let world = setting.world
        try await world.addAccount("ward", role)
        try await world.addAccount("southern", "site_manager", clinic: "phoenix")
        let ward = try await world.person(of: "ward")
        try await setting.employ(ward, from: setting.today.adding(days: -10))
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.role_grant SET valid = tstzrange('2020-01-01', NULL) WHERE practice_id = \(world.practice)")
        return (setting, ward, setting.today.adding(days: 20))
    }

    private func told(_ setting: TrainingWorld, of person: Person.ID) async throws -> [String] {
        try await setting.world.ask(
            """
            SELECT coalesce(array_agg(a.display_name || ' ' || r.threshold ORDER BY a.display_name, r.threshold DESC), '{}')
              FROM praxis.reminder r
              JOIN praxis.account a USING (practice_id, account_id)
             WHERE r.practice_id = \(setting.world.practice) AND r.person_id = \(person) AND r.duty = 'training'
            """, as: [String].self) ?? []
    }

    @Test func `tell the person, then the manager and the administrator, once each, and catch up once`() async throws {
        let (setting, ward, due) = try await self.world()
        _ = try await setting.course("bbp")
        let mail = World.Outgoing()
        func round(_ days: Int, _ time: String = "09:00") async throws {
            try await setting.world.remind(at: "\(due.adding(days: -days)) \(time)", through: mail)
        }
        try await round(31)
        #expect(try await self.told(setting, of: ward).isEmpty)
        try await round(30)
        try await round(30, "10:00")
        #expect(try await self.told(setting, of: ward) == ["ward 30"])
        try await round(6)
        #expect(try await self.told(setting, of: ward) == ["manager 7", "ward 30", "ward 7"])
        try await round(0)
        try await round(-8)
        #expect(
            try await self.told(setting, of: ward) == [
                "administrator 0", "administrator -7", "manager 7", "manager 0", "manager -7", "ward 30", "ward 7",
                "ward 0", "ward -7",
            ])
        let mails = await mail.mails
        let own = try #require(mails["ward@example.org"])
        #expect(own.count == 4)
        #expect(own[0].contains("Your training bbp is due on \(due.readable), in 30 days."))
        #expect(own[0].contains("https://praxis.example/account/training"))
        #expect(!own[0].contains("https://praxis.example/all/reminders"))
        #expect(own[3].contains("Your training bbp was due on \(due.readable)."))
        let manager = try #require(mails["manager@example.org"]).joined()
        #expect(manager.contains("Training bbp of Ward Account is due on \(due.readable), in 6 days."))
        #expect(manager.contains("https://praxis.example/all/reminders"))
        #expect(mails["southern@example.org"] == nil && mails["specialist@example.org"] == nil)
        #expect(try await setting.world.service.unreadReminders(as: setting.caller("ward")) == 1)
    }

    @Test func `end with the training, on the page and before a mail that did not go out`() async throws {
        let (setting, ward, due) = try await self.world()
        let course = try await setting.course("bbp")
        let (world, mail) = (setting.world, World.Outgoing())
        await mail.fail(true)
        await #expect(throws: World.Outgoing.Refused.self) {
            try await world.remind(at: "\(due.adding(days: -7)) 09:00", through: mail)
        }
        await mail.fail(false)
        let own = try await world.service.reminders(as: setting.caller("ward"))
        #expect(own.map(\.title) == ["Training bbp"] && own.map(\.duty) == [.training])
        #expect(own.map(\.isSettled) == [false] && own.map(\.isRenewalClaimed) == [false])
        try await world.tell(
            """
            INSERT INTO praxis.training_claim
                   (practice_id, person_id, claim_id, course_id, completed_on, trainer, name, media_type, content, created_by)
            VALUES (\(world.practice), \(ward), gen_random_uuid(), \(course), \(setting.today), 'R. Example', 'a.pdf',
                    'application/pdf', 'x', \(world.practice))
            """)
        for account in ["ward", "manager"] {
            let listed = try await world.service.reminders(as: setting.caller(account)).filter { $0.person == ward }
            #expect(listed.map(\.isRenewalClaimed) == [true], "\(account)")
        }
        _ = try await setting.training.record(
            try setting.completion(setting.today), of: ward, in: course, as: setting.caller("specialist"))
        try await world.remind(at: "\(due) 09:00", through: mail)
        #expect(try await self.told(setting, of: ward) == ["manager 7", "ward 7"])
        #expect(await mail.mails["ward@example.org"] == nil)
        #expect(try await world.service.reminders(as: setting.caller("ward")).map(\.isSettled) == [true])
        #expect(try await world.service.unreadReminders(as: setting.caller("ward")) == 0)
    }

    @Test func `are for who may read training, and for whoever is asked whatever the role`() async throws {
        let (setting, ward, due) = try await self.world("finance")
        _ = try await setting.course("bbp")
        let world = setting.world
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            DELETE FROM praxis.role_permission p
             USING praxis.role r
             WHERE r.practice_id = \(world.practice) AND p.practice_id = r.practice_id AND p.role_id = r.role_id
               AND r.code = 'site_manager' AND p.permission = 'credentialing.training.read'
            """)
        let mail = World.Outgoing()
        try await world.remind(at: "\(due) 09:00", through: mail)
        #expect(try await self.told(setting, of: ward) == ["administrator 0", "ward 0"])
        #expect(await mail.mails["ward@example.org"]?.first?.contains("account/training") == true)
        let count: SQL = "SELECT count(*)::text FROM praxis.reminder WHERE person_id = \(ward)"
        for (account, seen) in [("administrator", "2"), ("manager", "0"), ("southern", "0"), ("ward", "1")] {
            #expect(try await world.read(count, as: account) == seen, "\(account)")
        }
    }

    @Test func `tell of policies to acknowledge, until they are`() async throws {
        let (setting, ward, _) = try await self.world()
        let world = setting.world
        let policy = try await setting.policy()
        try await setting.training.approve(policy, number: 1, version: 1, as: setting.caller("director"))
        try await setting.training.schedule(policy, number: 1, from: setting.today, as: setting.caller("specialist"))
        let mail = World.Outgoing()
        try await world.remind(at: "\(setting.today) 12:00", through: mail)
        #expect(try await self.told(setting, of: ward) == ["ward 30"])
        #expect(
            await mail.mails["ward@example.org"]?.first?.contains("Your acknowledgement of Privacy is due on") == true)
        let own = try await world.service.reminders(as: setting.caller("ward"))
        #expect(own.map(\.title) == ["Acknowledgement of Privacy"] && own.map(\.isSettled) == [false])
        let digest = try #require(try await setting.version(policy, 1).digest)
        try await setting.training.acknowledge(policy, number: 1, digest: digest, as: setting.caller("ward"))
        #expect(try await world.service.reminders(as: setting.caller("ward")).map(\.isSettled) == [true])
        try await world.remind(at: "\(setting.today.adding(days: 30)) 12:00", through: mail)
        #expect(try await self.told(setting, of: ward) == ["ward 30"])
    }
}
