import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Claims of the excluded` {
    @Test func `R15: are held at plans with federal funds from the first day, which finance sees without the reason`()
        async throws
    {
        let desk = try await HoldDesk()
        #expect(try await desk.holds().isEmpty)
        let match = try await desk.exclude()
        let held = [HeldDays(from: desk.day, through: nil)]
        #expect(try await desk.holds() == ["Medicare: Part B": held, "Unsaid: Plan": held])
        let file = try await desk.service.file(of: desk.fay, as: desk.world.caller("finance"))
        #expect(file.enrollments.filter(\.isBillable).map(\.planTitle) == ["Example: PPO"])
        #expect(Set(file.missing.filter(\.isHeld).map(\.planTitle)) == ["Medicare: Part B", "Unsaid: Plan"])
        #expect(file.missing.first?.sentence == "Not billable for Medicare: Part B: hold claims")
        let listed = try await desk.service.enrollments(
            EnrollmentFilter(isHeld: true), as: desk.world.caller("finance"))
        #expect(listed.map(\.planTitle).sorted() == ["Medicare: Part B", "Unsaid: Plan"])
        // Not what was matched, and not that it is an exclusion.
        await #expect(throws: CredentialingError.unknown) {
            _ = try await desk.world.service.match(match, as: desk.world.caller("finance"))
        }
        let state = try await desk.world.read("SELECT count(*)::text FROM praxis.screening_state", as: "finance")
        #expect(state == "0")
    }

    @Test func `R15: a site's manager sees them of the own clinic`() async throws {
        let desk = try await HoldDesk()
        try await desk.exclude()
        try await desk.world.addAccount("elsewhere", "site_manager", clinic: "chicago")
        let all: SQL = "SELECT count(*)::text FROM praxis.enrollment_hold"
        #expect(try await desk.world.read(all, as: "manager") == "2")
        #expect(try await desk.world.read(all, as: "elsewhere") == "0")
        #expect(try await desk.world.read(all, as: "staff") == "0")
        #expect(try await desk.world.read(all, as: "finance") == "4")
        await #expect(throws: EnrollmentError.unknown) {
            _ = try await desk.service.file(of: desk.fay, as: desk.world.caller("elsewhere"))
        }
    }

    @Test func `R15: end with the exclusion, and stay held for its days`() async throws {
        let desk = try await HoldDesk()
        let match = try await desk.exclude()
        let end = desk.day.adding(days: 10)
        try await desk.decide(match, "propose_confirm", "reinstated", end, after: 2, "specialist")
        #expect(try await desk.holds()["Medicare: Part B"] == [HeldDays(from: desk.day, through: nil)])
        try await desk.decide(match, "confirmed", "reinstated", end, after: 3, "director")
        #expect(
            try await desk.holds()["Medicare: Part B"] == [HeldDays(from: desk.day, through: end.adding(days: -1))])
        let file = try await desk.service.file(of: desk.fay, as: desk.world.caller("finance"))
        #expect(file.missing.isEmpty && file.enrollments.filter(\.isBillable).count == 3)
    }

    @Test func `R15: are not held where the exclusion is waived`() async throws {
        let desk = try await HoldDesk()
        let waived = desk.day.adding(days: 5)
        let match = try await desk.world.findFuture(excludedOn: desk.day, waiver: "\(waived.digits),CO")
        try await desk.decide(match, "propose_confirm", "waived", nil, after: 0, "specialist")
        try await desk.decide(match, "confirmed", "waived", nil, after: 1, "director")
        #expect(
            try await desk.holds()["Medicare: Part B"] == [HeldDays(from: desk.day, through: waived.adding(days: -1))])
        let elsewhere = try await desk.world.read(
            """
            SELECT DISTINCT h.days::text FROM praxis.enrollment_hold h JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE c.slug = 'phoenix'
            """, as: "finance")
        #expect(elsewhere == "{[\(desk.day),)}")
    }

    @Test func `R15: are held in what a clearance says of payers`() async throws {
        let desk = try await HoldDesk()
        try await desk.exclude()
        let day = desk.today
        let answer = try await desk.world.clearance(
            desk.fay, role: "front_desk", "\(day) 08:00", "\(day) 16:00", as: "administrator")
        let held = answer.reasons.filter { $0.isOfPayer && $0.state == "hold" }
        #expect(held.map(\.sentence) == ["Hold claims to Medicare: Part B, Unsaid: Plan"])
        #expect(answer.unbillable == ["Medicare: Part B, Unsaid: Plan"])
        let before = desk.day.adding(days: -1)
        let past = try await desk.world.clearance(
            desk.fay, role: "front_desk", "\(before) 08:00", "\(before) 16:00", as: "administrator")
        #expect(past.unbillable.isEmpty)
    }

    @Test func `R15: of what was worked name the plans of the day`() async throws {
        let desk = try await HoldDesk()
        _ = try await desk.world.work(desk.fay, at: "denver", on: desk.day.adding(days: 1), from: 8, hours: 8)
        _ = try await desk.world.work(desk.fay, at: "phoenix", on: desk.day.adding(days: 2), from: 8, hours: 8)
        let match = try await desk.exclude()
        let findings = try await desk.world.service.match(match, as: desk.world.caller("director")).findings
        #expect(findings.map(\.plans) == [["Example: PPO", "Medicare: Part B", "Unsaid: Plan"], []])
        #expect(findings.map(\.heldPlans) == [["Medicare: Part B", "Unsaid: Plan"], []])
    }
}

