import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What cannot be billed` {
    @Test func `10.2.6: "may work" is not "may bill", and speaks against no shift`() async throws {
        let payers = try await Billing()
        let plain = try await payers.answer()
        #expect(plain.verdict == .cleared && plain.mayWork)
        #expect(plain.unbillable == ["Example: PPO"])
        #expect(plain.reasons.map(\.severity) == ["inform"])
        #expect(plain.reasons.map(\.plans) == [[payers.plan]])
        #expect(plain.reasons.map(\.sentence) == ["Not enrolled with Example: PPO"])
        // The same for those who run the site and for the person; another site's manager learns nothing.
        #expect(try await payers.answer(as: "manager").unbillable == ["Example: PPO"])
        try await payers.world.addAccount("elsewhere", "site_manager", clinic: "phoenix")
        #expect(try await payers.answer(as: "elsewhere").verdict == .unknown)
        // A plan of another role or state asks nobody here.
        try await payers.addPlan("Kids", roles: "{registered_nurse}", states: "{}")
        try await payers.addPlan("Desert", roles: "{physician}", states: "{AZ}")
        #expect(try await payers.answer().unbillable == ["Example: PPO"])
    }

    @Test(
        arguments: [
            ("submitted", nil, nil, nil, "pending", nil, nil),
            ("denied", nil, nil, nil, "denied", nil, nil),
            ("enrolled", "2026-05-01", nil, nil, "not_yet_effective", nil, "2026-05-01"),
            ("enrolled", "2026-01-01", nil, "2026-03-15", "revalidation_overdue", "2026-03-15", nil),
            ("terminated", "2026-01-01", "2026-03-31", nil, "ended", "2026-03-31", nil),
            ("enrolled", "2026-01-01", nil, "2026-04-01", nil, nil, nil),
            ("terminated", "2026-01-01", "2026-04-01", nil, nil, nil, nil),
        ] as [(String, String?, String?, String?, String?, String?, String?)])
    func `on April 1 by the enrollment's own days`(
        status: String, effective: String?, term: String?, due: String?, state: String?, until: String?, from: String?
    ) async throws {
        let payers = try await Billing()
        try await payers.enroll(status, effective, term, due)
        let answer = try await payers.answer()
        #expect(answer.verdict == .cleared)
        #expect(answer.reasons.first?.state == state)
        #expect(answer.reasons.first?.coversUntil?.description == until)
        #expect(answer.reasons.first?.coversFrom?.description == from)
    }

    @Test func `R14: a deactivation costs its days and no others, a night is cut at midnight`() async throws {
        let payers = try await Billing()
        let enrollment = try await payers.enroll("enrolled", "2026-01-01")
        try await payers.deactivate(enrollment, "2026-04-01", until: "2026-04-03")
        #expect(try await payers.answer("2026-03-31 20:00", "2026-04-01 00:00").reasons.isEmpty)
        let night = try await payers.answer("2026-03-31 20:00", "2026-04-01 04:00")
        let reason = try #require(night.reasons.first)
        #expect(reason.state == "deactivated" && reason.coversFrom == LocalDate("2026-04-03"))
        #expect(reason.days == [.init(from: LocalDate("2026-04-01")!, through: LocalDate("2026-04-01")!)])
        #expect(try await payers.answer("2026-04-03 00:00", "2026-04-03 08:00").reasons.isEmpty)
    }

    @Test func `asks about the payers that are named, or none`() async throws {
        let payers = try await Billing()
        let other = try await payers.addPlan("Other")
        #expect(try await payers.answer(payers: []).reasons.isEmpty)
        #expect(try await payers.answer(payers: [other]).unbillable == ["Other: PPO"])
        #expect(try await payers.answer().unbillable == ["Example: PPO, Other: PPO"])
    }

    @Test func `a practice's requirement makes it as severe as it says, for its days, and nobody overrides it`()
        async throws
    {
        let payers = try await Billing()
        try await payers.require(nil, "block", from: "2026-04-01", until: "2026-04-03")
        let blocked = try await payers.answer()
        #expect(blocked.verdict == .blocked && !blocked.mayWork)
        #expect(blocked.reasons.map(\.requirement) == ["enrollment"])
        #expect(try await payers.answer(payers: []).verdict == .cleared)
        #expect(try await payers.answer("2026-04-03 08:00", "2026-04-03 16:00").verdict == .cleared)
        try await payers.enroll("enrolled", "2026-01-01")
        #expect(try await payers.answer() == ClearanceAnswer(verdict: .cleared, reasons: []))
    }

    @Test func `a credential that a payer asks for is of its level, as severe as the requirement`() async throws {
        let payers = try await Billing()
        try await payers.enroll("enrolled", "2020-01-01")
        try await payers.require("acls", "warn")
        let answer = try await payers.answer()
        #expect(answer.verdict == .warn && answer.mayWork)
        #expect(answer.reasons.map(\.requirement) == ["acls"])
        #expect(answer.unbillable == ["Example: PPO"])
        #expect(answer.reasons.first?.isOfPayer == true)
        #expect(try await payers.answer(payers: []).reasons.isEmpty)
    }

    @Test func `requirements of a payer are typed, listed and ended like any other`() async throws {
        let payers = try await Billing()
        let administrator = payers.world.caller("administrator")
        let choices = try await payers.world.service.requirementChoices(as: administrator)
        var fields = [
            "role": "physician", "type": "enrollment", "severity": "warn", "starts": choices.today.description,
            "citation": "Contract with Example",
        ]
        #expect(throws: FieldErrors.self) { try RequirementDraft({ fields[$0] }, among: choices) }
        fields["plan"] = payers.plan.description
        let id = try await payers.world.service.add(
            try RequirementDraft({ fields[$0] }, among: choices), as: administrator)
        let row = try #require(
            try await payers.world.service.requirements(as: administrator).first { $0.id == id })
        #expect((row.type, row.plan, row.occasion) == ("enrollment", payers.plan, "every shift billed to Example: PPO"))
        let hours = ("\(choices.today) 08:00", "\(choices.today) 16:00")
        #expect(try await payers.answer(hours.0, hours.1).verdict == .warn)
        try await payers.world.service.endRequirement(id, on: choices.today, as: administrator)
        #expect(try await payers.answer(hours.0, hours.1).verdict == .cleared)
    }

    @Test func `R17: answers what was known of the enrollment then`() async throws {
        let payers = try await Billing()
        try await payers.enroll("enrolled", "2026-01-01")
        for (ago, isKnown) in [("0 days", true), ("1 day", false)] {
            let reasons = try await payers.world.read(
                """
                SELECT k.reasons::text
                  FROM praxis.clinic c
                 CROSS JOIN LATERAL praxis.clearance_asof(
                            \(payers.rao), c.clinic_id, 'physician', '2026-04-01 14:00Z', '2026-04-01 22:00Z',
                            now() - \(ago)::text::interval) k
                 WHERE c.slug = 'denver'
                """, as: "specialist")
            #expect(reasons?.contains("enrollment") == !isKnown, "\(ago)")
        }
    }
}

