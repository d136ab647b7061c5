import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

extension World {
    /// Puts somebody on a shift of a clinic, as an assignment that was made while everything was in order: nothing asks
    /// for clearance now. Times are those of the clinic's clock.
    func assign(
        _ person: Person.ID, at clinic: String, role: String = "physician", _ from: String, _ until: String
    ) async throws {
        let (roster, shift) = (UUID.version7(), UUID.version7())
        try await self.tell(
            "SET LOCAL session_replication_role = replica",
            """
            INSERT INTO praxis.roster (practice_id, clinic_id, roster_id, starts_on, created_by)
            SELECT c.practice_id, c.clinic_id, \(roster), date_trunc('week', \(from)::text::timestamp)::date, c.practice_id
              FROM praxis.clinic c
             WHERE c.practice_id = \(self.practice) AND c.slug = \(clinic)
                ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO praxis.shift
                   (practice_id, clinic_id, shift_id, roster_id, name, clinical_role, local_date, span, created_by)
            SELECT c.practice_id, c.clinic_id, \(shift), \(roster), 'Day', \(role), \(from)::text::timestamp::date,
                   tstzrange(\(from)::text::timestamp AT TIME ZONE c.zone, \(until)::text::timestamp AT TIME ZONE c.zone),
                   c.practice_id
              FROM praxis.clinic c
             WHERE c.practice_id = \(self.practice) AND c.slug = \(clinic)
            """,
            """
            INSERT INTO praxis.assignment
                   (practice_id, clinic_id, assignment_id, shift_id, person_id, clinical_role, local_date, span, created_by)
            SELECT s.practice_id, s.clinic_id, gen_random_uuid(), s.shift_id, \(person), s.clinical_role, s.local_date,
                   s.span, s.created_by
              FROM praxis.shift s
             WHERE s.practice_id = \(self.practice) AND s.shift_id = \(shift)
            """)
    }

    /// The clinic's calendar day, some days from today: `2026-03-14`.
    func day(_ offset: Int, at clinic: String = "denver") async throws -> String {
        let day = try await self.ask(
            """
            SELECT (now() AT TIME ZONE c.zone)::date + \(offset)::integer
              FROM praxis.clinic c
             WHERE c.practice_id = \(self.practice) AND c.slug = \(clinic)
            """, as: LocalDate.self)
        return try #require(day).description
    }
}
