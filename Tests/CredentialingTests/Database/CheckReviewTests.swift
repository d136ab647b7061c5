import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A check by a program of somebody without a file` {
    private let accepted = try! CheckReviewDraft(accepted: true, note: nil)

    /// A card that no file asks for, checked by a program of an account.
    private func fetched(
        _ world: World, _ result: String = "confirmed", of own: Person.ID? = nil, by account: String = "specialist",
        on day: String? = nil
    ) async throws -> (person: Person.ID, term: Term.ID, check: Verification.ID) {
        let aide = try await world.person("Mia", "Aide", role: "medical_assistant", at: "denver")
        let holder = own ?? aide
        let card = try await world.credential("acls", of: holder)
        let term = try await world.term("2020-01-01..2099-12-31?", of: card, holder)
        let check = Verification.ID.make()
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, method, source, result,
                    external_reference, fetched, verified_by, verified_at)
            SELECT a.practice_id, \(check), \(holder), \(card), \(term), 'api', 'Board', \(result), 'V-1', true, a.account_id,
                   coalesce(\(day)::timestamptz + interval '18 hours', now())
              FROM praxis.account a
             WHERE a.practice_id = \(world.practice) AND a.display_name = \(account)
            """)
        return (holder, term, check)
    }

    private func seen(
        _ world: World, _ check: Verification.ID, of person: Person.ID, as account: String
    ) async throws -> Verification {
        let file = try await world.service.file(of: person, as: world.caller(account))
        return try #require(file.verifications.first { $0.id == check })
    }

    @Test func `waits, and counts once another person has accepted it`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let (person, term, check) = try await self.fetched(world)
        func isVerified() async throws -> Bool? {
            try await world.service.file(of: person, as: world.caller("manager")).terms.first { $0.id == term }?
                .isVerified
        }
        for account in ["manager", "second"] {
            let waiting = try await self.seen(world, check, of: person, as: account)
            #expect(waiting.waitsForReview && !waiting.counts, "\(account)")
        }
        #expect(try await isVerified() == false)
        await #expect(throws: CredentialingError.ownFile) {
            try await world.service.review(check, of: person, self.accepted, as: world.caller("specialist"))
        }
        for account in ["manager", "director", "staff"] {
            await #expect(throws: (any Error).self, "\(account)") {
                try await world.service.review(check, of: person, self.accepted, as: world.caller(account))
            }
        }
        try await world.service.review(check, of: person, self.accepted, as: world.caller("second"))
        #expect(try await isVerified() == true)
        // Who reads no files sees that it counts, and not who said so.
        let told = try await self.seen(world, check, of: person, as: "manager")
        #expect(!told.waitsForReview && told.counts && told.review?.by == nil)
        #expect(try await self.seen(world, check, of: person, as: "second").review?.by == "second")
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await world.service.review(check, of: person, self.accepted, as: world.caller("second"))
        }
        let changes = try await world.ask(
            """
            SELECT count(*) FROM praxis.outbox
             WHERE topic = 'credentialing.clearance.changed' AND object_id = \(person)
            """, as: Int.self)
        #expect(changes == 1)
    }

    @Test func `counts for nothing where it is rejected, and who rejects it says why`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let (person, term, check) = try await self.fetched(world)
        let errors = try #require(throws: FieldErrors.self) { try CheckReviewDraft(accepted: false, note: nil) }
        #expect(errors.entries.map(\.field) == ["note"])
        try await world.service.review(
            check, of: person, try CheckReviewDraft(accepted: false, note: "Of another person"),
            as: world.caller("second"))
        let file = try await world.service.file(of: person, as: world.caller("second"))
        #expect(file.terms.first { $0.id == term }?.isVerified == false)
        let told = try #require(file.verifications.first { $0.id == check })
        #expect(!told.waitsForReview && !told.counts && told.review?.note == "Of another person")
    }

    @Test func `is listed at the clinic where the person works, and in all of them of somebody who is nowhere yet`()
        async throws
    {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let here = try await self.fetched(world)
        let left = try await self.fetched(world)
        try await world.endAppointment(left.person, at: "denver", on: try #require(LocalDate("2021-01-01")))
        let applicant = try await self.fetched(world, of: try await world.person("Ann", "Applicant"))
        func listed(_ scope: Scope) async throws -> Set<Verification.ID> {
            Set(try await world.service.waitingChecks(as: world.caller("second", scope)).map(\.id))
        }
        #expect(try await listed(.clinic(Slug("denver")!)) == [here.check])
        #expect(try await listed(.all) == [here.check, left.check, applicant.check])
    }

    @Test func `is rejected by nobody without a reason, whatever road it comes by`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let (person, _, check) = try await self.fetched(world)
        await #expect(throws: CredentialingError.refused(.reasonRequired)) {
            let _: Int = try await world.service.write(as: world.caller("second")) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.verification_review (person_id, verification_id, accepted)
                    VALUES (\(person), \(check), false)
                    """)
                return 1
            }
        }
        #expect(try await self.seen(world, check, of: person, as: "second").waitsForReview)
    }

    @Test func `is the first day of a term only once it is accepted, a correction that of what it corrects`()
        async throws
    {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let (person, term, check) = try await self.fetched(world, on: "2020-06-01")
        let card = try #require(
            try await world.service.file(of: person, as: world.caller("second")).terms.first { $0.id == term }
        ).credential
        try await world.term("2010-01-01..2019-12-31", of: card, person)
        let fields = ["method": "web", "source": "Board", "result": "confirmed", "reference": "V-2"]
        let first = try await world.service.verify(
            term, of: person, try VerificationDraft { fields.merging(["checked": "2024-06-03"]) { $1 }[$0] },
            as: world.caller("second"))
        func unverified() async throws -> [String] {
            try await world.service.file(of: person, as: world.caller("second")).holes(of: card)
                .filter { $0.kind == .unverified }.map { "\($0.first)..\($0.last)" }
        }
        #expect(try await unverified() == ["2020-01-01..2024-06-02"], "nobody has accepted what the program says")
        let correction = fields.merging(["supersedes": first.description, "reason": "The number was wrong"]) { $1 }
        _ = try await world.service.verify(
            term, of: person, try VerificationDraft { correction[$0] }, as: world.caller("second"))
        #expect(try await unverified() == ["2020-01-01..2024-06-02"])
        try await world.service.review(check, of: person, self.accepted, as: world.caller("second"))
        #expect(try await unverified() == ["2020-01-01..2020-05-31"])
    }

    @Test func `is no confirmation by who entered the term`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let (person, term, check) = try await self.fetched(world)
        try await world.tell(
            """
            UPDATE praxis.credential_term t
               SET created_by = a.account_id
              FROM praxis.account a
             WHERE a.practice_id = t.practice_id AND a.display_name = 'second' AND t.term_id = \(term)
            """)
        #expect(try await self.seen(world, check, of: person, as: "second").isReviewable == false)
        await #expect(throws: CredentialingError.ownFile) {
            try await world.service.review(check, of: person, self.accepted, as: world.caller("second"))
        }
    }

    @Test func `is listed for those who review it until somebody has, or it is corrected`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let (person, _, check) = try await self.fetched(world)
        let (other, term, corrected) = try await self.fetched(world)
        _ = try await self.fetched(world, "source_unavailable")
        func listed(_ account: String, _ scope: Scope = .all) async throws -> [Verification.ID: Bool] {
            let checks = try await world.service.waitingChecks(as: world.caller(account, scope))
            return Dictionary(uniqueKeysWithValues: checks.map { ($0.id, $0.isReviewable) })
        }
        #expect(try await listed("second") == [check: true, corrected: true])
        #expect(try await listed("specialist") == [check: false, corrected: false])
        #expect(try await listed("second", .clinic(Slug("phoenix")!)).isEmpty)
        #expect(try await listed("staff").isEmpty)
        let fields = [
            "method": "web", "source": "Board", "result": "mismatch", "supersedes": corrected.description,
            "reason": "Asked again",
        ]
        _ = try await world.service.verify(
            term, of: other, try VerificationDraft { fields[$0] }, as: world.caller("second"))
        #expect(try await listed("second") == [check: true])
        try await world.service.review(check, of: person, self.accepted, as: world.caller("second"))
        #expect(try await listed("second").isEmpty)
    }

    @Test func `is nobody's to review about themselves, and of another person unknown`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let own = try await self.fetched(world, of: try await world.person(of: "second"))
        #expect(try await self.seen(world, own.check, of: own.person, as: "second").isReviewable == false)
        await #expect(throws: CredentialingError.ownFile) {
            try await world.service.review(own.check, of: own.person, self.accepted, as: world.caller("second"))
        }
        let other = try await world.physician("Rao", "CO", "2020-01-01..2099-12-31")
        await #expect(throws: CredentialingError.unknown) {
            try await world.service.review(own.check, of: other, self.accepted, as: world.caller("second"))
        }
        let made = try #require(
            try await world.service.file(of: other, as: world.caller("second")).verifications.first)
        await #expect(throws: CredentialingError.refused(.notFetched)) {
            try await world.service.review(made.id, of: other, self.accepted, as: world.caller("second"))
        }
    }
}
