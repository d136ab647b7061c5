import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Clearance and its surroundings` {
    private let from = "2026-06-01 08:00"
    private let until = "2026-06-01 16:00"

    @Test func `a site's manager learns of strangers only that they are not appointed there`() async throws {
        let world = try await World()
        let stranger = try await world.physician("Stranger", "IL", "2020-01-01..2999-12-31", at: ["chicago"])
        let told = try await world.clearance(stranger, self.from, self.until, as: "manager")
        #expect(told.verdict == .blocked)
        #expect(told.reasons.map(\.requirement) == ["appointment"])
        let whole = try await world.clearance(stranger, self.from, self.until, as: "specialist")
        #expect(Set(whole.reasons.map(\.requirement)) == ["appointment", "medical_license"])
    }

    @Test func `telehealth asks for what the patient's state asks for`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.credential("medical_license", "TX", of: rao, "2020-01-01..2999-12-31")
        try await world.tell(
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, state, type_code, severity, jurisdiction, starts_on, citation,
                    created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'physician', 'TX', 'pals', 'block', 'any', '2000-01-01', 'Texas',
                    \(world.practice))
            """)
        #expect(try await world.clearance(rao, self.from, self.until).verdict == .cleared)
        let texas = try await world.clearance(rao, self.from, self.until, services: ["telehealth_tx"])
        #expect(texas.reasons.map(\.requirement) == ["pals"])
        await #expect(throws: PostgresError.self, "of a service that is none nothing would be asked") {
            _ = try await world.shift(on: LocalDate("2026-06-01")!, services: ["telehealth_TX"])
        }
    }

    @Test func `one rule is in force on a day, whichever way it is asked for`() async throws {
        let world = try await World()
        try await world.tell(
            """
            INSERT INTO praxis.practice_rule
                   (practice_id, rule_id, rule_key, effective_from, effective_to, citation, params, created_by)
            SELECT \(world.practice), gen_random_uuid(), 'house.monitoring', v.starts, v.ends, 'Board',
                   jsonb_build_object('warn_months', 1, 'block_months', v.months), \(world.practice)
              FROM (VALUES (DATE '2026-01-01', NULL::date, 3), ('2026-10-01', '2026-11-01', 4), ('2026-10-10', '2026-10-20', 5),
                           ('2025-05-01', '2025-06-01', 6)) v (starts, ends, months)
            """)
        let differing = try await world.ask(
            """
            SELECT count(*)
              FROM generate_series(DATE '2025-04-01', '2026-12-31', interval '1 day') d
              LEFT JOIN LATERAL praxis_private.rule_on(\(world.practice), 'house.monitoring', d::date) o ON true
             WHERE o.version IS DISTINCT FROM (
                   SELECT string_agg(s.version, ', ')
                     FROM praxis_private.rule_spans(\(world.practice), 'house.monitoring') s
                    WHERE s.days @> d::date)
            """, as: Int.self)
        #expect(differing == 0)
    }

    @Test func `a clinic that moves has its shifts judged anew, and none after people have worked there`() async throws
    {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.assign(rao, to: try await world.shift(on: today.adding(days: 3)))
        func move(_ state: String) async throws {
            try await world.tell(
                "UPDATE praxis.clinic SET state = \(state) WHERE practice_id = \(world.practice) AND slug = 'denver'")
        }
        try await move("NM")
        #expect(try await world.conflicts(of: rao) == 1)
        try await move("CO")
        let earlier = today.adding(days: -3)
        try await world.assign(rao, to: try await world.shift(on: earlier))
        let refused = await #expect(throws: PostgresError.self) { try await move("NM") }
        #expect(refused?.raised?.code == "clinic_has_past_shifts")
        let elsewhere = await #expect(throws: PostgresError.self) {
            try await world.tell(
                "UPDATE praxis.clinic SET zone = 'Asia/Tokyo' WHERE practice_id = \(world.practice) AND slug = 'denver'"
            )
        }
        #expect(elsewhere?.raised?.code == "clinic_has_past_shifts")
    }

    @Test func `a policy by which open matches block tells of the shifts that it stops`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.match(rao, from: today.adding(days: -1))
        try await world.assign(rao, to: try await world.shift(on: today.adding(days: 3)))
        #expect(try await world.conflicts(of: rao) == 0, "the practice lets them work meanwhile")
        try await world.tell(
            """
            INSERT INTO praxis.screening_policy (practice_id, pending, changed_by)
            VALUES (\(world.practice), 'block', \(world.practice))
                ON CONFLICT (practice_id) DO UPDATE SET pending = excluded.pending
            """)
        #expect(try await world.conflicts(of: rao) == 1)
    }
}
