import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Clearance by rules of their day` {
    private let hours = ("08:00", "16:00")

    @Test func `R4: a shift is judged by the requirements of its own day`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.require("acls", from: "2026-06-01", until: "2026-07-01")
        for (day, verdict) in [
            ("2026-05-31", ClearanceVerdict.cleared), ("2026-06-01", .blocked), ("2026-06-30", .blocked),
            ("2026-07-01", .cleared),
        ] {
            #expect(try await world.clearance(rao, "\(day) 08:00", "\(day) 16:00").verdict == verdict, "\(day)")
        }
        let over = try await world.clearance(rao, "2026-05-31 20:00", "2026-06-01 04:00")
        #expect(over.reasons[0].days == [.init(from: LocalDate("2026-06-01")!, through: LocalDate("2026-06-01")!)])
        #expect(over.reasons[0].ruleVersion != nil)
    }

    @Test func `requirements are added from today on and ended, and no compact is for advanced practice`() async throws
    {
        let world = try await World()
        let administrator = world.caller("administrator")
        let choices = try await world.service.requirementChoices(as: administrator)
        var fields = [
            "role": "physician", "type": "acls", "severity": "block", "starts": choices.today.description,
            "citation": "House rule",
        ]
        let id = try await world.service.add(
            try RequirementDraft({ fields[$0] }, among: choices), as: administrator)
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (today, before) = (choices.today, choices.today.adding(days: -1))
        #expect(try await world.clearance(rao, "\(today) 08:00", "\(today) 16:00").reasons.map(\.state) == ["missing"])
        #expect(try await world.clearance(rao, "\(before) 08:00", "\(before) 16:00").verdict == .cleared)
        try await world.service.endRequirement(id, on: today.adding(days: 1), as: administrator)
        let after = today.adding(days: 1)
        #expect(try await world.clearance(rao, "\(after) 08:00", "\(after) 16:00").verdict == .cleared)
        await #expect(throws: CredentialingError.alreadyEnded) {
            try await world.service.endRequirement(id, on: today.adding(days: 2), as: administrator)
        }
        fields["starts"] = before.description
        #expect(throws: FieldErrors.self) { try RequirementDraft({ fields[$0] }, among: choices) }
        fields = fields.merging(
            ["role": "nurse_practitioner", "type": "aprn_license", "compact": "on", "starts": today.description]
        ) { $1 }
        await #expect(throws: CredentialingError.noCompact) {
            _ = try await world.service.add(
                try RequirementDraft({ fields[$0] }, among: choices), as: administrator)
        }
        await #expect(throws: (any Error).self) {
            _ = try await world.service.add(
                try RequirementDraft({ ["role": "physician", "type": "acls"][$0] ?? fields[$0] }, among: choices),
                as: world.caller("specialist"))
        }
    }

    @Test func `R9: an advanced practice nurse is never cleared by the compact`() async throws {
        let world = try await World()
        let nora = try await world.person(
            "Nora", "Novak", born: "1985-01-01", role: "nurse_practitioner", at: "phoenix")
        for type in ["malpractice", "bls"] { try await world.credential(type, of: nora, "2020-01-01..2999-12-31") }
        try await world.credential("rn_license", "CO", of: nora, multistate: true, "2020-01-01..2999-12-31")
        try await world.credential("aprn_license", "CO", of: nora, multistate: true, "2020-01-01..2999-12-31")
        let answer = try await world.clearance(
            nora, at: "phoenix", role: "nurse_practitioner", "2026-05-02 08:00", "2026-05-02 16:00", as: "administrator"
        )
        #expect(answer.reasons.map(\.requirement) == ["aprn_license"])
        #expect(answer.reasons.map(\.state) == ["missing"])
    }

    @Test func `R9: who moved to another compact state has 60 days to apply there`() async throws {
        let world = try await World()
        let nurse = try await world.person(
            "Nia", "Nurse", born: "1990-01-01", role: "registered_nurse", at: "phoenix", "denver")
        try await world.credential("bls", of: nurse, "2024-01-01..2028-01-01")
        try await world.credential("rn_license", "CO", of: nurse, multistate: true, "2024-01-01..2028-01-01")
        func asked(_ day: String) async throws -> ClearanceAnswer {
            try await world.clearance(
                nurse, at: "phoenix", role: "registered_nurse", "\(day) 08:00", "\(day) 16:00", as: "administrator")
        }
        func lives(_ state: String, _ day: String, applied: String? = nil) async throws {
            let fields = ["state": state, "starts": day, "applied": applied]
            _ = try await world.service.add(
                try ResidenceDraft { fields[$0] ?? nil }, of: nurse, as: world.caller("specialist"))
        }
        try await lives("CO", "2020-01-01")
        try await lives("AZ", "2026-03-01")
        #expect(try await asked("2026-04-30").verdict == .cleared)
        let late = try await asked("2026-05-01")
        #expect(late.verdict == .warn)
        #expect(late.reasons.map(\.state) == ["moved"])
        // Away from a member state again, the rule has nothing to say.
        try await lives("IL", "2026-09-01")
        #expect(try await asked("2026-12-01").verdict == .cleared)
        try await world.tell(
            """
            INSERT INTO praxis.practice_rule
                   (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'nlc.residence', '2026-06-01', 'House rule',
                    '{"days": 60, "severity": "block"}', \(world.practice))
            """)
        #expect(try await asked("2026-05-31").verdict == .warn, "by the rule of that day")
        #expect(try await asked("2026-06-01").verdict == .blocked)
    }

    @Test func `telehealth is licensed where the patient is`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let service = ["telehealth_az"]
        let answer = try await world.clearance(rao, "2026-05-02 08:00", "2026-05-02 16:00", services: service)
        #expect(answer.reasons.map(\.jurisdiction) == ["AZ"])
        try await world.credential("medical_license", "AZ", of: rao, "2020-01-01..2999-12-31")
        #expect(
            try await world.clearance(rao, "2026-05-02 08:00", "2026-05-02 16:00", services: service).verdict
                == .cleared)
    }

    @Test func `C12: a registration that can still be reinstated blocks its service, and nothing else`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.credential("dea", "CO", of: rao, "2023-04-01..2026-03-31")
        let service = ["controlled_substances"]
        let lapsed = try await world.clearance(rao, "2026-04-10 08:00", "2026-04-10 16:00", services: service)
        #expect(lapsed.reasons.map(\.requirement) == ["dea"])
        #expect(lapsed.reasons.map(\.state) == ["expired"])
        #expect(try await world.clearance(rao, "2026-04-10 08:00", "2026-04-10 16:00").verdict == .cleared)
    }

    @Test(arguments: [(1, ClearanceVerdict.cleared), (2, .warn), (3, .blocked)])
    func `months without screening warn and then block, as the practice's rule says`(
        months: Int, verdict: ClearanceVerdict
    ) async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.tell(
            """
            UPDATE praxis.screening_run
               SET finished_at = date_trunc('month', now()) - \(months) * interval '1 month' + interval '10 days',
                   started_at = date_trunc('month', now()) - \(months) * interval '1 month' + interval '10 days'
             WHERE practice_id = \(world.practice)
            """,
            "UPDATE praxis.person_name SET created_at = '2020-01-01' WHERE practice_id = \(world.practice)")
        let answer = try await world.clearance(rao, "2030-05-02 08:00", "2030-05-02 16:00")
        #expect(answer.verdict == verdict)
        #expect(answer.reasons.map(\.state) == (verdict == .cleared ? [] : ["stale_monitoring"]))
    }

    @Test func `comparisons with a list that was old by then are none`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        func verdict() async throws -> ClearanceVerdict {
            try await world.clearance(rao, "2030-05-02 08:00", "2030-05-02 16:00").verdict
        }
        #expect(try await verdict() == .cleared)
        func list(_ months: Int) async throws {
            try await world.tell(
                "SET LOCAL session_replication_role = replica",
                """
                UPDATE praxis.screening_run
                   SET lists = jsonb_build_array(jsonb_build_object(
                           'list', 'leie', 'kind', 'full',
                           'month', (date_trunc('month', now()) - \(months) * interval '1 month')::date))
                 WHERE practice_id = \(world.practice)
                """,
                "UPDATE praxis.practice SET created_at = '2020-01-01' WHERE practice_id = \(world.practice)")
        }
        try await list(1)
        #expect(try await verdict() == .cleared)
        try await list(2)
        #expect(try await verdict() == .blocked, "somebody pressed the button, with a list of long ago")
    }
}