/// Dr Rao, who may work at Denver, and a payer's plan that asks physicians to be enrolled.
private struct Billing {
    let world: World
    let rao: Person.ID
    let plan: PayerPlan.ID

    init() async throws {
        self.world = try await World()
        self.rao = try await self.world.physician("Rao", "CO", "2024-04-01..2028-03-31")
        self.plan = PayerPlan.ID.make()
        try await self.addPlan("Example", id: self.plan)
    }

    @discardableResult
    func addPlan(
        _ payer: String, roles: String = "{physician}", states: String = "{}", id: PayerPlan.ID = .make()
    ) async throws -> PayerPlan.ID {
        try await self.world.tell(
            """
            INSERT INTO praxis.payer_plan
                   (practice_id, plan_id, payer, name, line, kind, backdate_days, roles, states, starts_on, created_by)
            VALUES (\(self.world.practice), \(id), \(payer), 'PPO', 'ppo', 'commercial', 365, \(roles)::text::text[],
                    \(states)::text::text[], '2015-01-01', \(self.world.practice))
            """)
        return id
    }

    @discardableResult
    func enroll(
        _ status: String, _ effective: String? = nil, _ term: String? = nil, _ due: String? = nil
    ) async throws -> Enrollment.ID {
        let id = Enrollment.ID.make()
        let begins = effective.flatMap { LocalDate($0) }
        try await self.world.tell(
            """
            INSERT INTO praxis.enrollment
                   (practice_id, clinic_id, enrollment_id, person_id, plan_id, status, participating, submitted_on,
                    effective_on, term_on, revalidation_due_on, created_by)
            SELECT practice_id, clinic_id, \(id), \(self.rao), \(self.plan), \(status),
                   CASE WHEN \(begins)::date IS NOT NULL THEN true END, coalesce(\(begins)::date, '2026-02-01'), \(begins),
                   \(term.flatMap { LocalDate($0) }), \(due.flatMap { LocalDate($0) }), practice_id
              FROM praxis.clinic
             WHERE practice_id = \(self.world.practice) AND slug = 'denver'
            """)
        return id
    }

