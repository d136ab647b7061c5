import Foundation
import Postgres
import PraxisCore
import Testing

@testable import Credentialing

extension World {
    /// The day that it is at Denver.
    func today() async throws -> LocalDate {
        try #require(try await self.ask("SELECT (now() AT TIME ZONE 'America/Denver')::date", as: LocalDate.self))
    }

    /// A shift from 8 to 16 of a clinic's clock.
    func shift(
        on day: LocalDate, at clinic: String = "denver", role: String = "physician", services: [String] = []
    ) async throws -> UUID {
        let shift = UUID.version7()
        try await self.tell(
            """
            INSERT INTO praxis.roster (practice_id, clinic_id, roster_id, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), date_trunc('week', \(day)::timestamp)::date, practice_id
              FROM praxis.clinic WHERE practice_id = \(self.practice) AND slug = \(clinic)
                ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO praxis.shift
                   (practice_id, clinic_id, shift_id, roster_id, name, clinical_role, local_date, span, services, created_by)
            SELECT r.practice_id, r.clinic_id, \(shift), r.roster_id, 'Day', \(role), \(day),
                   tstzrange((\(day) + time '08:00') AT TIME ZONE c.zone, (\(day) + time '16:00') AT TIME ZONE c.zone),
                   \(services), r.practice_id
              FROM praxis.roster r
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE r.practice_id = \(self.practice) AND c.slug = \(clinic)
               AND r.starts_on = date_trunc('week', \(day)::timestamp)::date
            """)
        return shift
    }

    /// Puts somebody on a shift, by the same triggers as the roster does.
    func assign(_ person: Person.ID, to shift: UUID) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), shift_id, \(person), practice_id
              FROM praxis.shift WHERE shift_id = \(shift)
            """)
    }

    /// How many conflicts of a person's shifts have been told.
    func conflicts(of person: Person.ID) async throws -> Int {
        try await self.ask(
            """
            SELECT count(*) FROM praxis.outbox
             WHERE topic = 'rostering.assignment.conflicted' AND payload ->> 'person' = \(person)::text
            """, as: Int.self) ?? 0
    }

    /// A requirement of physicians, everywhere, that blocks.
    func require(_ type: String, from day: String = "2000-01-01", until end: String? = nil) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, type_code, severity, starts_on, ends_on, citation, created_by)
            VALUES (\(self.practice), gen_random_uuid(), 'physician', \(type), 'block', \(LocalDate(day)),
                    \(end.flatMap { LocalDate($0) }), 'House rule', \(self.practice))
            """)
    }

    /// A board's or issuer's action.
    func bar(_ status: String, _ credential: Credential.ID, of person: Person.ID, from day: LocalDate) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.credential_status
                   (practice_id, status_id, person_id, credential_id, status, starts_on, source, created_by)
            VALUES (\(self.practice), gen_random_uuid(), \(person), \(credential), \(status), \(day), 'Board',
                    \(self.practice))
            """)
    }

    /// Somebody whom two people confirmed to be on the exclusion list from a day on.
    func exclude(_ person: Person.ID, from day: LocalDate) async throws {
        let match = try await self.match(person, from: day)
        try await self.tell(
            """
            INSERT INTO praxis.screening_disposition
                   (practice_id, person_id, match_id, step, decision, reason_code, decided_by)
            VALUES (\(self.practice), \(person), \(match), 1, 'confirmed', 'same_person', \(self.practice))
            """)
    }

    /// Somebody whom the last run found on the exclusion list, from a day on; nobody has looked at it.
    @discardableResult
    func match(_ person: Person.ID, from day: LocalDate) async throws -> UUID {
        let (list, run, match) = (UUID.version7(), UUID.version7(), UUID.version7())
        try await self.tell(
            """
            INSERT INTO praxis.screening_import
                   (practice_id, import_id, kind, month, file_name, sha256, state, row_count, flagged, created_by)
            VALUES (\(self.practice), \(list), 'exclusions', date_trunc('month', now()), 'one.csv', sha256('one.csv'),
                    'in_force', 1, 0, \(self.practice))
            """,
            """
            INSERT INTO praxis.screening_entry
                   (practice_id, import_id, row_number, last_name, first_name, middle_name, business_name, general, specialty,
                    birth_printed, address, city, state, postal_code, exclusion_type, excluded_on, identity_hash, record_hash)
            VALUES (\(self.practice), \(list), 2, 'X', 'Y', '', '', '', '', '', '', '', 'OH', '', '1128a1', \(day),
                    sha256('x'), sha256('x'))
            """,
            """
            INSERT INTO praxis.screening_run
                   (practice_id, run_id, started_at, finished_at, subjects, entries, tiers, suppressed, lists, rule_version,
                    created_by)
            VALUES (\(self.practice), \(run), now(), now(), 1, 1, '{}', 0,
                    jsonb_build_array(jsonb_build_object('list', 'leie', 'kind', 'full', 'month', date_trunc('month', now())::date)),
                    '1', \(self.practice))
            """,
            """
            INSERT INTO praxis.screening_match
                   (practice_id, match_id, person_id, import_id, row_number, run_id, tier, reasons, subject, subject_hash,
                    record_hash)
            VALUES (\(self.practice), \(match), \(person), \(list), 2, \(run), 1, '{}', '{}', sha256('x'), sha256('x'))
            """,
            """
            INSERT INTO praxis.screening_sighting (practice_id, run_id, person_id, match_id)
            VALUES (\(self.practice), \(run), \(person), \(match))
            """)
        return match
    }
}
