import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Undoing an import of many people` {
    @Test func `withdraws fifteen hundred people at once, each on record and in the audit trail`() async throws {
        let world = try await World()
        let id = try await world.brought(1_500)
        #expect(try await world.undo(id) == 1_500 * 4)
        let kept = try await world.ask(
            """
            SELECT (SELECT count(*) FROM praxis.person_withdrawn WHERE practice_id = \(world.practice)) || ' '
                   || (SELECT count(*) FROM praxis.appointment_withdrawn WHERE practice_id = \(world.practice))
            """, as: String.self)
        #expect(kept == "1500 1500")
        let left = try await world.ask(
            """
            SELECT (SELECT count(*) FROM praxis.person WHERE family_name LIKE 'Many%')
                   + (SELECT count(*) FROM praxis.employment WHERE practice_id = \(world.practice))
            """, as: Int.self)
        #expect(left == 0)
        let told = try await world.ask(
            """
            SELECT count(DISTINCT object_id) || ' ' || count(*) FROM praxis.audit_event
             WHERE practice_id = \(world.practice) AND action = 'people.person.withdraw'
            """, as: String.self)
        #expect(told == "1500 1500")
    }

    @Test func `finds who is in the way among many`() async throws {
        let world = try await World()
        let id = try await world.brought(250)
        func somebody(_ number: Int) async throws -> Person.ID {
            try #require(
                try await world.ask(
                    """
                    SELECT person_id FROM praxis.person WHERE family_name LIKE 'Many%'
                     ORDER BY family_name OFFSET \(number) LIMIT 1
                    """, as: Person.ID.self))
        }
        try await world.credential("rn_license", "CO", of: somebody(3), "2024-01-01..2027-01-01?")
        try await world.credential("rn_license", "CO", of: somebody(200), "2024-01-01..2027-01-01?")
        let changed = try await somebody(120)
        try await world.tell(
            "UPDATE praxis.person SET phone = '1', version = version + 1 WHERE person_id = \(changed)")
        await #expect {
            try await world.undo(id)
        } throws: { error in
            guard case ImportError.inUse(3, let uses, false) = error else { return false }
            return uses.map(\.what).sorted() == ["changed person", "credential", "credential"]
        }
        #expect(try await world.ask("SELECT count(*) FROM praxis.import_withdrawn", as: Int.self) == 0)
    }

    @Test func `stops looking where hundreds are in the way`() async throws {
        let world = try await World()
        let id = try await world.brought(420)
        try await world.tell(
            """
            INSERT INTO praxis.credential
                   (practice_id, credential_id, person_id, type_code, state, number, number_normalized, created_by)
            SELECT p.practice_id, gen_random_uuid(), p.person_id, 'rn_license', 'CO', 'X1', 'X1', p.practice_id
              FROM praxis.person p WHERE p.family_name LIKE 'Many%'
            """)
        await #expect {
            try await world.undo(id)
        } throws: { error in
            guard case ImportError.inUse(let total, let uses, true) = error else { return false }
            return total == 300 && uses.count == 20
        }
    }
    @Test func `is refused for more people than go at once, before any has gone`() async throws {
        let world = try await World()
        let id = try await world.brought(1)
        try await world.tell(
            """
            INSERT INTO praxis.import_effect (practice_id, batch_id, kind, object_id, subject_id)
            SELECT \(world.practice), \(id), 'person', g.id, g.id
              FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, 10000)) g
            """)
        await #expect(throws: ImportError.tooLarge(people: 10_001, most: 10_000)) { try await world.undo(id) }
        #expect(try await world.people(named: "Many00001") == 1)
    }
}
