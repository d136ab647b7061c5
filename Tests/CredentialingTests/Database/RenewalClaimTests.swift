import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A renewal that its holder hands in` {
    private static let pdf = Array("%PDF-1.7 the renewal".utf8)

    /// A physician of Denver and Phoenix with an account, whose license of Colorado ended yesterday.
    private func world() async throws -> (World, Person.ID, license: Credential.ID) {
        let world = try await World()
        try await world.addAccount("rao", "staff")
        try await world.addAccount("auditor", "auditor")
        let rao = try await world.person(of: "rao")
        for clinic in ["denver", "phoenix"] {
            try await world.tell(
                """
                INSERT INTO praxis.appointment
                       (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
                SELECT practice_id, clinic_id, gen_random_uuid(), \(rao), 'physician', '2020-01-01', practice_id
                  FROM praxis.clinic
                 WHERE practice_id = \(world.practice) AND slug = \(clinic)
                """)
        }
        for type in ["malpractice", "board_certification", "bls"] {
            try await world.credential(type, of: rao, "2000-01-01..2999-12-31")
        }
        let license = try await world.credential(
            "medical_license", "CO", of: rao, "2020-01-01..\(try await world.day(-1))")
        return (world, rao, license)
    }

    private func draft(
        _ world: World, _ credential: Credential.ID, from: Int = -3, until: Int = 700, number: String? = nil
    ) async throws -> RenewalDraft {
        let held = try await world.service.ownFile(as: world.caller("rao")).credentials
        let fields = [
            "issued": try await world.day(from), "expires": try await world.day(until), "number": number,
        ]
        return try RenewalDraft(
            { fields[$0] ?? nil }, file: ("renewal.pdf", Self.pdf),
            of: try #require(held.first { $0.id == credential }),
            today: LocalDate(try await world.day(0))!)
    }

    private func handIn(_ world: World, _ credential: Credential.ID, number: String? = nil) async throws -> Term.ID {
        try await world.service.handIn(
            try await self.draft(world, credential, number: number), for: credential, as: world.caller("rao"))
    }

    private static let check = try! VerificationDraft {
        ["method": "web", "source": "Board", "result": "confirmed", "reference": "V-77"][$0]
    }

    @Test func `C3 Renewal uploaded, not verified: counts for nothing, and from its first day once it is verified`()
        async throws
    {
        let (world, rao, license) = try await self.world()
        let today = try await world.day(0)
        let shift = ("\(today) 08:00", "\(today) 09:00")
        #expect(try await world.clearance(rao, shift.0, shift.1).reasons.contains { $0.state == "expired" })
        let term = try await self.handIn(world, license, number: "DR.99")
        let claimed = try await world.clearance(rao, shift.0, shift.1)
        #expect(claimed.verdict == .blocked)
        #expect(claimed.reasons.contains { $0.state == "unverified" })
        let board = try await world.service.board(
            BoardFilter(person: rao, isClaimed: true), as: world.caller("manager"))
        #expect(board.lines.map(\.credential) == [license])
        #expect(board.lines.allSatisfy { $0.number == "X1" && $0.bucket == .unverified })
        // The person sees it as claimed, the specialist as something to do, with the document.
        let own = try await world.service.ownFile(as: world.caller("rao"))
        #expect(own.credentials.count == 4, "one list for two clinics")
        #expect(own.claim(of: license)?.state == .waiting)
        let queue = try await world.service.waitingRenewals(as: world.caller("specialist"))
        #expect(queue.map(\.term) == [term] && queue.first?.number == "DR.99")
        let claim = try #require(queue.first)
        let opened = try await world.service.open(
            claim.document, of: rao, purpose: nil, as: world.caller("specialist"))
        #expect(opened.bytes == Self.pdf && opened.document.credential == license)
        _ = try await world.service.verify(term, of: rao, Self.check, as: world.caller("specialist"))
        let cleared = try await world.clearance(rao, shift.0, shift.1)
        #expect(!cleared.reasons.contains { $0.requirement == "medical_license" })
        let yesterday = try await world.day(-2)
        #expect(
            !(try await world.clearance(rao, "\(yesterday) 08:00", "\(yesterday) 09:00").reasons
                .contains { $0.requirement == "medical_license" }), "from its first day")
        #expect(try await world.service.waitingRenewals(as: world.caller("specialist")).isEmpty)
        #expect(try await world.service.ownFile(as: world.caller("rao")).claim(of: license)?.state == .verified)
        let after = try await world.service.board(BoardFilter(person: rao), as: world.caller("manager"))
        #expect(after.lines.first { $0.credential == license }?.number == "DR.99")
    }

    @Test func `is of the own credentials alone, and of kinds whose holders renew them`() async throws {
        let (world, rao, license) = try await self.world()
        let other = try await world.physician("Other", "CO", "2020-01-01..\(try await world.day(10))")
        let others = try await world.service.file(of: other, as: world.caller("specialist")).credentials
        let draft = try await self.draft(world, license)
        let theirs = try #require(others.first { $0.type == "medical_license" })
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.service.handIn(draft, for: theirs.id, as: world.caller("rao"))
        }
        // The specialist has no door here to somebody else's credential either.
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.service.handIn(draft, for: license, as: world.caller("specialist"))
        }
        for type in [
            "hepatitis_b", "i9_reverification", "background_check", "npdb_query", "education", "pecos_enrollment",
        ] {
            let id = try await world.credential(type, of: rao, "2020-01-01..\(try await world.day(20))")
            await #expect(throws: CredentialingError.claim(.notClaimable), "\(type)") {
                _ = try await world.service.handIn(draft, for: id, as: world.caller("rao"))
            }
        }
        let own = try await world.service.ownFile(as: world.caller("rao"))
        #expect(own.credentials.first { $0.type == "Hepatitis B immunization" }?.isClaimable == false)
        #expect(try await world.service.documents(of: rao, as: world.caller("specialist")).documents.isEmpty)
        let foreign = try await self.world()
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.service.handIn(draft, for: foreign.license, as: world.caller("rao"))
        }
    }

    @Test func `is refused by the database whatever a page lets through`() async throws {
        let (world, _, license) = try await self.world()
        func ask(_ from: Int, _ until: Int, _ bytes: String, credential: Credential.ID? = nil) async throws {
            let first = LocalDate(try await world.day(from)), last = LocalDate(try await world.day(until))
            let _: Int = try await world.service.write(as: world.caller("rao")) { transaction in
                try await transaction.run(
                    """
                    SELECT praxis_private.renewal_claim(
                               gen_random_uuid(), \(credential ?? license), \(first), \(last), NULL, gen_random_uuid(), 'x.pdf',
                               \(Array(bytes.utf8)))
                    """)
                return 1
            }
        }
        let malpractice = try #require(
            try await world.service.ownFile(as: world.caller("rao")).credentials.first {
                $0.type.contains("alpractice")
            })
        let expected: [(Int, Int, String, Credential.ID?, ClaimRefusal)] = [
            (-300, -3, "%PDF-", nil, .over), (0, 500, "MZ", nil, .notDocument),
            (0, 500, "%PDF-", malpractice.id, .notLater),
        ]
        for (from, until, bytes, credential, refusal) in expected {
            await #expect(throws: CredentialingError.claim(refusal)) {
                try await ask(from, until, bytes, credential: credential)
            }
        }
        try await ask(0, 500, "%PDF-1")
        await #expect(throws: CredentialingError.claim(.waiting)) { try await ask(0, 600, "%PDF-1") }
        // Nothing of it goes around the one door.
        let statements: [SQL] = [
            "INSERT INTO praxis.credential_term (term_id, person_id, credential_id, issued_on, expires_on) SELECT gen_random_uuid(), person_id, credential_id, '2026-01-01', '2040-01-01' FROM praxis.credential LIMIT 1",
            "INSERT INTO praxis.credential_claim (term_id) SELECT term_id FROM praxis.credential_claim",
            "UPDATE praxis.credential_claim SET number = 'x'", "DELETE FROM praxis.credential_claim",
            "DELETE FROM praxis.credential_withdrawal", "SELECT praxis_private.file_take('%PDF-')",
            "SELECT praxis_private.term_answered(practice_id, term_id) FROM praxis.credential_claim",
        ]
        for statement in statements {
            let refused = await #expect(throws: PostgresError.self) {
                try await world.service.database.write(as: world.caller("rao")) { try await $0.run(statement) }
            }
            #expect(refused?.sqlState == .insufficientPrivilege)
        }
    }

    @Test func `is withdrawn by its holder until a source has answered, and stays on record`() async throws {
        let (world, rao, license) = try await self.world()
        let term = try await self.handIn(world, license)
        for account in ["specialist", "manager", "staff"] {
            await #expect(throws: CredentialingError.unknown, "\(account)") {
                try await world.service.withdrawRenewal(term, as: world.caller(account))
            }
        }
        try await world.service.withdrawRenewal(term, as: world.caller("rao"))
        await #expect(throws: CredentialingError.claim(.withdrawn)) {
            try await world.service.withdrawRenewal(term, as: world.caller("rao"))
        }
        await #expect(throws: CredentialingError.claim(.withdrawn)) {
            _ = try await world.service.verify(term, of: rao, Self.check, as: world.caller("specialist"))
        }
        #expect(try await world.service.waitingRenewals(as: world.caller("specialist")).isEmpty)
        #expect(!(try await world.service.file(of: rao, as: world.caller("auditor")).terms.contains { $0.id == term }))
        let kept = try await world.ask(
            "SELECT count(*) FROM praxis.credential_term WHERE term_id = \(term)", as: Int.self)
        #expect(kept == 1)
        let again = try await self.handIn(world, license)
        // That a source was down is no answer; what it then says is.
        let down = try VerificationDraft {
            ["method": "web", "source": "Board", "result": "source_unavailable"][$0]
        }
        _ = try await world.service.verify(again, of: rao, down, as: world.caller("specialist"))
        #expect(try await world.service.ownFile(as: world.caller("rao")).claim(of: license)?.state == .waiting)
        let missing = try VerificationDraft { ["method": "web", "source": "Board", "result": "not_found"][$0] }
        _ = try await world.service.verify(again, of: rao, missing, as: world.caller("specialist"))
        await #expect(throws: CredentialingError.claim(.answered)) {
            try await world.service.withdrawRenewal(again, as: world.caller("rao"))
        }
        #expect(try await world.service.ownFile(as: world.caller("rao")).claim(of: license)?.state == .refused)
        _ = try await self.handIn(world, license)
        let trail = try await world.ask(
            """
            SELECT count(*) FROM praxis.audit_event
             WHERE practice_id = \(world.practice) AND action LIKE 'credentialing.renewal.%'
            """, as: Int.self)
        #expect(trail == 4)
    }

    @Test func `takes a session of the person: no token hands in or withdraws`() async throws {
        let (world, _, license) = try await self.world()
        let digest = RecordHash.of([world.practice.uuidString, "token"])
        try await world.tell(
            """
            INSERT INTO praxis.api_token (practice_id, token_id, account_id, digest, name, permissions, created_by, expires_at)
            SELECT a.practice_id, gen_random_uuid(), a.account_id, \(digest), 'phone',
                   '{practice.duty.fulfill,credentialing.credential.read,people.person.read}', a.account_id,
                   now() + interval '1 day'
              FROM praxis.account a
             WHERE a.practice_id = \(world.practice) AND a.display_name = 'rao'
            """)
        let token = Caller(claim: .token(digest), scope: .all)
        let draft = try await self.draft(world, license)
        await #expect(throws: CredentialingError.refused(.personRequired)) {
            _ = try await world.service.handIn(draft, for: license, as: token)
        }
        let term = try await self.handIn(world, license)
        #expect(try await world.service.ownFile(as: token).claim(of: license)?.term == term)
        await #expect(throws: CredentialingError.refused(.personRequired)) {
            try await world.service.withdrawRenewal(term, as: token)
        }
    }

    @Test func `is verified by somebody else`() async throws {
        let (world, rao, license) = try await self.world()
        let term = try await self.handIn(world, license)
        try await world.tell(
            """
            INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, valid, granted_by)
            SELECT \(world.practice), gen_random_uuid(), a.account_id, r.role_id, 'practice',
                   tstzrange(now() - interval '1 day', NULL), \(world.practice)
              FROM praxis.role r
              JOIN praxis.account a USING (practice_id)
             WHERE r.practice_id = \(world.practice) AND r.code = 'credentialing_specialist' AND a.display_name = 'rao'
            """)
        await #expect(throws: CredentialingError.ownFile) {
            _ = try await world.service.verify(term, of: rao, Self.check, as: world.caller("rao"))
        }
        #expect(try await world.service.waitingRenewals(as: world.caller("rao")).map(\.isOwn) == [true])
    }

    @Test func `is either withdrawn or verified where both happen at once`() async throws {
        let (world, rao, license) = try await self.world()
        for _ in 0..<5 {
            let term = try await self.handIn(world, license)
            async let withdrawn: Bool = Self.succeeds {
                try await world.service.withdrawRenewal(term, as: world.caller("rao"))
            }
            async let verified: Bool = Self.succeeds {
                _ = try await world.service.verify(term, of: rao, Self.check, as: world.caller("specialist"))
            }
            let (first, second) = (await withdrawn, await verified)
            #expect(first != second)
            if second { break }
        }
    }

    private static func succeeds(_ step: @Sendable () async throws -> Void) async -> Bool {
        do {
            try await step()
            return true
        } catch { return false }
    }

    @Test func `a claim whose days the office corrected is answered with the corrected term`() async throws {
        let (world, rao, license) = try await self.world()
        let term = try await self.handIn(world, license)
        let fields = [
            "issued": try await world.day(-3), "expires": try await world.day(600), "supersedes": term.description,
            "reason": "Misread",
        ]
        let corrected = try await world.service.add(
            try TermDraft { fields[$0] }, to: license, of: rao, as: world.caller("specialist"))
        // Whoever corrected it does not check it.
        try await world.addAccount("checker", "credentialing_specialist")
        _ = try await world.service.verify(corrected, of: rao, Self.check, as: world.caller("checker"))
        #expect(try await world.service.waitingRenewals(as: world.caller("specialist")).isEmpty)
        // The next renewal can be handed in.
        _ = try await world.service.handIn(
            try await self.draft(world, license, from: 590, until: 1300), for: license, as: world.caller("rao"))
    }
}
