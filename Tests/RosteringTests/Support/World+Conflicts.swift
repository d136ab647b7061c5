import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Rostering

extension World {
    /// Keeps the mails of rounds instead of sending them.
    final actor Outgoing: MailSender {
        struct Refused: Error {}
        struct Message: Sendable {
            let name: String
            let subject: String
            let text: String
        }

        private(set) var messages: [Message] = []
        private var isDown = false

        func send(_ mail: Mail) async throws {
            if self.isDown { throw Refused() }
            self.messages.append(
                Message(name: String(mail.address.prefix { $0 != "@" }), subject: mail.subject, text: mail.text))
        }

        func fail(_ isDown: Bool) { self.isDown = isDown }

        /// Whom they went to, one by one.
        var names: [String] { self.messages.map(\.name).sorted() }

        func texts(to name: String) -> [String] { self.messages.filter { $0.name == name }.map(\.text) }
    }

    /// Runs the job as the runner does once it has taken it.
    func tellConflicts(through outgoing: Outgoing?, again id: UUID? = nil) async throws {
        let job = id ?? UUID.version7()
        try await self.tell(
            """
            INSERT INTO praxis.job (practice_id, job_id, kind, account_id, state, attempt, worker, heartbeat_at)
            SELECT \(self.practice), \(job), 'rostering.assignment.conflicted',
                   praxis_private.system_account(\(self.practice)), 'running', 1, 'test', now()
                ON CONFLICT DO NOTHING
            """)
        let jobs = TestDatabase.current.pool(.jobs)
        let taken = try #require(
            try await jobs.pipeline(
                .readWrite,
                Query<Job>(
                    """
                    SELECT \(job)::uuid, \(self.practice)::uuid, 'rostering.assignment.conflicted', '{}'::jsonb,
                           1::smallint, 25::smallint
                    """)
            ).first)
        let notices = ConflictNoticeJob(database: Database(pool: jobs), sender: outgoing) { clinic, week in
            "https://praxis.example/\(clinic)/roster/\(week)"
        }
        try await notices.run(taken, as: Caller(claim: .job(job), scope: .all, request: job))
    }

    /// A change of the practice's facts as an operator makes it, so that definers know the practice.
    func change(_ statements: SQL...) async throws {
        try await TestDatabase.current.pool(.superuser).transaction(.readWrite) { transaction in
            try await transaction.run("SELECT praxis_private.begin_operator(\(self.practice), \(UUID.version7()))")
            for sql in statements { try await transaction.run(sql) }
        }
    }

    /// Suspends a nurse's license.
    func suspend(_ nurse: RosterPerson.ID) async throws {
        try await self.change(
            """
            INSERT INTO praxis.credential_status
                   (practice_id, status_id, person_id, credential_id, status, starts_on, source, created_by)
            SELECT c.practice_id, gen_random_uuid(), c.person_id, c.credential_id, 'suspended', '2026-03-01', 'Board',
                   c.created_by
              FROM praxis.credential c
             WHERE c.person_id = \(nurse)
               AND c.type_code = 'rn_license'
               AND NOT EXISTS (SELECT
                                 FROM praxis.credential_status s
                                WHERE s.credential_id = c.credential_id AND s.ends_on IS NULL
                                  AND NOT EXISTS (SELECT
                                                    FROM praxis.credential_status n WHERE n.supersedes_id = s.status_id))
            """)
    }

    /// What suspended a nurse is taken back, as two people agreed; no turn is taken and no notice settled.
    func reinstate(_ nurse: RosterPerson.ID) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.credential_status
                   (practice_id, status_id, person_id, credential_id, status, starts_on, ends_on, source, supersedes_id,
                    reason, created_by)
            SELECT s.practice_id, gen_random_uuid(), s.person_id, s.credential_id, s.status, s.starts_on,
                   s.starts_on + 1, s.source, s.status_id, 'Lifted', s.created_by
              FROM praxis.credential_status s
             WHERE s.person_id = \(nurse)
               AND NOT EXISTS (SELECT FROM praxis.credential_status n WHERE n.supersedes_id = s.status_id)
            """)
    }

    /// A requirement of nurses that none of them meets.
    func require(_ type: String = "acls") async throws {
        try await self.change(
            """
            INSERT INTO praxis.requirement
                   (practice_id, requirement_id, clinical_role, type_code, severity, starts_on, citation, created_by)
            VALUES (\(self.practice), gen_random_uuid(), 'registered_nurse', \(type), 'block', CURRENT_DATE, 'House rule',
                    \(self.practice))
            """)
    }

    /// So many nurses of Denver with a license and a card, in a few statements.
    func nurses(_ count: Int) async throws -> [RosterPerson.ID] {
        let nurses = (0..<count).map { _ in RosterPerson.ID.make() }
        let ids = nurses.map(\.uuid)
        try await self.tell(
            """
            INSERT INTO praxis.person (practice_id, person_id, given_name, family_name, created_by)
            SELECT \(self.practice), n, 'Nurse', 'Vale', \(self.practice) FROM unnest(\(ids)) n
            """,
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT c.practice_id, c.clinic_id, gen_random_uuid(), n, 'registered_nurse', '2020-01-01', c.practice_id
              FROM praxis.clinic c, unnest(\(ids)) n
             WHERE c.practice_id = \(self.practice) AND c.slug = 'denver'
            """,
            """
            INSERT INTO praxis.credential
                   (practice_id, credential_id, person_id, type_code, state, number, number_normalized, created_by)
            SELECT \(self.practice), gen_random_uuid(), n, t.code, t.state, 'X1', 'X1', \(self.practice)
              FROM unnest(\(ids)) n, (VALUES ('rn_license', 'CO'), ('bls', NULL)) t (code, state)
            """,
            """
            INSERT INTO praxis.credential_term
                   (practice_id, term_id, person_id, credential_id, issued_on, expires_on, created_by)
            SELECT practice_id, gen_random_uuid(), person_id, credential_id, '2020-01-01', '2030-12-31', created_by
              FROM praxis.credential WHERE practice_id = \(self.practice)
            """,
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, verified_by)
            SELECT practice_id, gen_random_uuid(), person_id, credential_id, term_id, 'web', 'Board', 'confirmed', created_by
              FROM praxis.credential_term WHERE practice_id = \(self.practice)
            """)
        return nurses
    }

    /// A nurse on a shift of a day to come.
    @discardableResult
    func assigned(
        _ nurse: RosterPerson.ID, on day: String? = nil, at clinic: String = "denver", _ starts: String = "08:00",
        _ ends: String = "16:00"
    ) async throws -> Assignment.ID {
        let shift = try await self.shift(day ?? self.soon, starts, ends, role: "registered_nurse", at: clinic)
        return try await self.roster.assign(nurse, to: shift, as: self.caller("administrator", at: clinic))
    }

    /// How many notices stand, and how many there ever were.
    func notices() async throws -> (standing: Int, all: Int) {
        let table: SQL = "FROM praxis.conflict_notice WHERE practice_id = \(self.practice)"
        let standing = try await self.ask("SELECT count(*) \(table) AND settled_at IS NULL", as: Int.self)
        return (standing ?? 0, try await self.ask("SELECT count(*) \(table)", as: Int.self) ?? 0)
    }
}
