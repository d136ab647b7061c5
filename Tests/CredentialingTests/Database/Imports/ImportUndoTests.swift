import FoundationEssentials
import Postgres
import PraxisCore
import Synchronization
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

    @Test func `has its turn with assignments: who loses the appointment meanwhile gets no shift`() async throws {
        let world = try await World()
        let asha = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31", at: ["phoenix"])
        try await world.tell("UPDATE praxis.person SET npi = '1000000004' WHERE person_id = \(asha)")
        let batch = try await world.importStaff(["Asha,Rao,MD,1975-05-05,,,1000000004,2026-01-05"])
        let shift = try await world.shift(on: try await world.today().adding(days: 3))
        let assignment = Mutex<Task<Bool, Never>?>(nil)
        try await world.service.database.write(as: world.caller("specialist", denver)) { transaction in
            _ = try await transaction.fetch(ImportStore.undo(batch, because: "the wrong file"))
            let task = Task { (try? await world.assign(asha, to: shift)) != nil }
            assignment.withLock { $0 = task }
            try await eventually {
                try await world.ask(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                    as: Int.self) == 1
            }
        }
        #expect(await assignment.withLock { $0 }?.value == false)
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

    // MARK: Many people

    @Test func `withdraws fifteen hundred people at once, each on record and in the audit trail`() async throws {
        let world = try await World()
        let id = try await world.brought(1_500)
        let began = ContinuousClock.now
        #expect(try await world.undo(id) == 1_500 * 4)
        #expect(ContinuousClock.now - began < .seconds(20))
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

    // MARK: What was known

    @Test func `leaves on record what it had said, for the time between`() async throws {
        let world = try await World()
        let day = try await world.today().adding(days: 1)
        let before = try await world.mark()
        let id = try await world.importStaff(["Maria,Sample,RN,1985-02-03,,E1,1000000004,2026-01-05"])
        let person = try #require(
            try await world.ask("SELECT person_id FROM praxis.person WHERE family_name = 'Sample'", as: Person.ID.self))
        let between = try await world.mark()
        let then = try await world.clearance(person, day, known: between, role: "registered_nurse")
        let file = try await world.file(person, day, known: between)
        try await world.undo(id)
        let after = try await world.mark()

        // The same answer as while it was in force.
        #expect(try await world.clearance(person, day, known: between, role: "registered_nurse") == then)
        #expect(!then.reasons.contains { $0.requirement == "appointment" })
        let kept = try await world.file(person, day, known: between)
        #expect(kept.person == file.person && kept.person.name == "Maria Sample" && kept.person.npi == "1000000004")
        #expect(kept.clearances == file.clearances)
        #expect(kept.clearances.map(\.clinic) == ["denver"] && kept.clearances.map(\.role) == ["registered_nurse"])
        #expect(kept.later.map(\.kind) == [.appointmentUndone])
        #expect(kept.later.first?.recordedBy != nil)
        let matrix = try await world.service.matrix(world.asOf(day, between), as: world.caller("manager", denver))
        #expect(matrix.map(\.name) == ["Sample, Maria"])

        // Before and afterwards nobody knew of her.
        for mark in [before, after] {
            await #expect(throws: CredentialingError.unknown) { try await world.file(person, day, known: mark) }
            let answer = try? await world.clearance(person, day, known: mark, role: "registered_nurse")
            #expect(answer?.verdict != .cleared && answer?.verdict != .warn)
            #expect(
                try await world.service.matrix(world.asOf(day, mark), as: world.caller("manager", denver)).isEmpty)
        }
    }

    @Test func `tells the licenses that it had named, for the time between`() async throws {
        let world = try await World()
        let known = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        let day = try await world.today()
        let text = """
            NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name,\
            Healthcare Provider Taxonomy Code_1,Provider License Number_1,Provider License Number State Code_1,Date of Birth
            1000000004,1,MISTAKE,ASHA,207Q00000X,DR.41,CO,1980-01-01
            """
        let caller = world.caller("specialist", denver)
        let id = try await world.service.preview(
            ProviderUpload(fileName: "p.csv", source: .bytes(Array(text.utf8)), startsOn: LocalDate("2026-01-01")!),
            as: caller)
        try await world.service.confirm(id, version: 1, as: caller)
        let between = try await world.mark()
        try await world.undo(ImportBatch.ID(id.uuid))
        let after = try await world.mark()
        let then = try await world.file(known, day, known: between)
        #expect(then.person.name == "Asha Mistake")
        #expect(then.credentials.map(\.number) == ["DR.41"] && then.credentials.map(\.state) == ["CO"])
        #expect(then.clearances.map(\.clinic) == ["denver"])
        let now = try await world.file(known, day, known: after)
        #expect(now.person.name == "Asha Rao" && now.credentials.isEmpty && now.clearances.isEmpty)
    }

    @Test func `tells what it had given somebody on file, for the time between`() async throws {
        let world = try await World()
        let day = try await world.today().adding(days: 1)
        let asha = try await world.person(
            "Asha", "Rao", born: "1980-01-01", npi: "1000000004", role: "physician", at: "phoenix")
        let id = try await world.importStaff(["Asha,Rao,MD,1980-01-01,,,1000000004,2026-01-05"])
        let between = try await world.mark()
        try await world.undo(id)
        let after = try await world.mark()
        #expect(try await world.file(asha, day, known: between).clearances.map(\.clinic) == ["denver", "phoenix"])
        #expect(try await world.file(asha, day, known: after).clearances.map(\.clinic) == ["phoenix"])
        let (then, now) = (
            try await world.clearance(asha, day, known: between), try await world.clearance(asha, day, known: after)
        )
        #expect(!then.reasons.contains { $0.requirement == "appointment" })
        #expect(now.reasons.contains { $0.requirement == "appointment" })
    }

    @Test func `shows what it had said to the clinics for which it did, and to nobody else`() async throws {
        let world = try await World()
        try await world.addAccount("elsewhere", "site_manager", clinic: "phoenix")
        let day = try await world.today().adding(days: 1)
        let id = try await world.importStaff(["Maria,Sample,RN,1985-02-03,,E1,,2026-01-05"])
        let person = try #require(
            try await world.ask("SELECT person_id FROM praxis.person WHERE family_name = 'Sample'", as: Person.ID.self))
        let between = try await world.mark()
        try await world.undo(id)
        #expect(try await world.file(person, day, known: between, as: "manager").person.name == "Maria Sample")
        for account in ["elsewhere", "staff"] {
            await #expect(throws: CredentialingError.unknown) {
                try await world.file(person, day, known: between, as: account)
            }
        }
        let stranger = try await World()
        await #expect(throws: CredentialingError.unknown) {
            try await stranger.file(person, day, known: between, as: "specialist")
        }
        let seen = try await stranger.read(
            """
            SELECT (SELECT count(*) FROM praxis.person_withdrawn) || ' ' || (SELECT count(*) FROM praxis.appointment_withdrawn)
            """, as: "specialist")
        #expect(seen == "0 0")
    }
}

