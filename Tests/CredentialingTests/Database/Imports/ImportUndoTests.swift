import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Undoing an import` {
    @Test func `withdraws all that a staff file made, keeps it on record and frees its numbers`() async throws {
        let world = try await World()
        let row = "Maria,Sample,RN,1985-02-03,maria@example.org,E1,1000000004,2026-01-05"
        let id = try await world.importStaff([row])
        let made = try await world.imports.batch(id, as: world.caller("specialist", denver))
        #expect(made.0.state == .undoable)
        #expect(made.0.made == ["person": 1, "person_identifier": 1, "employment": 1, "appointment": 1])
        #expect(try await world.undo(id) == 4)
        #expect(try await world.people(named: "Sample") == 0)
        let (batch, subjects) = try await world.imports.batch(id, as: world.caller("specialist", denver))
        #expect(batch.state == .undone && batch.undoReason == "the wrong file")
        #expect(subjects.map(\.name) == ["Sample, Maria"] && subjects.map(\.isWithdrawn) == [true])
        let kept = try await world.ask(
            "SELECT content ->> 'npi' FROM praxis.import_withdrawn WHERE kind = 'person'", as: String.self)
        #expect(kept == "1000000004")
        let events = try await world.ask(
            """
            SELECT string_agg(action, ' ' ORDER BY seq) FROM praxis.audit_event WHERE reason = 'the wrong file'
            """, as: String.self)
        #expect(events == "people.person.withdraw credentialing.import.undo")
        await #expect(throws: ImportError.alreadyUndone) { try await world.undo(id) }
        _ = try await world.importStaff([row])
        #expect(try await world.people(named: "Sample") == 1, "the number is free for the right file")
    }

    @Test func `gives people whom a provider file changed what they had, and leaves no name behind`() async throws {
        let world = try await World()
        let known = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        let text = """
            NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name,\
            Provider Business Practice Location Address Telephone Number,Healthcare Provider Taxonomy Code_1,\
            Provider License Number_1,Provider License Number State Code_1,Date of Birth
            1000000004,1,MISTAKE,ASHA,3035550100,207Q00000X,DR.41,CO,1980-01-01
            """
        let caller = world.caller("specialist", denver)
        let id = try await world.service.preview(
            ProviderUpload(fileName: "p.csv", source: .bytes(Array(text.utf8)), startsOn: LocalDate("2026-01-01")!),
            as: caller)
        try await world.service.confirm(id, version: 1, as: caller)
        #expect(try await world.people(named: "Mistake") == 1)
        let batch = ImportBatch.ID(id.uuid)
        #expect(
            try await world.imports.batch(batch, as: caller).0.made
                == [
                    "change": 1, "person_name": 1, "employment": 1, "appointment": 1, "credential": 1,
                    "person_taxonomy": 1,
                ])
        try await world.undo(batch)
        let person = try await world.ask(
            """
            SELECT p.given_name || ' ' || p.family_name || ' ' || coalesce(p.phone, 'no phone') || ' '
                   || (SELECT count(*) FROM praxis.person_name n WHERE n.person_id = p.person_id) || ' '
                   || (SELECT count(*) FROM praxis.credential k WHERE k.person_id = p.person_id) || ' '
                   || (SELECT count(*) FROM praxis.employment e WHERE e.person_id = p.person_id)
              FROM praxis.person p WHERE p.person_id = \(known)
            """, as: String.self)
        #expect(person == "Asha Rao no phone 0 0 0")
    }

    @Test func `is refused as a whole, naming who depends on it, once something does`() async throws {
        let world = try await World()
        let id = try await world.importStaff([
            "Maria,Sample,RN,1985-02-03,,E1,,2026-01-05", "Bo,Berg,Front desk,,,E2,,2026-01-05",
        ])
        let maria = try await world.ask(
            "SELECT person_id FROM praxis.person WHERE family_name = 'Sample'", as: Person.ID.self)
        let person = try #require(maria)
        try await world.credential("rn_license", "CO", of: person, "2024-01-01..2027-01-01?")
        await #expect(throws: ImportError.inUse(total: 1, [.init(name: "Maria Sample", what: "credential")])) {
            try await world.undo(id)
        }
        #expect(try await world.people(named: "Berg") == 1, "all of it, or nothing")
        #expect(try await world.ask("SELECT count(*) FROM praxis.import_undo", as: Int.self) == 0)
    }

    @Test func `is refused where somebody has changed what it made`() async throws {
        let world = try await World()
        let id = try await world.importStaff(["Maria,Sample,RN,1985-02-03,,,,2026-01-05"])
        try await world.tell(
            "UPDATE praxis.person SET phone = '1', version = version + 1 WHERE family_name = 'Sample'")
        await #expect(throws: ImportError.inUse(total: 1, [.init(name: "Maria Sample", what: "changed person")])) {
            try await world.undo(id)
        }
    }

    @Test func `is refused where somebody on file was put on a shift at the clinic that it gave them`() async throws {
        let world = try await World()
        let asha = try await world.person(
            "Asha", "Rao", born: "1980-01-01", npi: "1000000004", role: "physician", at: "phoenix")
        let id = try await world.importStaff(["Asha,Rao,Other provider,1980-01-01,,,1000000004,2026-01-05"])
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            INSERT INTO praxis.enrollment (practice_id, enrollment_id, clinic_id, person_id, plan_id, status, created_by)
            SELECT practice_id, gen_random_uuid(), clinic_id, \(asha), gen_random_uuid(), 'not_submitted', practice_id
              FROM praxis.clinic WHERE slug = 'denver' AND practice_id = \(world.practice)
            """)
        await #expect(throws: ImportError.inUse(total: 1, [.init(name: "Asha Rao", what: "enrollment")])) {
            try await world.undo(id)
        }
    }

    @Test func `is for its author and for practice administrators, until the rule's hours are over`() async throws {
        let world = try await World()
        try await world.addAccount("colleague", "credentialing_specialist")
        let id = try await world.importStaff(["Maria,Sample,RN,1985-02-03,,,,2026-01-05"])
        let (batch, _) = try await world.imports.batch(id, as: world.caller("colleague", denver))
        #expect(!batch.isCallers && batch.undoRule == "house.import_undo@2000-01-01")
        #expect(
            try await world.ask(
                "SELECT (undo_until - created_at = interval '24 hours')::text FROM praxis.import_batch", as: String.self
            )
                == "true")
        await #expect(throws: ImportError.notYours) { try await world.undo(id, as: "colleague") }
        await #expect(throws: (any Error).self) { try await world.undo(id, as: "manager") }
        try await world.tell("UPDATE praxis.import_batch SET undo_until = now() - interval '1 second'")
        await #expect {
            try await world.undo(id)
        } throws: { error in
            if case ImportError.windowClosed = error { true } else { false }
        }
        try await world.tell("UPDATE praxis.import_batch SET undo_until = now() + interval '1 hour'")
        try await world.undo(id, as: "administrator")
        #expect(try await world.people(named: "Sample") == 0)
    }

    @Test func `is refused where a number that somebody had is another's by now`() async throws {
        let world = try await World()
        let asha = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        let text = """
            NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name,\
            Healthcare Provider Taxonomy Code_1,Date of Birth
            1000000004,1,MISTAKE,ASHA,207Q00000X,1980-01-01
            """
        let caller = world.caller("specialist", denver)
        let id = try await world.service.preview(
            ProviderUpload(fileName: "p.csv", source: .bytes(Array(text.utf8)), startsOn: LocalDate("2026-01-01")!),
            as: caller)
        try await world.service.confirm(id, version: 1, as: caller)
        try await world.tell(
            """
            UPDATE praxis.import_effect SET before = before || '{"npi": "1000000012"}'
             WHERE kind = 'change' AND object_id = \(asha)
            """)
        _ = try await world.person("Bo", "Berg", born: "1981-01-01", npi: "1000000012")
        await #expect(throws: ImportError.inUse(total: 1, [.init(name: "Asha Mistake", what: "changed person")])) {
            try await world.undo(ImportBatch.ID(id.uuid))
        }
    }

    @Test func `gives back what stands on file, of people whom its author may change`() async throws {
        let world = try await World()
        try await world.addAccount("local", "credentialing_specialist", clinic: "denver")
        let elsewhere = try await world.person("Asha", "Rao", born: "1980-01-01", role: "physician", at: "phoenix")
        let here = try await world.person("Bo", "Berg", born: "1981-01-01", role: "physician", at: "denver")
        let forged = #"{"given_name": "Mallory", "version": 0}"#
        func forge(_ person: Person.ID) async throws {
            let batch = UUID.version7()
            try await world.service.database.write(as: world.caller("local", denver)) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.import_batch (batch_id, clinic_id, kind, file_name, sha256, row_count)
                    SELECT \(batch), c.clinic_id, 'staff', 'a.csv', sha256(''), 1
                      FROM praxis.clinic c WHERE c.slug = 'denver'
                    """,
                    """
                    INSERT INTO praxis.import_effect (batch_id, clinic_id, kind, object_id, subject_id, before)
                    SELECT \(batch), c.clinic_id, 'change', \(person), \(person), \(forged)::jsonb
                      FROM praxis.clinic c WHERE c.slug = 'denver'
                    """)
            }
        }
        await #expect(throws: PostgresError.self) { try await forge(elsewhere) }
        try await forge(here)
        let before = try await world.ask(
            "SELECT before ->> 'given_name' FROM praxis.import_effect WHERE object_id = \(here)", as: String.self)
        #expect(before == "Bo")
    }

    @Test func `the practice's own rule sets the hours`() async throws {
        let world = try await World()
        try await world.tell(
            """
            INSERT INTO praxis.practice_rule (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'house.import_undo', '2020-01-01', 'Policy 7', '{"hours": 2}',
                    \(world.practice))
            """)
        let id = try await world.importStaff(["Maria,Sample,RN,1985-02-03,,,,2026-01-05"])
        let (batch, _) = try await world.imports.batch(id, as: world.caller("specialist", denver))
        #expect(batch.undoRule == "house.import_undo@2020-01-01 own")
        #expect(batch.undoUntil.microseconds - batch.importedAt.microseconds == 7_200_000_000)
    }
}
