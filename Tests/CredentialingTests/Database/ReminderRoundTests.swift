import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A round of reminders` {
    /// A physician with an account, at Denver and Phoenix, whose license ends on the last day of June 2026.
    private func world(end: String = "2026-06-30") async throws -> (World, Person.ID, Credential.ID) {
        let world = try await World()
        try await world.addAccount("southern", "site_manager", clinic: "phoenix")
        try await world.addAccount("rao", "staff")
        let rao = try await world.person(of: "rao")
        for clinic in ["denver", "phoenix"] {
            try await world.tell(
                """
                INSERT INTO praxis.appointment
                       (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
                SELECT practice_id, clinic_id, gen_random_uuid(), \(rao), 'physician', '2020-01-01', practice_id
                  FROM praxis.clinic
                 WHERE practice_id = \(world.practice) AND slug = \(clinic)
                """)
        }
        // Whoever grants are asked for at an instant had them then.
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.role_grant SET valid = tstzrange('2020-01-01', NULL) WHERE practice_id = \(world.practice)")
        let license = try await world.credential("medical_license", "CO", of: rao, "2024-07-01..\(end)")
        return (world, rao, license)
    }

    @Test func `go out once for each threshold and recipient, the nearest missed one after an outage`() async throws {
        let (world, _, _) = try await self.world()
        let mail = World.Outgoing()
        try await world.remind(at: "2026-03-01 23:30", through: mail)
        #expect(try await world.told().isEmpty)
        try await world.remind(at: "2026-03-02 00:30", through: mail)
        try await world.remind(at: "2026-03-02 01:30", through: mail)
        #expect(try await world.told() == ["rao 120"])
        // Down from April to the middle of June: 90, 60 and 30 are past, 14 is told.
        try await world.remind(at: "2026-06-17 09:00", through: mail)
        let holders = ["administrator 14", "manager 14", "rao 120", "rao 14", "southern 14"].sorted()
        #expect(try await world.told().sorted() == holders)
        try await world.remind(at: "2026-06-24 09:00", through: mail)
        #expect(try await world.told().contains("director 7"))
        try await world.remind(at: "2026-07-08 09:00", through: mail)
        #expect(try await world.told().filter { $0.hasPrefix("rao") } == ["rao 120", "rao 14", "rao 7", "rao -7"])
        let mails = await mail.mails
        #expect(mails["rao@example.org"]?.count == 4)
        #expect(mails["director@example.org"]?.count == 2)
        #expect(mails["specialist@example.org"] == nil)
        #expect(
            mails["rao@example.org"]?[1].contains("Your Medical license CO ends on Jun 30, 2026, in 13 days.") == true)
        #expect(mails["manager@example.org"]?[0].contains("Medical license CO of Rao Account ends") == true)
    }

    @Test func `C2 Overlapping renewal fires nothing once it is verified, and C3 says that it is claimed before`()
        async throws
    {
        let (world, rao, license) = try await self.world()
        let mail = World.Outgoing()
        let renewal = try await world.term("2026-06-01..2028-06-30?", of: license, rao)
        try await world.remind(at: "2026-05-31 08:00", through: mail)
        #expect(await mail.mails["rao@example.org"]?.last?.contains("is not confirmed yet") == true)
        let listed = try await world.service.reminders(as: world.caller("rao"))
        #expect(listed.map(\.isRenewalClaimed) == [true])
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 1)
        let check = try VerificationDraft {
            ["method": "web", "source": "Board", "result": "confirmed", "reference": "V-77"][$0]
        }
        _ = try await world.service.verify(renewal, of: rao, check, as: world.caller("specialist"))
        try await world.remind(at: "2026-06-29 08:00", through: mail)
        try await world.remind(at: "2026-07-29 08:00", through: mail)
        #expect(try await world.told().filter { $0.hasPrefix("rao") } == ["rao 30"])
        #expect(try await world.service.reminders(as: world.caller("rao")).map(\.isSettled) == [true])
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 0)
    }

    @Test(
        arguments: [
            (["2026-08-01..2028-07-31"], ["rao 14", "rao -7"]), (["2026-06-01..2028-06-30"], []),
            (["2026-07-01..2028-06-30"], []), (["2026-08-01..2028-07-31?"], ["rao 14", "rao -7", "rao -35"]),
            // One that reaches further until the gap, and one that was over long ago.
            (["2025-01-01..2026-07-31", "2026-08-01..2028-07-31"], []),
            (["2020-01-01..2021-01-01", "2026-07-10..2026-12-31"], ["rao 14", "rao -7"]),
        ], [false, true])
    func `tell of a gap before what is verified next, and of nothing that goes on`(
        terms: ([String], told: [String]), onAnother: Bool
    ) async throws {
        let (world, rao, license) = try await self.world()
        // Of licenses of a state one suffices, whichever it is.
        if onAnother {
            try await world.tell(
                "UPDATE praxis.credential SET number_normalized = 'X0' WHERE credential_id = \(license)")
            _ = try await world.credential("medical_license", "CO", of: rao, terms.0[0])
        }
        for term in terms.0.dropFirst(onAnother ? 1 : 0) { _ = try await world.term(term, of: license, rao) }
        let mail = World.Outgoing()
        for day in ["2026-06-20", "2026-07-08", "2026-08-05"] {
            try await world.remind(at: "\(day) 09:00", through: mail)
        }
        #expect(try await world.told().filter { $0.hasPrefix("rao") } == terms.told)
        #expect(await mail.mails["rao@example.org", default: []].count == terms.told.count)
    }

    @Test func `are settled by what began since, on the page as by mail`() async throws {
        let today = Zone.utc.local(of: .now()).date.adding(days: -1)
        let (world, rao, license) = try await self.world(end: today.adding(days: -10).description)
        try await world.remind(at: "\(today.adding(days: -5)) 09:00", through: World.Outgoing())
        _ = try await world.term("\(today.adding(days: 5))..2999-12-31", of: license, rao)
        #expect(try await world.service.reminders(as: world.caller("rao")).map(\.isSettled) == [false])
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 1)
        _ = try await world.term("\(today)..2999-12-31", of: license, rao)
        #expect(try await world.service.reminders(as: world.caller("rao")).map(\.isSettled) == [true])
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 0)
    }

    @Test func `take each clinic's calendar day, and of two zones the earlier for one mail`() async throws {
        let (world, _, _) = try await self.world()
        let mail = World.Outgoing()
        // 00:30 of May 1 in Denver, 23:30 of April 30 in Arizona, which has no summer time.
        try await world.remind(at: "2026-05-01 00:30", through: mail)
        #expect(try await world.told() == ["manager 60", "rao 60"])
        try await world.remind(at: "2026-05-01 01:30", through: mail)
        #expect(try await world.told() == ["manager 60", "rao 60", "southern 60"])
        #expect(await mail.mails["rao@example.org"]?.count == 1)
    }

    @Test(arguments: [
        // The nights of the clocks in Denver, a leap day, the end of the year.
        ("2026-06-06", "2026-03-08 00:30", "2026-03-07 23:30"), ("2026-12-31", "2026-11-01 00:30", "2026-10-31 23:30"),
        ("2028-04-29", "2028-02-29 00:30", "2028-02-28 23:30"), ("2027-03-01", "2026-12-31 00:30", "2026-12-30 23:30"),
    ])
    func `begin with the day, whatever the clocks do`(end: String, day: String, before: String) async throws {
        let (world, _, _) = try await self.world(end: end)
        let mail = World.Outgoing()
        try await world.remind(at: before, through: mail)
        #expect(try await world.told().contains("manager 60") == false)
        try await world.remind(at: day, through: mail)
        let left = try #require(LocalDate(String(day.prefix(10)))).distance(to: try #require(LocalDate(end)))
        #expect(left == 60 || left == 90)
        #expect(try await world.told().contains("rao \(left)"))
    }

    @Test func `are sent again where the mail did not go out, and never twice where it did`() async throws {
        let (world, _, _) = try await self.world()
        let mail = World.Outgoing()
        await mail.fail(true)
        await #expect(throws: World.Outgoing.Refused.self) {
            try await world.remind(at: "2026-05-31 08:00", through: mail)
        }
        #expect(try await world.told().contains("rao 30"), "the app tells it all the same")
        await mail.fail(false)
        try await world.remind(at: "2026-05-31 09:00", through: mail)
        try await world.remind(at: "2026-05-31 10:00", through: mail)
        let sent = await mail.mails.mapValues(\.count)
        #expect(sent["rao@example.org"] == 1)
        #expect(Set(sent.values) == [1])
    }

    @Test func `are marked with the mail that told them, not those that came meanwhile`() async throws {
        let (world, _, _) = try await self.world()
        let mail = World.Outgoing()
        await mail.fail(true)
        await #expect(throws: World.Outgoing.Refused.self) {
            try await world.remind(at: "2026-03-02 08:00", through: mail)
        }
        await mail.fail(false)
        await mail.meanwhile {
            try await world.tell(
                """
                INSERT INTO praxis.reminder
                       (practice_id, reminder_id, person_id, credential_id, term_id, account_id, audience, threshold, ends_on,
                        told_on)
                SELECT practice_id, gen_random_uuid(), person_id, credential_id, term_id, account_id, audience, 60, ends_on,
                       ends_on - 60
                  FROM praxis.reminder
                 WHERE practice_id = \(world.practice) AND threshold = 90
                """)
        }
        // Of 120 and 90 the nearest is mailed, and stands for both.
        try await world.remind(at: "2026-04-01 08:00", through: mail)
        #expect(await mail.mails["rao@example.org"]?.count == 1)
        let waiting: SQL = """
            SELECT coalesce(array_agg(threshold::bigint), '{}') FROM praxis.reminder
             WHERE practice_id = \(world.practice) AND mailed_at IS NULL
            """
        #expect(try await world.ask(waiting, as: [Int64].self) == [60])
        try await world.remind(at: "2026-04-01 09:00", through: mail)
        #expect(await mail.mails["rao@example.org"]?.count == 2)
        #expect(try await world.ask(waiting, as: [Int64].self) == [])
    }

    @Test func `follow the practice's own rule from its day on, and are read by whom they are for`() async throws {
        let (world, rao, _) = try await self.world()
        let mail = World.Outgoing()
        let today = LocalDate("2026-05-01")!
        let fields = ["kind": "medical_license", "thresholds": "45", "starts": "2026-05-16", "citation": "Policy 7"]
        let draft = try ReminderRuleDraft({ fields[$0] }, today: today)
        await #expect(throws: (any Error).self) {
            _ = try await world.service.change(draft, as: world.caller("manager"))
        }
        _ = try await world.service.change(draft, as: world.caller("administrator"))
        try await world.remind(at: "2026-05-15 08:00", through: mail)
        #expect(try await world.told() == ["manager 60", "rao 60", "southern 60"])
        try await world.remind(at: "2026-05-16 08:00", through: mail)
        #expect(try await world.told() == ["manager 60", "rao 60", "rao 45", "southern 60"])
        let own = try #require(try await world.service.reminders(as: world.caller("rao")).first)
        await #expect(throws: CredentialingError.unknown) {
            try await world.service.markRead(own.id, as: world.caller("manager"))
        }
        try await world.service.markRead(own.id, as: world.caller("rao"))
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 0)
        #expect(try await world.service.unreadReminders(as: world.caller("manager")) == 1)
        // What was given up ends without reminders.
        let given = ["status": "surrendered", "starts": "2026-05-20", "source": "Letter"]
        let license = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).credentials.first)
        _ = try await world.service.add(
            try StatusDraft { given[$0] }, to: license.id, of: rao, as: world.caller("specialist"))
        try await world.remind(at: "2026-07-20 08:00", through: mail)
        #expect(try await world.told().count == 4)
    }

    @Test func `cannot be doubled by anybody, nor written by the site`() async throws {
        let (world, _, _) = try await self.world()
        try await world.remind(at: "2026-05-31 08:00", through: World.Outgoing())
        let copy: SQL = """
            INSERT INTO praxis.reminder
                   (practice_id, reminder_id, person_id, credential_id, term_id, account_id, audience, threshold, ends_on,
                    told_on)
            SELECT practice_id, gen_random_uuid(), person_id, credential_id, term_id, account_id, audience, threshold,
                   ends_on, told_on
              FROM praxis.reminder
             WHERE practice_id = \(world.practice)
            """
        let doubled = await #expect(throws: PostgresError.self) { try await world.tell(copy) }
        #expect(doubled?.constraint == "reminder_once")
        let site = await #expect(throws: PostgresError.self) {
            try await world.service.database.write(as: world.caller("administrator")) { try await $0.run(copy) }
        }
        #expect(site?.sqlState == .insufficientPrivilege)
    }
}
