import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Reminders of enrollments with payers` {
    private static let enrolled = [
        "status": "enrolled", "participating": "yes", "submitted": "2024-01-01", "first_service": "2023-12-01",
        "effective": "2024-01-01", "revalidation_due": "2027-01-01",
    ]

    /// Rao, who has an account, works at Denver and is enrolled with Medicare there; Phoenix has a manager of its own.
    private func world(_ fields: [String: String] = [:]) async throws -> (World, EnrollmentService, Enrollment.ID) {
        let world = try await World()
        try await world.addAccount("southern", "site_manager", clinic: "phoenix")
        try await world.addAccount("money", "finance")
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
        let service = EnrollmentService(database: world.service.database)
        let plan = [
            "payer": "Medicare", "kind": "medicare", "line": "part_b", "name": "Part B", "starts": "2020-01-01",
        ]
        let medicare = try await service.add(
            try PayerPlanDraft({ plan[$0] }, roles: ["physician"]), as: world.caller("administrator"))
        let id = try await self.add(fields, of: rao, with: medicare, world, service)
        return (world, service, id)
    }

    private func add(
        _ fields: [String: String], of person: Person.ID, with plan: PayerPlan.ID, _ world: World,
        _ service: EnrollmentService
    ) async throws -> Enrollment.ID {
        let all = Self.enrolled.merging(fields) { $1 }
        return try await service.add(
            try EnrollmentDraft { all[$0].flatMap { $0.isEmpty ? nil : $0 } }, of: person, at: Slug("denver")!,
            with: plan, as: world.caller("specialist"))
    }

    @Test func `tell of a revalidation from 210 days ahead, once each, and catch up once`() async throws {
        let (world, service, id) = try await self.world()
        let mail = World.Outgoing()
        try await world.remind(at: "2026-06-04 23:30", through: mail)
        #expect(try await world.told().isEmpty)
        try await world.remind(at: "2026-06-05 00:30", through: mail)
        try await world.remind(at: "2026-06-05 01:30", through: mail)
        #expect(try await world.told() == ["administrator 210", "specialist 210"])
        // Down until October: of 120 and 90 the nearest alone. The manager is told from 60 days ahead.
        try await world.remind(at: "2026-10-20 09:00", through: mail)
        try await world.remind(at: "2026-11-05 09:00", through: mail)
        #expect(
            try await world.told() == [
                "administrator 210", "administrator 90", "administrator 60", "manager 60", "specialist 210",
                "specialist 90", "specialist 60",
            ])
        let mails = await mail.mails
        #expect(
            mails.mapValues(\.count) == [
                "administrator@example.org": 3, "specialist@example.org": 3,
                "manager@example.org": 1,
            ])
        #expect(
            mails["specialist@example.org"]?[0].contains(
                "Revalidation with Medicare: Part B at denver of Rao Account is due on Jan 1, 2027, in 210 days.")
                == true)
        let listed = try await world.service.reminders(as: world.caller("manager"))
        #expect(listed.map(\.title) == ["Revalidation with Medicare: Part B at denver"])
        #expect(listed.map(\.enrollment) == [id] && listed.map(\.duty) == [.revalidation])
        #expect(listed.map(\.isSettled) == [false])
        #expect(try await world.service.unreadReminders(as: world.caller("specialist")) == 1)
        let first = try #require(try await world.service.reminders(as: world.caller("specialist")).first)
        try await world.service.markRead(first.id, as: world.caller("specialist"))
        #expect(try await world.service.unreadReminders(as: world.caller("specialist")) == 0)
        // What was revalidated is due on another day.
        var fields = Self.enrolled
        fields["revalidation_due"] = "2032-01-01"
        try await service.change(
            id, try EnrollmentDraft { fields[$0] }, version: 1, as: world.caller("specialist"))
        try await world.remind(at: "2027-01-09 09:00", through: mail)
        #expect(try await world.told().count == 7)
        #expect(try await world.service.reminders(as: world.caller("manager")).map(\.isSettled) == [true])
        #expect(try await world.service.unreadReminders(as: world.caller("manager")) == 0)
    }

    @Test func `go on every week after the day, until it is terminated`() async throws {
        let (world, service, id) = try await self.world()
        let mail = World.Outgoing()
        try await world.remind(at: "2027-01-09 09:00", through: mail)
        #expect(try await world.told() == ["administrator -7", "manager -7", "specialist -7"])
        #expect(await mail.mails["manager@example.org"]?.first?.contains("was due on Jan 1, 2027.") == true)
        var fields = Self.enrolled
        (fields["status"], fields["term"]) = ("terminated", "2026-01-01")
        fields["revalidation_due"] = nil
        try await service.change(
            id, try EnrollmentDraft { fields[$0] }, version: 1, as: world.caller("specialist"))
        try await world.remind(at: "2027-01-16 09:00", through: mail)
        #expect(try await world.told().count == 3)
    }

    @Test(
        arguments: [
            (nil, nil, ["manager 60", "manager 0"]), ("2026-07-01", nil, []),
            ("2026-08-15", nil, ["manager 60", "manager 0"]),
            (nil, "2026-07-01", []),
        ] as [(String?, String?, [String])])
    func `tell of an end that no other follows while work goes on`(
        next: String?, left: String?, told: [String]
    ) async throws {
        let (world, service, id) = try await self.world([
            "status": "terminated", "term": "2026-06-30", "revalidation_due": "",
        ])
        let before = try await service.record(id, as: world.caller("specialist")).enrollment
        if let next {
            _ = try await self.add(
                ["effective": next, "submitted": next, "first_service": next], of: before.person, with: before.plan,
                world, service)
        }
        if let left {
            try await world.tell(
                "SET LOCAL session_replication_role = replica",
                "UPDATE praxis.appointment SET ends_on = \(LocalDate(left)) WHERE person_id = \(before.person)")
        }
        let mail = World.Outgoing()
        for day in ["2026-04-30", "2026-05-01", "2026-05-02", "2026-07-05", "2026-07-20"] {
            try await world.remind(at: "\(day) 09:00", through: mail)
        }
        let ends = try await world.told().filter { $0.hasPrefix("manager") }
        #expect(ends == told)
        if !told.isEmpty {
            #expect(
                await mail.mails["manager@example.org"]?.first?.contains(
                    "Enrollment with Medicare: Part B at denver of Rao Account ends on Jun 30, 2026, in 60 days.")
                    == true)
        }
    }

    @Test func `are not told to who may not read enrollments, nor read by them`() async throws {
        let (world, _, _) = try await self.world()
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            DELETE FROM praxis.role_permission p
             USING praxis.role r
             WHERE r.practice_id = \(world.practice) AND p.practice_id = r.practice_id AND p.role_id = r.role_id
               AND r.code = 'practice_administrator' AND p.permission = 'credentialing.enrollment.read'
            """)
        try await world.remind(at: "2026-11-05 09:00", through: World.Outgoing())
        #expect(try await world.told() == ["manager 60", "specialist 60"])
        let count: SQL = "SELECT count(*)::text FROM praxis.reminder"
        // Everybody reads their own; no grant at one clinic opens those of another.
        for (account, seen) in [("manager", "1"), ("administrator", "0"), ("southern", "0"), ("money", "0")] {
            #expect(try await world.read(count, as: account) == seen, "\(account)")
        }
    }

    @Test func `follow the practice's own rule`() async throws {
        let (world, _, _) = try await self.world()
        let fields = [
            "kind": "enrollment_revalidation", "thresholds": "45", "manager": "45", "starts": "2026-10-01",
            "citation": "Policy 7",
        ]
        _ = try await world.service.change(
            try ReminderRuleDraft({ fields[$0] }, today: LocalDate("2026-10-01")!), as: world.caller("administrator"))
        try await world.remind(at: "2026-11-05 09:00", through: World.Outgoing())
        #expect(try await world.told().isEmpty)
        try await world.remind(at: "2026-11-17 09:00", through: World.Outgoing())
        #expect(try await world.told() == ["manager 45", "specialist 45"])
        #expect(
            try await world.service.reminderRules(as: world.caller("manager")).map(\.title).contains(
                "Revalidation with payers"))
    }
}