    func deactivate(_ enrollment: Enrollment.ID, _ day: String, until end: String) async throws {
        try await self.world.tell(
            """
            INSERT INTO praxis.enrollment_deactivation
                   (practice_id, clinic_id, deactivation_id, enrollment_id, person_id, deactivated_on, received_on, reason,
                    created_by)
            SELECT e.practice_id, e.clinic_id, gen_random_uuid(), e.enrollment_id, e.person_id, \(LocalDate(day)),
                   \(LocalDate(end)), 'No answer', e.practice_id
              FROM praxis.enrollment e
             WHERE e.practice_id = \(self.world.practice) AND e.enrollment_id = \(enrollment)
            """)
    }

    /// What the plan asks of physicians: a kind of credential, or the enrollment.
    func require(_ type: String?, _ severity: String, from: String = "2000-01-01", until: String? = nil) async throws {
        try await self.world.tell(
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, type_code, severity, starts_on, ends_on, citation, plan_id,
                    created_by)
            VALUES (\(self.world.practice), gen_random_uuid(), 'physician', \(type), \(severity), \(LocalDate(from)),
                    \(until.flatMap { LocalDate($0) }), 'Contract', \(self.plan), \(self.world.practice))
            """)
    }

    /// Of a day at Denver: April 1 unless other hours are given.
    func answer(
        _ from: String = "2026-04-01 08:00", _ until: String = "2026-04-01 16:00", payers: [PayerPlan.ID]? = nil,
        as account: String = "specialist"
    ) async throws -> ClearanceAnswer {
        let rows = try await self.world.service.database.read(
            as: self.world.caller(account),
            Query<ClearanceAnswer>(
                """
                SELECT k.verdict, k.reasons
                  FROM (SELECT \(self.world.practice)::uuid AS practice_id) p
                 CROSS JOIN LATERAL (
                       SELECT coalesce((SELECT c.clinic_id FROM praxis.clinic c
                                         WHERE c.practice_id = p.practice_id AND c.slug = 'denver'), gen_random_uuid())) c (id)
                 CROSS JOIN LATERAL praxis.clearance(
                            \(self.rao), c.id, 'physician', \(from)::text::timestamp AT TIME ZONE 'America/Denver',
                            \(until)::text::timestamp AT TIME ZONE 'America/Denver', '{}',
                            \(payers?.map(\.uuid))::uuid[]) k
                """))
        return try #require(rows.first)
    }
}
