import FoundationEssentials
import Postgres
import PraxisCore
import Rostering
import TestSupport
import Testing

/// A practice with clinics in three zones, two site managers who know nothing of each other's clinic, and a clock that
/// stands still.
struct World {
    static let now = Instant("2026-03-20T15:00:00Z")!
    let practice = UUID.version7()
    let roster: RosterService
    /// A day some weeks after the clock's.
    let soon: String
    private let database = TestDatabase.current
    private let entity = UUID.version7()

    /// - Parameters:
    ///   - pool: another than the test's own, for races.
    ///   - now: where the clock stands; the database has one of its own.
    init(pool: PostgresPool? = nil, at now: Instant = Self.now) async throws {
        self.roster = RosterService(
            database: pool.map(Database.init(pool:)) ?? TestDatabase.current.database, now: { now })
        self.soon = Zone.utc.today(at: now).adding(days: 20).description
        try await self.tell(
            "INSERT INTO praxis.practice (practice_id, slug, name) VALUES (\(self.practice), \(self.short(self.practice)), 'Test')",
            "INSERT INTO praxis.legal_entity (practice_id, entity_id, name, created_by) VALUES (\(self.practice), \(self.entity), 'Test', \(self.practice))"
        )
        for (slug, state, zone) in [
            ("denver", "CO", "America/Denver"), ("phoenix", "AZ", "America/Phoenix"),
            ("chicago", "IL", "America/Chicago"),
        ] {
            try await self.tell(
                """
                INSERT INTO praxis.clinic (practice_id, clinic_id, entity_id, slug, name, state, zone, created_by)
                VALUES (\(self.practice), \(UUID.version7()), \(self.entity), \(slug), \(slug), \(state), \(zone),
                        \(self.practice))
                """)
        }
        try await self.addAccount("administrator", "practice_administrator")
        try await self.addAccount("denver", "site_manager", clinic: "denver")
        try await self.addAccount("phoenix", "site_manager", clinic: "phoenix")
        try await self.addAccount("auditor", "auditor")
    }

    private func short(_ id: UUID) -> String { String(id.uuidString.lowercased().suffix(12)) }

    /// An account with a role and an open session; of a person where one is given.
    func addAccount(
        _ name: String, _ role: String, clinic: String? = nil, of person: RosterPerson.ID? = nil
    ) async throws {
        let account = UUID.version7()
        try await self.tell(
            """
            INSERT INTO praxis.account (practice_id, account_id, person_id, email, display_name, status, created_by)
            VALUES (\(self.practice), \(account), \(person), \("\(name)@\(self.short(self.practice)).example"), \(name),
                    'active', \(self.practice))
            """,
            """
            INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, granted_by)
            SELECT \(self.practice), gen_random_uuid(), \(account), r.role_id,
                   \(person != nil ? "self" : clinic == nil ? "practice" : "clinic"),
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

    private func digest(_ name: String) -> [UInt8] {
        let bytes = Array((self.practice.uuidString + name).utf8)
        return (0..<32).map { index in
            let mixed = bytes.reduce(0xcbf2_9ce4_8422_2325 &+ UInt64(index)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
            return UInt8(truncatingIfNeeded: mixed >> 40)
        }
    }

    /// A caller at a clinic of the same name, or where told.
    func caller(_ name: String, at clinic: String? = nil, once: IdempotencyKey? = nil) -> Caller {
        let scope = Slug(clinic ?? name).map(Scope.clinic) ?? .all
        return Caller(claim: .session(self.digest(name)), scope: scope, once: once)
    }

    func everywhere(_ name: String) -> Caller { Caller(claim: .session(self.digest(name)), scope: .all) }

    /// Somebody with appointments from 2020 on. Medical assistants need no more than that to be cleared.
    func person(
        _ given: String, role: String = "medical_assistant", at clinics: String...
    ) async throws -> RosterPerson.ID {
        let id = RosterPerson.ID.make()
        try await self.tell(
            """
            INSERT INTO praxis.person (practice_id, person_id, given_name, family_name, created_by)
            VALUES (\(self.practice), \(id), \(given), 'Vale', \(self.practice))
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

    /// A credential with one verified term.
    func credential(_ type: String, _ state: String?, of person: RosterPerson.ID, until last: String) async throws {
        let (credential, term) = (UUID.version7(), UUID.version7())
        try await self.tell(
            """
            INSERT INTO praxis.credential
                   (practice_id, credential_id, person_id, type_code, state, number, number_normalized, created_by)
            VALUES (\(self.practice), \(credential), \(person), \(type), \(state), 'X1', 'X1', \(self.practice))
            """,
            """
            INSERT INTO praxis.credential_term
                   (practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by)
            VALUES (\(self.practice), \(term), \(person), \(credential), '2020-01-01', \(LocalDate(last)),
                    \(self.practice))
            """,
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, verified_by)
            VALUES (\(self.practice), gen_random_uuid(), \(person), \(credential), \(term), 'web', 'Board', 'confirmed',
                    \(self.practice))
            """)
    }

    /// A nurse whose license of a state is good through a day.
    func nurse(_ given: String, _ state: String = "CO", until last: String, at clinic: String = "denver") async throws
        -> RosterPerson.ID
    {
        let id = try await self.person(given, role: "registered_nurse", at: clinic)
        try await self.credential("rn_license", state, of: id, until: last)
        try await self.credential("bls", nil, of: id, until: "2030-12-31")
        return id
    }

    /// A shift from a template made for it.
    func shift(
        _ day: String, _ starts: String = "08:00", _ ends: String = "16:00", role: String = "medical_assistant",
        policy: WallHours.EndPolicy = .keepEnd, at clinic: String = "denver", as account: String = "administrator",
        template name: String? = nil
    ) async throws -> Shift.ID {
        let template = ShiftTemplate(
            id: .make(), name: name ?? "\(starts) \(day) \(UInt32.random(in: 0...999_999))", role: ClinicalRole(role)!,
            hours: WallHours(TimeOfDay(starts)!, TimeOfDay(ends)!, policy))
        let caller = self.caller(account, at: clinic)
        try await self.roster.addTemplate(template, as: caller)
        let date = LocalDate(day)!
        return try await self.roster.addShifts(
            from: template.id, on: [date], in: ISOWeek(containing: date), as: caller)[0]
    }

    /// Waits until some statements wait for a lock that another transaction holds.
    func waitForWaiter(_ count: Int = 1) async throws {
        try await eventually {
            let waiters = try await self.ask(
                """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                """, as: Int.self)
            return waiters ?? 0 >= count
        }
    }

    /// The first value of a statement as the superuser.
    func ask<Value: PostgresDecodable & Sendable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> Value? {
        try await self.database.pool(.superuser).pipeline(.readWrite, Query<One<Value>>(sql)).first?.value
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
