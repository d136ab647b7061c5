import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

extension World {
    func importStaff(_ rows: [String]) async throws -> ImportBatch.ID {
        let id = try await self.staff(rows)
        try await self.confirm(id)
        return ImportBatch.ID(id.uuid)
    }

    @discardableResult
    func undo(_ id: ImportBatch.ID, as account: String = "specialist") async throws -> Int {
        try await self.imports.undo(id, because: "the wrong file", as: self.caller(account, denver))
    }
}

extension World {
    /// A batch that brought so many nurses, as a confirmed file of staff leaves it behind.
    func brought(_ count: Int) async throws -> ImportBatch.ID {
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
    /// The reasons of the clearance of a day at Denver, as it was known, to the letter.
    func reasons(_ person: Person.ID, _ day: LocalDate, known: Instant) async throws -> String {
        try #require(
            try await self.read(
                """
                SELECT k.reasons::text
                  FROM praxis.clinic c
                 CROSS JOIN LATERAL praxis.clearance_asof(
                            \(person), c.clinic_id, 'physician', \(day)::timestamp AT TIME ZONE c.zone,
                            (\(day) + 1)::timestamp AT TIME ZONE c.zone, \(known)) k
                 WHERE c.slug = 'denver'
                """, as: "specialist"))
    }
}
