import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

/// A practice with clinics in three states, people who may do things in it, and today's screening done.
struct World {
    let practice = UUID.version7()
    let service: CredentialingService
    private let database = TestDatabase.current
    private let entity = UUID.version7()

    init() async throws {
        self.service = CredentialingService(database: TestDatabase.current.database)
        try await self.tell(
            "INSERT INTO praxis.practice (practice_id, slug, name) VALUES (\(self.practice), \(self.practice.uuidString.lowercased().suffix(12).description), 'Test')",
            "INSERT INTO praxis.legal_entity (practice_id, entity_id, name, created_by) VALUES (\(self.practice), \(self.entity), 'Test', \(self.practice))"
        )
        try await self.addClinic("denver", "CO", "America/Denver")
        try await self.addClinic("phoenix", "AZ", "America/Phoenix")
        try await self.addClinic("chicago", "IL", "America/Chicago")
        try await self.addAccount("specialist", "credentialing_specialist")
        try await self.addAccount("director", "medical_director")
        try await self.addAccount("administrator", "practice_administrator")
        try await self.addAccount("manager", "site_manager", clinic: "denver")
        try await self.addAccount("staff", "staff")
        try await self.markScreened()
    }

    // MARK: The practice

    private func addClinic(_ slug: String, _ state: String, _ zone: String) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.clinic (practice_id, clinic_id, entity_id, slug, name, state, zone, created_by)
            VALUES (\(self.practice), \(UUID.version7()), \(self.entity), \(slug), \(slug), \(state), \(zone), \(self.practice))
            """)
    }

    /// An account with a person, a role and an open session.
    func addAccount(_ name: String, _ role: String, clinic: String? = nil) async throws {
        let account = UUID.version7()
        let person = try await self.person(name.capitalized, "Account", born: "1980-01-01")
        let scope = role == "staff" ? "self" : clinic == nil ? "practice" : "clinic"
        try await self.tell(
            """
            INSERT INTO praxis.account (practice_id, account_id, person_id, email, display_name, status, created_by)
            VALUES (\(self.practice), \(account), \(person), \("\(name)@example.org"), \(name), 'active', \(self.practice))
            """,
            """
            INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, granted_by)
            SELECT \(self.practice), gen_random_uuid(), \(account), r.role_id, \(scope),
                   (SELECT c.clinic_id FROM praxis.clinic c WHERE c.practice_id = r.practice_id AND c.slug = \(clinic)),
                   tstzrange(now() - interval '1 day', NULL), \(self.practice)
              FROM praxis.role r
             WHERE r.practice_id = \(self.practice) AND r.code = \(role)
            """,
            """
            INSERT INTO praxis.session (practice_id, session_id, account_id, digest, level, idle_limit, expires_at)
            VALUES (\(self.practice), gen_random_uuid(), \(account), \(self.digest(name)), 'full', interval '1 hour',
                    now() + interval '1 hour')
            """)
    }

    private func digest(_ name: String) -> [UInt8] { RecordHash.of([self.practice.uuidString, name]) }

    /// A program of an account that may check credentials.
    func program(of account: String) async throws -> Caller {
        let digest = RecordHash.of([self.practice.uuidString, account, "program"])
        try await self.tell(
            """
            INSERT INTO praxis.api_token (practice_id, token_id, account_id, digest, name, permissions, created_by, expires_at)
            SELECT a.practice_id, gen_random_uuid(), a.account_id, \(digest), 'board',
                   '{credentialing.verification.write,credentialing.credential.read,people.person.read}', a.account_id,
                   now() + interval '1 day'
              FROM praxis.account a
             WHERE a.practice_id = \(self.practice) AND a.display_name = \(account)
            """)
        return Caller(claim: .token(digest), scope: .all)
    }

    func caller(_ name: String, _ scope: Scope = .all) -> Caller {
        Caller(claim: .session(self.digest(name)), scope: scope)
    }

    /// The person of an account.
    func person(of account: String) async throws -> Person.ID {
        try #require(
            try await self.ask(
                "SELECT person_id FROM praxis.account WHERE practice_id = \(self.practice) AND display_name = \(account)",
                as: Person.ID.self))
    }

    /// Somebody with appointments from 2020 on.
    func person(
        _ given: String, _ family: String, born: String? = nil, npi: String? = nil, role: String? = nil,
        at clinics: String...
    ) async throws -> Person.ID {
        let id = Person.ID.make()
        try await self.tell(
            """
            INSERT INTO praxis.person
                   (practice_id, person_id, given_name, family_name, birth_date, npi, identified_at, created_by)
            VALUES (\(self.practice), \(id), \(given), \(family), \(born.flatMap { LocalDate($0) }), \(npi), '2020-01-01',
                    \(self.practice))
            """)
        for clinic in clinics {
            try await self.tell(
                """
                INSERT INTO praxis.appointment
                       (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
                SELECT practice_id, clinic_id, gen_random_uuid(), \(id), \(role), '2020-01-01', practice_id
                  FROM praxis.clinic
                 WHERE practice_id = \(self.practice) AND slug = \(clinic)
                """)
        }
        return id
    }

    func markScreened() async throws {
        try await self.tell(
            """
            INSERT INTO praxis.screening_import
                   (practice_id, import_id, kind, month, file_name, sha256, state, row_count, flagged, created_by)
            VALUES (\(self.practice), gen_random_uuid(), 'exclusions', date_trunc('month', now()), 'empty.csv',
                    sha256('empty.csv'), 'in_force', 0, 0, \(self.practice))
            """,
            """
            INSERT INTO praxis.screening_run
                   (practice_id, run_id, started_at, finished_at, subjects, entries, tiers, suppressed, lists, rule_version,
                    created_by)
            VALUES (\(self.practice), gen_random_uuid(), now() - interval '1 hour', now() - interval '1 hour', 1, 1, '{}', 0,
                    jsonb_build_array(jsonb_build_object('list', 'leie', 'kind', 'full', 'month', date_trunc('month', now())::date)),
                    '1', \(self.practice))
            """)
    }

    // MARK: Credentials

    /// A credential with terms `2024-04-01..2026-03-31`; a trailing `?` says that nobody verified the term.
    @discardableResult
    func credential(
        _ type: String, _ state: String? = nil, of person: Person.ID, multistate: Bool = false, _ terms: String...
    ) async throws -> Credential.ID {
        let id = Credential.ID.make()
        try await self.tell(
            """
            INSERT INTO praxis.credential
                   (practice_id, credential_id, person_id, type_code, state, number, number_normalized, multistate, created_by)
            VALUES (\(self.practice), \(id), \(person), \(type), \(state), 'X1', 'X1', \(multistate), \(self.practice))
            """)
        for term in terms { try await self.term(term, of: id, person) }
        return id
    }

    @discardableResult
    func term(_ text: String, of credential: Credential.ID, _ person: Person.ID) async throws -> Term.ID {
        let id = Term.ID.make()
        let days = text.replacing("?", with: "").split(separator: "..", omittingEmptySubsequences: false).map(
            String.init)
        try await self.tell(
            """
            INSERT INTO praxis.credential_term
                   (practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by)
            VALUES (\(self.practice), \(id), \(person), \(credential), \(LocalDate(days[0])), \(LocalDate(days[1])),
                    \(self.practice))
            """)
        guard !text.hasSuffix("?") else { return id }
        try await self.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, verified_by)
            VALUES (\(self.practice), gen_random_uuid(), \(person), \(credential), \(id), 'web', 'Board', 'confirmed',
                    \(self.practice))
            """)
        return id
    }

    /// A physician with a license of a state and the insurance that every shift asks for.
    func physician(
        _ family: String, _ state: String, _ terms: String..., at clinics: [String] = ["denver"]
    ) async throws -> Person.ID {
        let id = try await self.person("Asha", family, born: "1975-05-05")
        for clinic in clinics {
            try await self.tell(
                """
                INSERT INTO praxis.appointment
                       (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
                SELECT practice_id, clinic_id, gen_random_uuid(), \(id), 'physician', '2020-01-01', practice_id
                  FROM praxis.clinic
                 WHERE practice_id = \(self.practice) AND slug = \(clinic)
                """)
        }
        for type in ["malpractice", "board_certification", "bls"] {
            try await self.credential(type, of: id, "2000-01-01..2999-12-31")
        }
        let license = try await self.credential("medical_license", state, of: id)
        for term in terms { try await self.term(term, of: license, id) }
        return id
    }

    // MARK: Questions

    /// The clearance for local times of the clinic, asked as an account.
    func clearance(
        _ person: Person.ID, at clinic: String = "denver", role: String = "physician", _ from: String, _ until: String,
        services: [String] = [], as account: String = "manager"
    ) async throws -> ClearanceAnswer {
        try #require(
            try await self.service.database.read(
                as: self.caller(account),
                Query<ClearanceAnswer>(
                    """
                    SELECT k.verdict, k.reasons
                      FROM praxis.clinic c
                     CROSS JOIN LATERAL praxis.clearance(
                                \(person), c.clinic_id, \(role), \(from)::text::timestamp AT TIME ZONE c.zone,
                                \(until)::text::timestamp AT TIME ZONE c.zone, \(services)) k
                     WHERE c.slug = \(clinic)
                    """)
            ).first)
    }

    /// The first value of a statement as the superuser.
    func ask<Value: PostgresDecodable & Sendable>(_ sql: SQL, as type: Value.Type) async throws -> Value? {
        try await self.database.pool(.superuser).pipeline(.readWrite, Query<One<Value>>(sql)).first?.value
    }

    /// The first value of a query of an account.
    func read(_ sql: SQL, as account: String) async throws -> String? {
        try await self.service.database.read(as: self.caller(account), Query<One<String>>(sql)).first?.value
    }

    /// Statements as the superuser.
    func tell(_ statements: SQL...) async throws {
        try await self.database.pool(.superuser).transaction(.readWrite) { transaction in
            for sql in statements { try await transaction.run(sql) }
        }
    }

    private struct One<Value: PostgresDecodable & Sendable>: PostgresRow {
        let value: Value?

        init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
    }
}
