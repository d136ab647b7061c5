import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

extension World {
    /// A decision about a physician's file, with its own day.
    func decide(
        _ person: Person.ID, _ outcome: String, on day: LocalDate, cycle: FileCycle = .initial
    ) async throws {
        let file = try await self.file(of: person, cycle, state: .readyForReview)
        try await self.tell(
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, recorded_on, reason,
                    created_by)
            VALUES (\(self.practice), \(person), \(file), gen_random_uuid(), 2, \(outcome), \(day), \(day), 'Reason',
                    \(self.practice))
            """)
    }

    /// That somebody's credentialing ends on a day.
    func endCredentialing(_ person: Person.ID, _ kind: String, on day: LocalDate) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.credentialing_ending
                   (practice_id, person_id, ending_id, kind, effective_on, reason, created_by)
            VALUES (\(self.practice), \(person), gen_random_uuid(), \(kind), \(day), 'Reason', \(self.practice))
            """)
    }

    /// The first day on which somebody is not appointed at a clinic any more.
    func endAppointment(_ person: Person.ID, at clinic: String, on day: LocalDate) async throws {
        try await self.tell(
            """
            UPDATE praxis.appointment a
               SET ends_on = \(day)
              FROM praxis.clinic c
             WHERE c.practice_id = a.practice_id AND c.clinic_id = a.clinic_id AND c.slug = \(clinic)
               AND a.practice_id = \(self.practice) AND a.person_id = \(person)
            """)
    }

    /// A specialty by its code.
    func specialize(_ person: Person.ID, _ code: String, isPrimary: Bool = true) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.person_taxonomy (practice_id, taxonomy_id, person_id, code, is_primary, created_by)
            VALUES (\(self.practice), gen_random_uuid(), \(person), \(code), \(isPrimary), \(self.practice))
            """)
    }

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
