import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Records of a credentialing file` {
    @Test func `keep every field of a check, and its evidence by its digest`() async throws {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying)
        let document = try EvidenceDraft(name: "board.pdf", bytes: Array("%PDF-1.7 board".utf8))
        let today = try await world.practiceDay()
        let answer = [
            "printed_status": "Active", "printed_standing": "active", "requested": today.adding(days: -2).description,
            "as_of": today.adding(days: -1).description,
        ]
        try await world.check("license", of: file, answer, document: document)
        let check = try #require(try await world.files.record(file, as: world.caller("director")).checks.first)
        #expect(check.values == ["status": "Active", "standing": "active"] && check.query == "Rao, Asha")
        #expect(
            check.verifiedBy == "specialist" && check.verifiedOn == today && check.sourceAsOf == today.adding(days: -1))
        let evidence = try #require(check.evidence)
        #expect(evidence.digest == RecordHash.of([String(decoding: document.bytes, as: UTF8.self)]))
        #expect(
            try await world.files.evidence(evidence.id, of: file, as: world.caller("director")).bytes == document.bytes)
        await #expect(throws: CredentialingError.refused(.sourceInFuture)) {
            _ = try await world.files.check(
                "board", of: file, try worksheet(["as_of": today.adding(days: 2).description]),
                as: world.caller("specialist"))
        }
    }

    @Test func `of the data bank and of peers are closed to the auditor, who sees that they were made`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying)
        _ = try await world.files.check("npdb", of: file, try worksheet(), as: world.caller("specialist"))
        let seen = try await world.files.record(file, as: world.caller("auditor"))
        #expect(seen.checks.isEmpty)
        #expect(seen.items.first { $0.element == "npdb" }?.status == .satisfied)
        #expect(try await world.files.record(file, as: world.caller("director")).checks.count == 1)
    }

    @Test func `of a program count once another person has reviewed them`() async throws {
        let world = try await World()
        try await world.addCommittee()
        let person = try await world.person(of: "staff")
        let file = try await world.file(of: person, state: .verifying)
        try await world.credentials(for: file)
        let check = Verification.ID.make()
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, credentialing_file_id, method, source,
                    result, external_reference, fetched, verified_by)
            SELECT \(world.practice), \(check), \(person), t.credential_id, t.term_id, \(file), 'api', 'Board', 'confirmed', 'V-1',
                   true, a.account_id
              FROM praxis.account a
              JOIN praxis.credential_term t USING (practice_id)
              JOIN praxis.credential c USING (practice_id, credential_id)
             WHERE a.practice_id = \(world.practice) AND a.display_name = 'specialist' AND c.type_code = 'medical_license'
            """)
        #expect(try await world.status("license", of: file) == .unreviewed)
        let accepted = try CheckReviewDraft(accepted: true, note: "Asked again")
        await #expect(throws: CredentialingError.ownFile) {
            try await world.files.review(check, of: file, accepted, as: world.caller("specialist"))
        }
        try await world.files.review(check, of: file, accepted, as: world.caller("second"))
        #expect(try await world.status("license", of: file) == .satisfied)
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await world.files.review(check, of: file, accepted, as: world.caller("second"))
        }
        let told = try await world.ask(
            """
            SELECT o.topic || ' ' || coalesce(e.reason, 'without words')
              FROM praxis.outbox o
              JOIN praxis.audit_event e USING (practice_id)
             WHERE o.practice_id = \(world.practice) AND o.object_id = \(person) AND e.action = 'credentialing.file.review'
            """, as: String.self)
        // The record keeps the note for whoever may read the element; the trail, which others read, does not.
        #expect(told == "credentialing.clearance.changed without words")
    }

    @Test func `that find something raise a flag, a red one takes a second person to dismiss`() async throws {
        let world = try await World()
        try await world.addCommittee()
        let file = try await world.file(
            of: try await world.person(of: "staff"), state: .verifying, planned: try await world.practiceDay())
        try await world.complete(file, except: "sanctions")
        _ = try await world.files.check(
            "sanctions", of: file, try worksheet(["result": "confirmed_with_findings"]), as: world.caller("specialist"))
        await #expect(throws: (any Error).self) { try await world.step(file, .readyForReview) }
        try await world.step(file, .flagged)
        let flag = try #require(try await world.files.record(file, as: world.caller("specialist")).flags.first)
        #expect(flag.isRed)
        let unfounded = try FlagDispositionDraft {
            ["outcome": "unfounded", "note": "Another person of that name"][$0]
        }
        await #expect(throws: CredentialingError.secondPersonRequired) {
            try await world.files.dispose(flag.id, of: file, unfounded, after: 0, as: world.caller("specialist"))
        }
        await #expect(throws: CredentialingError.refused(.flagsOpen)) { try await world.step(file, .verifying) }
        try await world.files.dispose(flag.id, of: file, unfounded, after: 0, as: world.caller("second"))
        await #expect(throws: CredentialingError.stale(current: 1, sent: 0)) {
            try await world.files.dispose(flag.id, of: file, unfounded, after: 0, as: world.caller("second"))
        }
        try await world.step(file, .verifying)
        try await world.step(file, .readyForReview)
        #expect(try await world.files.record(file, as: world.caller("director")).file.isClean)
    }

    @Test func `correct an earlier check by a new one that stands for its day`() async throws {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying)
        let wrong = try await world.check("board", of: file)
        let correction = [
            "supersedes": wrong.description, "result": "mismatch", "differs": "Number", "reason": "Typed wrongly",
        ]
        await #expect(throws: CredentialingError.refused(.otherCheck)) {
            try await world.check("license", of: file, correction)
        }
        try await world.check("board", of: file, correction)
        let record = try await world.files.record(file, as: world.caller("specialist"))
        #expect(record.items.first { $0.element == "board" }?.status == .unusable)
        #expect(record.checks.map(\.isSuperseded) == [false, true])
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await world.check("board", of: file, correction)
        }
    }

    @Test func `say why an element does not apply, and take it back`() async throws {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying)
        for (stands, status) in [("yes", ChecklistItem.Status.excepted), ("no", .missing)] {
            let fields = ["stands": stands, "reason": "Prescribes no controlled substances"]
            try await world.files.except(
                "dea", of: file, try ExceptionDraft { fields[$0] }, as: world.caller("specialist"))
            let record = try await world.files.record(file, as: world.caller("specialist"))
            #expect(record.items.first { $0.element == "dea" }?.status == status)
        }
        await #expect(throws: CredentialingError.unknown) {
            try await world.files.except(
                "attestation", of: file, try ExceptionDraft { ["reason": "Nobody needs to sign"][$0] },
                as: world.caller("specialist"))
        }
    }
}
