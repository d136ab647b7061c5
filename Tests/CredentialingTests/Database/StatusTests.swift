import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What a board did to a license` {
    private func draft(_ fields: [String: String]) throws -> StatusDraft {
        try StatusDraft { fields[$0] }
    }

    @Test func `is not recorded by its holder`() async throws {
        let world = try await World()
        let specialist = try await world.person(of: "specialist")
        let license = try await world.credential("medical_license", "CO", of: specialist, "2020-01-01..2999-12-31")
        let probation = try self.draft(["status": "probation", "starts": "2026-01-01", "source": "Board"])
        await #expect(throws: CredentialingError.ownFile) {
            _ = try await world.service.add(
                probation, to: license, of: specialist, as: world.caller("specialist"))
        }
    }

    @Test func `is taken back by a second person who asked the source again`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        let license = try #require(file.credentials.first { $0.type == "medical_license" })
        let order = ["status": "suspended", "starts": today.adding(days: -3).description, "source": "Order"]
        let suspension = try await world.service.add(
            try self.draft(order), to: license.id, of: rao, as: world.caller("specialist"))
        func judged() async throws -> ClearanceVerdict {
            try await world.clearance(rao, "\(today) 08:00", "\(today) 16:00").verdict
        }
        #expect(try await judged() == .blocked)
        let lifted = order.merging([
            "ends": today.description, "supersedes": suspension.description, "reason": "The board wrote",
            "source": "Reinstated",
        ]) { $1 }
        // Neither its author, nor anybody by moving it out of the way, nor without a new answer of the board.
        for change in [[:], ["status": "probation"], ["starts": "2999-01-01", "ends": "2999-12-31"]] {
            let changed = try self.draft(lifted.merging(change) { $1 })
            await #expect(throws: CredentialingError.secondPersonRequired) {
                _ = try await world.service.add(changed, to: license.id, of: rao, as: world.caller("specialist"))
            }
            await #expect(throws: CredentialingError.verificationRequired) {
                _ = try await world.service.add(changed, to: license.id, of: rao, as: world.caller("second"))
            }
        }
        #expect(try await judged() == .blocked)
        let answer = ["method": "web", "source": "State board", "result": "confirmed", "reference": "V-77"]
        let term = try #require(file.terms(of: license.id).first)
        _ = try await world.service.verify(
            term.id, of: rao, try VerificationDraft { answer[$0] }, as: world.caller("administrator"))
        _ = try await world.service.add(
            try self.draft(lifted), to: license.id, of: rao, as: world.caller("second"))
        #expect(try await judged() == .cleared)
    }

    @Test func `may be made longer or worse by anybody who verifies`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        let license = try #require(file.credentials.first { $0.type == "medical_license" })
        var order = ["status": "suspended", "starts": "2026-05-03", "ends": "2026-05-18", "source": "Order"]
        let suspension = try await world.service.add(
            try self.draft(order), to: license.id, of: rao, as: world.caller("specialist"))
        order.merge(["status": "revoked", "supersedes": suspension.description, "reason": "Worse"]) { $1 }
        order["ends"] = nil
        _ = try await world.service.add(try self.draft(order), to: license.id, of: rao, as: world.caller("specialist"))
        let told = try await world.clearance(rao, "2026-06-01 08:00", "2026-06-01 16:00")
        #expect(told.reasons.map(\.state) == ["revoked"])
    }

    @Test func `R9: a license turned single-state satisfies its own state alone, from that day`() async throws {
        let world = try await World()
        let nurse = try await world.person(
            "Nia", "Nurse", born: "1990-01-01", role: "registered_nurse", at: "phoenix", "denver")
        try await world.credential("bls", of: nurse, "2024-01-01..2028-01-01")
        let license = try await world.credential(
            "rn_license", "CO", of: nurse, multistate: true, "2024-01-01..2028-01-01")
        var turned = ["status": "single_state", "starts": "2026-05-02", "source": "Nursys"]
        let span = try await world.service.add(
            try self.draft(turned), to: license, of: nurse, as: world.caller("specialist"))
        turned.merge(["ends": "2026-05-02", "supersedes": span.description, "reason": "An error"]) { $1 }
        let undone = try self.draft(turned)
        await #expect(throws: CredentialingError.secondPersonRequired) {
            _ = try await world.service.add(undone, to: license, of: nurse, as: world.caller("specialist"))
        }
        for (clinic, day, verdict) in [
            ("phoenix", "2026-05-01", ClearanceVerdict.cleared), ("phoenix", "2026-05-02", .blocked),
            ("denver", "2026-05-02", .cleared),
        ] {
            let answer = try await world.clearance(
                nurse, at: clinic, role: "registered_nurse", "\(day) 08:00", "\(day) 16:00", as: "administrator")
            #expect(answer.verdict == verdict, "\(clinic) \(day): \(answer.reasons)")
        }
        let card = try await world.credential("acls", of: nurse, "2024-01-01..2028-01-01")
        await #expect(throws: CredentialingError.notMultistate) {
            _ = try await world.service.add(
                try self.draft(["status": "single_state", "starts": "2026-05-02", "source": "x"]), to: card, of: nurse,
                as: world.caller("specialist"))
        }
    }

    @Test
    func
        `R9: a license turned multistate is honored by the compact from that day, once somebody else asked its source`()
        async throws
    {
        let world = try await World()
        let nurse = try await world.person(
            "Nia", "Nurse", born: "1990-01-01", role: "registered_nurse", at: "phoenix", "denver")
        try await world.credential("bls", of: nurse, "2024-01-01..2999-01-01")
        let license = try await world.credential("rn_license", "CO", of: nurse, "2024-01-01..2999-01-01?")
        let today = try await world.today()
        let turned = ["status": "multistate", "starts": today.description, "source": "Nursys"]
        await #expect(throws: CredentialingError.verificationRequired) {
            _ = try await world.service.add(
                try self.draft(turned), to: license, of: nurse, as: world.caller("specialist"))
        }
        let answer = ["method": "web", "source": "Nursys", "result": "confirmed", "reference": "V-77"]
        let file = try await world.service.file(of: nurse, as: world.caller("specialist"))
        let term = try #require(file.terms(of: license).first)
        _ = try await world.service.verify(
            term.id, of: nurse, try VerificationDraft { answer[$0] }, as: world.caller("administrator"))
        let span = try await world.service.add(
            try self.draft(turned), to: license, of: nurse, as: world.caller("specialist"))
        for (clinic, day, verdict) in [
            ("phoenix", today.adding(days: -1), ClearanceVerdict.blocked), ("phoenix", today, .cleared),
            ("denver", today.adding(days: -1), .cleared), ("denver", today, .cleared),
        ] {
            let answer = try await world.clearance(
                nurse, at: clinic, role: "registered_nurse", "\(day) 08:00", "\(day) 16:00", as: "administrator")
            #expect(answer.verdict == verdict, "\(clinic) \(day): \(answer.reasons)")
        }
        // Taken back at once; no further back than it was checked.
        let back = turned.merging(["ends": today.description, "supersedes": span.description, "reason": "An error"]) {
            $1
        }
        _ = try await world.service.add(try self.draft(back), to: license, of: nurse, as: world.caller("specialist"))
        let after = try await world.clearance(
            nurse, at: "phoenix", role: "registered_nurse", "\(today) 08:00", "\(today) 16:00", as: "administrator")
        #expect(after.verdict == .blocked)
        let physician = try await world.credential("medical_license", "CO", of: nurse, "2024-01-01..2999-01-01")
        await #expect(throws: CredentialingError.notSingleState) {
            _ = try await world.service.add(
                try self.draft(turned), to: physician, of: nurse, as: world.caller("specialist"))
        }
    }

    @Test func `what a program fetched counts once a person has accepted it`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2026-01-01..2027-12-31?")
        let license = try #require(
            try await world.ask(
                "SELECT credential_id FROM praxis.credential WHERE person_id = \(rao) AND type_code = 'medical_license'",
                as: Credential.ID.self))
        func fetched(_ result: String, accepted: Bool) async throws {
            let check = UUID.version7()
            try await world.tell(
                """
                INSERT INTO praxis.verification
                       (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, fetched,
                        verified_by)
                SELECT t.practice_id, \(check), t.person_id, t.credential_id, t.term_id, 'web', 'Board', \(result), true,
                       t.practice_id
                  FROM praxis.credential_term t WHERE t.credential_id = \(license)
                """)
            #expect(try await judged() == before)
            try await world.tell(
                """
                INSERT INTO praxis.verification_review
                       (practice_id, person_id, verification_id, accepted, note, reviewed_by)
                VALUES (\(world.practice), \(rao), \(check), \(accepted), 'Looked at it', \(world.practice))
                """)
        }
        func judged() async throws -> [String] {
            try await world.clearance(rao, "2026-06-01 08:00", "2026-06-01 16:00").reasons.map(\.state)
        }
        var before = ["unverified"]
        try await fetched("confirmed", accepted: false)
        #expect(try await judged() == before)
        try await fetched("confirmed", accepted: true)
        before = []
        #expect(try await judged() == before)
        let shift = try await world.shift(on: try await world.today().adding(days: 3))
        try await world.assign(rao, to: shift)
        try await fetched("not_found", accepted: true)
        #expect(try await judged() == ["unverified"])
        #expect(try await world.conflicts(of: rao) == 1)
    }

    @Test func `guards look at rows that their caller may not read`() async throws {
        let world = try await World()
        try await world.tell(
            """
            INSERT INTO praxis.role (practice_id, role_id, code, name, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'clerk', 'Clerk', \(world.practice))
            """,
            """
            INSERT INTO praxis.role_permission (practice_id, role_id, permission)
            SELECT r.practice_id, r.role_id, p
              FROM praxis.role r, unnest('{credentialing.credential.write,credentialing.verification.write}'::text[]) p
             WHERE r.practice_id = \(world.practice) AND r.code = 'clerk'
            """)
        try await world.addAccount("clerk", "clerk")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let license = try #require(
            try await world.ask(
                "SELECT credential_id FROM praxis.credential WHERE person_id = \(rao) AND type_code = 'medical_license'",
                as: Credential.ID.self))
        let refused = await #expect(throws: PostgresError.self) {
            try await world.service.database.write(as: world.caller("clerk")) { transaction in
                let term = Term.ID.make()
                try await transaction.run(
                    """
                    INSERT INTO praxis.credential_term (term_id, person_id, credential_id, issued_on, expires_on)
                    VALUES (\(term), \(rao), \(license), '2030-01-01', '2035-01-01')
                    """,
                    """
                    INSERT INTO praxis.verification
                           (verification_id, person_id, credential_id, term_id, method, source, result)
                    VALUES (gen_random_uuid(), \(rao), \(license), \(term), 'web', 'Board', 'confirmed')
                    """)
            }
        }
        #expect(refused?.raised?.code == "sod_violation")
    }
}
