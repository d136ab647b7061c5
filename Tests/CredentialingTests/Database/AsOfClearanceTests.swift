import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Clearance as it was known` {
    /// The answers about everybody on a few days, as text.
    private func answers(_ world: World, _ people: [Person.ID], _ days: [LocalDate], known: Instant) async throws
        -> [String]
    {
        var answers: [String] = []
        for person in people {
            for day in days {
                let answer = try await world.clearance(person, day, known: known)
                answers.append("\(day) \(answer.verdict) \(answer.reasons.map(\.sentence))")
            }
        }
        return answers
    }

    @Test func `stays what it was, whatever is recorded later`() async throws {
        let world = try await World()
        let today = try await world.today()
        let days = [-40, -1, 0, 1, 40].map(today.adding(days:))
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let low = try await world.physician(
            "Low", "CO", "2020-01-01..\(today.adding(days: -20))", "2020-01-01..2999-12-31?")
        let out = try await world.physician("Out", "CO", "2020-01-01..2999-12-31")
        try await world.require("acls", from: today.adding(days: -10).description)
        let people = [rao, low, out]
        let mark = try await world.mark()
        let before = try await self.answers(world, people, days, known: mark)

        // Everything that clearance looks at, changed.
        let practice = world.practice
        try await world.exclude(out, from: today.adding(days: -30))
        for person in people {
            for type in ["acls", "bls"] {
                try await world.tell(
                    """
                    INSERT INTO praxis.credential_status
                           (practice_id, status_id, person_id, credential_id, status, starts_on, source, created_by)
                    SELECT practice_id, gen_random_uuid(), person_id, credential_id, 'suspended', \(today.adding(days: -35)),
                           'Issuer', practice_id
                      FROM praxis.credential WHERE person_id = \(person) AND type_code = \(type)
                    """)
            }
        }
        try await world.tell(
            "UPDATE praxis.requirement SET ends_on = starts_on WHERE practice_id = \(practice) AND type_code = 'acls'",
            "UPDATE praxis.requirement SET ends_on = \(today) WHERE practice_id = \(practice) AND type_code = 'malpractice'",
            "UPDATE praxis.appointment SET ends_on = \(today), version = version + 1 WHERE person_id = \(rao)",
            "UPDATE praxis.appointment SET ends_on = \(today.adding(days: 1)), version = version + 1 WHERE person_id = \(rao)",
            "UPDATE praxis.person SET family_name = 'Raoul', version = version + 1 WHERE person_id = \(rao)",
            """
            UPDATE praxis.screening_import SET state = 'withdrawn', withdrawn_at = now(), withdrawn_by = \(practice)
             WHERE practice_id = \(practice) AND file_name = 'empty.csv'
            """,
            """
            INSERT INTO praxis.practice_rule
                   (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(practice), gen_random_uuid(), 'house.monitoring', '2020-01-01', 'Own',
                    '{"warn_months": 0, "block_months": 0}', \(practice))
            """,
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, type_code, severity, starts_on, citation, created_by)
            VALUES (\(practice), gen_random_uuid(), 'physician', 'pals', 'block', '2020-01-01', 'House rule', \(practice))
            """)
        try await world.term("\(today.adding(days: -19))..2999-12-31", of: try await self.license(world, low), low)

        #expect(try await self.answers(world, people, days, known: mark) == before)
        let now = try await self.answers(world, people, days, known: try await world.mark())
        #expect(zip(before, now).allSatisfy { $0 != $1 }, "each of them is another answer now")
    }

    private func license(_ world: World, _ person: Person.ID) async throws -> Credential.ID {
        try #require(
            try await world.ask(
                "SELECT credential_id FROM praxis.credential WHERE person_id = \(person) AND type_code = 'medical_license'",
                as: Credential.ID.self))
    }

    @Test func `is never what a writing transaction judges by`() async throws {
        let world = try await World()
        let today = try await world.today()
        let day = today.adding(days: 2)
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let shift = try await world.shift(on: day)
        let mark = try await world.mark()
        try await world.bar("suspended", try await self.license(world, rao), of: rao, from: today)
        #expect(try await world.clearance(rao, day, known: mark).verdict == .cleared)
        let database = world.service.database
        let manager = world.caller("manager")
        // The setting by hand, and the assignment that it would let pass.
        let refused = await #expect(throws: PostgresError.self) {
            try await database.write(as: manager) { transaction in
                try await transaction.run(
                    "SELECT set_config('praxis.known', \(mark.description), true)",
                    """
                    INSERT INTO praxis.assignment (clinic_id, assignment_id, shift_id, person_id)
                    SELECT clinic_id, gen_random_uuid(), shift_id, \(rao) FROM praxis.shift WHERE shift_id = \(shift)
                    """)
            }
        }
        #expect(refused?.refusal?.code == "not_cleared")
        let written = await #expect(throws: PostgresError.self) {
            try await database.write(as: manager) { transaction in
                try await transaction.run("SELECT praxis.know_as_of(\(mark))")
            }
        }
        #expect(written?.sqlState?.rawValue == "55000")
        let future = await #expect(throws: PostgresError.self) {
            try await world.clearance(rao, day, known: mark.adding(minutes: 90))
        }
        #expect(future?.refusal?.code == "known_in_future")
    }

    @Test func `a day is the clinic's: in Phoenix it begins and ends seven hours after UTC's`() async throws {
        let world = try await World()
        let today = try await world.today()
        let last = today.adding(days: -4)
        let rao = try await world.physician("Rao", "AZ", "2020-01-01..\(last)", at: ["phoenix"])
        let now = try await world.mark()
        #expect(try await world.clearance(rao, last, known: now, at: "phoenix", as: "specialist").verdict == .cleared)
        let next = try await world.clearance(rao, last.adding(days: 1), known: now, at: "phoenix", as: "specialist")
        #expect(next.reasons.map(\.state) == ["expired"])
        #expect(next.reasons[0].days?.map(\.from) == [last.adding(days: 1)])
        // The last hours of the day in Phoenix are the next day in UTC already, and still covered.
        let midnight = Zone.utc.start(of: last.adding(days: 1))
        let evening = (from: midnight.adding(minutes: 60), until: midnight.adding(minutes: 7 * 60))
        #expect(
            try await world.clearance(rao, last, known: now, during: evening, at: "phoenix", as: "specialist").verdict
                == .cleared)
    }
}