/// Fay, who works at Denver and Phoenix and is enrolled at Denver with Medicare, a private plan and one that does not say.
private struct HoldDesk {
    let world: World
    let service: EnrollmentService
    let fay: Person.ID
    let today = Zone.utc.today(at: .now())

    /// The first day of the exclusion.
    var day: LocalDate { self.today.adding(days: -20) }

    init() async throws {
        self.world = try await World()
        self.service = EnrollmentService(database: self.world.service.database)
        self.fay = try await self.world.person(
            "Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver", "phoenix")
        try await self.world.addAccount("finance", "finance")
        for (payer, name, kind, line) in [
            ("Medicare", "Part B", "medicare", "part_b"), ("Example", "PPO", "commercial", "ppo"),
            ("Unsaid", "Plan", "other", "other"),
        ] {
            try await self.world.tell(
                """
                INSERT INTO praxis.payer_plan
                       (practice_id, plan_id, payer, name, line, kind, roles, states, starts_on, created_by)
                VALUES (\(self.world.practice), gen_random_uuid(), \(payer), \(name), \(line), \(kind), '{front_desk}', '{CO}',
                        '2015-01-01', \(self.world.practice))
                """)
        }
        try await self.world.tell(
            """
            INSERT INTO praxis.enrollment
                   (practice_id, clinic_id, enrollment_id, person_id, plan_id, status, participating, submitted_on,
                    first_service_on, effective_on, revalidation_due_on, created_by)
            SELECT c.practice_id, c.clinic_id, gen_random_uuid(), \(self.fay), p.plan_id, 'enrolled', true, '2020-01-01',
                   '2020-01-01', '2020-01-01', '2999-01-01', c.practice_id
              FROM praxis.clinic c
              JOIN praxis.payer_plan p USING (practice_id)
             WHERE c.practice_id = \(self.world.practice) AND c.slug = 'denver'
            """)
    }

    /// Two people confirm that she is excluded.
    @discardableResult
    func exclude() async throws -> ScreeningMatch.ID {
        let match = try await self.world.findFuture(excludedOn: self.day)
        try await self.world.confirmOnlyMatch()
        return match
    }

    func decide(
        _ match: ScreeningMatch.ID, _ decision: String, _ reason: String, _ day: LocalDate?, after step: Int,
        _ account: String
    ) async throws {
        let fields = ["decision": decision, "reason": reason, "ended_on": day?.description]
        _ = try await self.world.service.review(
            match, after: step, DispositionDraft(compared: ["name"]) { fields[$0] ?? nil },
            as: self.world.caller(account))
    }

    /// What finance sees at Denver, by plan.
    func holds() async throws -> [String: [HeldDays]] {
        let file = try await self.service.file(of: self.fay, as: self.world.caller("finance"))
        let rows = file.enrollments.filter { !$0.holds.isEmpty }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.planTitle, $0.holds) })
    }
}