extension World {
    fileprivate func importStaff(_ rows: [String]) async throws -> ImportBatch.ID {
        let id = try await self.staff(rows)
        try await self.confirm(id)
        return ImportBatch.ID(id.uuid)
    }

    @discardableResult
    fileprivate func undo(_ id: ImportBatch.ID, as account: String = "specialist") async throws -> Int {
        try await self.imports.undo(id, because: "the wrong file", as: self.caller(account, denver))
    }
}

extension World {
    /// A batch that brought so many nurses, as a confirmed file of staff leaves it behind.
    fileprivate func brought(_ count: Int) async throws -> ImportBatch.ID {
        let id = ImportBatch.ID.make()
        let (practice, author) = (self.practice, try await self.account("specialist"))
        try await self.tell(
            """
            INSERT INTO praxis.import_batch
                   (practice_id, batch_id, clinic_id, kind, file_name, sha256, row_count, created_by)
            SELECT \(practice), \(id), c.clinic_id, 'staff', 'many.csv', sha256('many'), \(count), \(author)
              FROM praxis.clinic c WHERE c.practice_id = \(practice) AND c.slug = 'denver'
            """,
            """
            INSERT INTO praxis.person (practice_id, person_id, given_name, family_name, birth_date, created_by)
            SELECT \(practice), gen_random_uuid(), 'Ann', 'Many' || lpad(n::text, 5, '0'), '1985-02-03', \(author)
              FROM generate_series(1, \(count)::integer) n
            """,
            """
            INSERT INTO praxis.employment
                   (practice_id, clinic_id, employment_id, person_id, position, starts_on, created_by)
            SELECT p.practice_id, c.clinic_id, gen_random_uuid(), p.person_id, 'registered_nurse', '2026-01-05', \(author)
              FROM praxis.person p
              JOIN praxis.clinic c ON c.practice_id = p.practice_id AND c.slug = 'denver'
             WHERE p.practice_id = \(practice) AND p.family_name LIKE 'Many%'
            """,
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT e.practice_id, e.clinic_id, gen_random_uuid(), e.person_id, e.position, e.starts_on, e.created_by
              FROM praxis.employment e WHERE e.practice_id = \(practice)
            """,
            """
            INSERT INTO praxis.person_identifier
                   (practice_id, person_id, identifier_id, kind, value, starts_on, created_by)
            SELECT p.practice_id, p.person_id, gen_random_uuid(), 'payroll_number', p.family_name, '2026-01-05', \(author)
              FROM praxis.person p WHERE p.practice_id = \(practice) AND p.family_name LIKE 'Many%'
            """,
            """
            INSERT INTO praxis.import_effect (practice_id, batch_id, clinic_id, kind, object_id, subject_id)
            SELECT b.practice_id, b.batch_id, b.clinic_id, m.kind, m.object_id, m.person_id
              FROM praxis.import_batch b
              JOIN (SELECT practice_id, 'employment' AS kind, employment_id AS object_id, person_id FROM praxis.employment
                     UNION ALL
                    SELECT practice_id, 'appointment', appointment_id, person_id FROM praxis.appointment
                     UNION ALL
                    SELECT practice_id, 'person_identifier', identifier_id, person_id FROM praxis.person_identifier
                     UNION ALL
                    SELECT practice_id, 'person', person_id, person_id FROM praxis.person WHERE family_name LIKE 'Many%') m
                USING (practice_id)
             WHERE b.batch_id = \(id)
            """)
        return id
    }

    private func account(_ name: String) async throws -> UUID {
        try #require(
            try await self.ask(
                """
                SELECT account_id FROM praxis.account WHERE practice_id = \(self.practice) AND display_name = \(name)
                """, as: UUID.self))
    }
}
