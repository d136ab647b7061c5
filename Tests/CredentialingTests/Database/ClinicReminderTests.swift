import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Reminders of clinics' certificates` {
    private let denver = Scope.clinic(Slug("denver")!)

    /// Denver's certificate of a kind ends on the last day of June 2026; Phoenix has a manager of its own.
    private func world(_ type: String = "clia") async throws -> (World, ClinicCredential.ID) {
        let world = try await World()
        try await world.addAccount("southern", "site_manager", clinic: "phoenix")
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.role_grant SET valid = tstzrange('2020-01-01', NULL) WHERE practice_id = \(world.practice)")
        let specialist = world.caller("specialist", self.denver)
        let fields = ["type": type, "number": "05D0000001", "issued": "2024-07-01", "expires": "2026-06-30"]
        let types = try await world.service.clinicFile(as: specialist).types
        let id = try await world.service.add(try ClinicCredentialDraft({ fields[$0] }, types: types), as: specialist)
        try await self.verify(world, try #require(try await world.service.clinicFile(as: specialist).terms.first?.id))
        return (world, id)
    }

    private func verify(_ world: World, _ term: ClinicTerm.ID) async throws {
        let check = ["method": "web", "source": "CMS", "result": "confirmed", "reference": "05D0000001"]
        try await world.service.verify(
            term, try VerificationDraft.ofClinic { check[$0] }, as: world.caller("administrator", self.denver))
    }

    private func told(_ world: World) async throws -> [String] {
        let told = try await world.ask(
            """
            SELECT coalesce(array_agg(a.display_name || ' ' || r.threshold ORDER BY a.display_name, r.threshold DESC), '{}')
              FROM praxis.clinic_reminder r
              JOIN praxis.account a USING (practice_id, account_id)
             WHERE r.practice_id = \(world.practice)
            """, as: [String].self)
        return told ?? []
    }

    @Test func `go to whoever manages them, by the steps of the others, once each and in the same mail`() async throws {
        let (world, _) = try await self.world()
        let mail = World.Outgoing()
        _ = try await world.physician("Rao", "CO", "2024-07-01..2026-06-30")
        try await world.remind(at: "2026-03-01 23:30", through: mail)
        #expect(try await self.told(world).isEmpty)
        try await world.remind(at: "2026-03-02 00:30", through: mail)
        try await world.remind(at: "2026-03-02 01:30", through: mail)
        #expect(try await self.told(world) == ["manager 120", "specialist 120"])
        // Down from March to June: of 90, 60 and 30 the nearest alone, beside the license of somebody who works there.
        try await world.remind(at: "2026-06-01 09:00", through: mail)
        #expect(try await self.told(world).filter { $0.hasSuffix(" 30") }.count == 3)
        try await world.remind(at: "2026-07-08 09:00", through: mail)
        #expect(
            try await self.told(world) == [
                "administrator 30", "administrator -7", "director -7", "manager 120", "manager 30", "manager -7",
                "specialist 120", "specialist 30", "specialist -7",
            ])
        let mails = await mail.mails
        let manager = try #require(mails["manager@example.org"])
        #expect(manager.count == 3)
        #expect(manager[1].contains("CLIA certificate of denver ends on Jun 30, 2026, in 29 days."))
        #expect(manager[1].contains("Medical license CO of Asha Rao ends on Jun 30, 2026, in 29 days."))
        #expect(manager[2].contains("CLIA certificate of denver ended on Jun 30, 2026."))
        #expect(mails["southern@example.org"] == nil)
        #expect(
            try await world.ask(
                """
                SELECT count(*) FROM praxis.audit_event
                 WHERE practice_id = \(world.practice) AND action = 'credentialing.reminder.send'
                """, as: Int.self) == 3)
    }

    @Test(arguments: [("2026-08-01", ["manager 14", "manager -7"]), ("2026-07-01", []), ("2026-06-01", [])])
    func `tell of a gap before what is verified next, and of nothing that goes on`(
        start: String, told: [String]
    ) async throws {
        let (world, certificate) = try await self.world()
        let fields = ["issued": start, "expires": "2028-07-31"]
        let next = try await world.service.add(
            try TermDraft { fields[$0] }, to: certificate, as: world.caller("specialist", self.denver))
        try await self.verify(world, next)
        for day in ["2026-06-20", "2026-07-08", "2026-08-05"] {
            try await world.remind(at: "\(day) 09:00", through: World.Outgoing())
        }
        #expect(try await self.told(world).filter { $0.hasPrefix("manager") } == told)
    }

    @Test func `do not go to whoever was lent a role that its lender no longer holds`() async throws {
        let (world, _) = try await self.world()
        for account in ["former", "deputy"] { try await world.addAccount(account, "site_manager", clinic: "denver") }
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            UPDATE praxis.role_grant d
               SET kind = 'delegated', source_id = f.grant_id, valid = tstzrange('2020-01-01', NULL)
              FROM praxis.role_grant f
              JOIN praxis.account a USING (practice_id, account_id)
             WHERE f.practice_id = \(world.practice) AND a.display_name = 'former' AND d.practice_id = f.practice_id
               AND d.account_id = (SELECT b.account_id
                                     FROM praxis.account b
                                    WHERE b.practice_id = f.practice_id AND b.display_name = 'deputy')
            """,
            """
            UPDATE praxis.role_grant f
               SET valid = tstzrange('2020-01-01', '2026-01-01')
              FROM praxis.account a
             WHERE a.practice_id = f.practice_id AND a.account_id = f.account_id AND a.display_name = 'former'
               AND f.practice_id = \(world.practice)
            """)
        try await world.remind(at: "2026-03-02 08:00", through: World.Outgoing())
        #expect(try await self.told(world) == ["manager 120", "specialist 120"])
    }

    @Test func `say that a renewal waits for its check, and end with it`() async throws {
        let (world, certificate) = try await self.world()
        let mail = World.Outgoing()
        let fields = ["issued": "2026-06-01", "expires": "2028-06-30"]
        let renewal = try await world.service.add(
            try TermDraft { fields[$0] }, to: certificate, as: world.caller("specialist", self.denver))
        try await world.remind(at: "2026-05-31 08:00", through: mail)
        #expect(await mail.mails["manager@example.org"]?.last?.contains("is not confirmed yet") == true)
        let listed = try await world.service.reminders(as: world.caller("manager"))
        #expect(listed.map(\.isRenewalClaimed) == [true] && listed.map(\.person) == [nil])
        #expect(listed.map(\.title) == ["CLIA certificate"] && listed.map(\.clinic) == [Slug("denver")])
        #expect(try await world.service.unreadReminders(as: world.caller("manager")) == 1)
        try await self.verify(world, renewal)
        try await world.remind(at: "2026-06-29 08:00", through: mail)
        #expect(try await self.told(world) == ["administrator 30", "manager 30", "specialist 30"])
        #expect(try await world.service.reminders(as: world.caller("manager")).map(\.isSettled) == [true])
        #expect(try await world.service.unreadReminders(as: world.caller("manager")) == 0)
    }

    @Test func `are read at their clinic, marked by their recipients and written by the system alone`() async throws {
        let (world, _) = try await self.world()
        try await world.remind(at: "2026-05-31 08:00", through: World.Outgoing())
        let count: SQL = "SELECT count(*)::text FROM praxis.clinic_reminder"
        for (account, seen) in [("manager", "3"), ("specialist", "3"), ("southern", "0"), ("staff", "0")] {
            #expect(try await world.read(count, as: account) == seen, "\(account)")
        }
        let own = try #require(try await world.service.reminders(as: world.caller("manager")).first)
        for account in ["southern", "specialist"] {
            await #expect(throws: CredentialingError.unknown) {
                try await world.service.markRead(own.id, as: world.caller(account))
            }
        }
        try await world.service.markRead(own.id, as: world.caller("manager"))
        #expect(try await world.service.unreadReminders(as: world.caller("manager")) == 0)
        #expect(try await world.service.unreadReminders(as: world.caller("specialist")) == 1)
        let copy: SQL = """
            INSERT INTO praxis.clinic_reminder
                   (practice_id, clinic_id, reminder_id, credential_id, term_id, account_id, audience, threshold, ends_on,
                    told_on)
            SELECT practice_id, clinic_id, gen_random_uuid(), credential_id, term_id, account_id, audience, threshold,
                   ends_on, told_on
              FROM praxis.clinic_reminder
             WHERE practice_id = \(world.practice)
            """
        let doubled = await #expect(throws: PostgresError.self) { try await world.tell(copy) }
        #expect(doubled?.constraint == "clinic_reminder_once")
        let site = await #expect(throws: PostgresError.self) {
            try await world.service.database.write(as: world.caller("administrator")) { try await $0.run(copy) }
        }
        #expect(site?.sqlState == .insufficientPrivilege)
    }

    @Test func `follow the practice's own rule, and stop where no work waits for what ended or the clinic is closed`()
        async throws
    {
        let (world, _) = try await self.world("fire")
        let fields = [
            "kind": "fire", "thresholds": "45", "repeat": "30", "starts": "2026-05-01", "citation": "Policy 7",
        ]
        let draft = try ReminderRuleDraft({ fields[$0] }, today: LocalDate("2026-05-01")!)
        _ = try await world.service.change(draft, as: world.caller("administrator"))
        let mail = World.Outgoing()
        try await world.remind(at: "2026-05-15 09:00", through: mail)
        try await world.remind(at: "2026-05-16 09:00", through: mail)
        try await world.remind(at: "2026-09-28 09:00", through: mail)
        let told = ["specialist 45", "specialist -90"]
        #expect(try await self.told(world) == told)
        try await world.remind(at: "2026-10-28 09:00", through: mail)
        #expect(try await self.told(world) == told)
        try await world.tell(
            """
            INSERT INTO praxis.clinic_requirement
                   (practice_id, requirement_id, type_code, severity, starts_on, citation, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'fire', 'block', '2020-01-01', 'Law', \(world.practice))
            """)
        try await world.remind(at: "2026-10-28 10:00", through: mail)
        #expect(try await self.told(world) == told + ["specialist -120"])
        try await world.tell("UPDATE praxis.clinic SET closed_on = '2026-11-01' WHERE practice_id = \(world.practice)")
        try await world.remind(at: "2026-11-28 10:00", through: mail)
        #expect(try await self.told(world) == told + ["specialist -120"])
    }
}
