import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What the record of a file proves` {
    /// A decision as the daemon's role sends it, whatever the service would say first.
    private func decide(
        _ world: World, _ file: CycleFile.ID, on day: LocalDate, _ evidence: Evidence.ID?,
        as account: String = "director"
    ) async throws {
        let version = try await world.state(file).version
        let _: Int = try await world.files.write(as: world.caller(account)) { transaction in
            try await transaction.run(
                """
                INSERT INTO praxis.file_decision
                       (person_id, file_id, decision_id, version, outcome, decided_on, evidence_id)
                SELECT f.person_id, f.file_id, gen_random_uuid(), \(version) + 1, 'approved', \(day), \(evidence)
                  FROM praxis.credentialing_file f
                 WHERE f.file_id = \(file)
                """)
            return 1
        }
    }

    @Test func `R7 the own upload, and evidence without a day, are no signed document of an earlier decision`()
        async throws
    {
        let world = try await World()
        let file = try await world.ready(daysAgo: 3)
        let day = try await world.practiceDay().adding(days: -2)
        let own = try await world.fileRecord(signed: day, on: file, as: "director")
        await #expect(throws: CredentialingError.refused(.ownDocument)) {
            try await self.decide(world, file, on: day, own)
        }
        let (blank, caller) = (Evidence.ID.make(), world.caller("specialist"))
        let document = try EvidenceDraft(name: "blank.pdf", bytes: Array("%PDF-".utf8))
        try await world.service.database.write(as: caller) { transaction in
            try await transaction.run(CheckStore.add(blank, document, to: file, nil))
        }
        for evidence in [blank, nil] {
            await #expect(throws: CredentialingError.refused(.lateWithoutDocument)) {
                try await self.decide(world, file, on: day, evidence)
            }
        }
        let others = try await world.fileRecord(signed: day, on: file)
        let records = try await world.files.record(file, as: world.caller("director")).records
        #expect(Set(records.map(\.isOwn)) == [true, false])
        try await self.decide(world, file, on: day, others)
        #expect(try await world.state(file).state == .decided)
    }

    @Test func `R7 a check entered later than made shows so, and carries no decision of an earlier day`() async throws {
        let world = try await World()
        let today = try await world.practiceDay()
        let file = try await world.file(
            of: try await world.person(of: "staff"), state: .verifying, planned: today)
        try await world.complete(file, daysAgo: 5, except: "board")
        let made = ["checked": today.adding(days: -4).description, "requested": today.adding(days: -4).description]
        await #expect(throws: CredentialingError.refused(.checkInFuture)) {
            try await world.check("board", of: file, ["checked": today.adding(days: 3).description])
        }
        #expect(throws: FieldErrors.self) {
            try worksheet(["requested": "2026-03-02", "checked": "2026-03-01"])
        }
        try await world.check("board", of: file, made)
        let check = try #require(
            try await world.files.record(file, as: world.caller("director")).checks.first { $0.element == "board" })
        #expect(check.isRecordedLate && check.verifiedOn == today.adding(days: -4) && check.recordedOn == today)
        try await world.step(file, .readyForReview)
        let signed = try await world.fileRecord(signed: today.adding(days: -2), on: file)
        await #expect(throws: CredentialingError.refused(.decisionBeforeCheck)) {
            try await self.decide(world, file, on: today.adding(days: -2), signed)
        }
        try await self.decide(world, file, on: today, nil)
    }

    @Test func `R7 a check of an earlier day without anything that shows it is refused to the daemon's role`()
        async throws
    {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2099-12-31?")
        func check(_ reference: String?) async throws {
            let _: Int = try await world.files.write(as: world.caller("specialist")) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.verification
                           (verification_id, person_id, credential_id, term_id, method, source, result, verified_at,
                            external_reference)
                    SELECT gen_random_uuid(), t.person_id, t.credential_id, t.term_id, 'web', 'Board', 'confirmed',
                           now() - interval '30 days', \(reference)
                      FROM praxis.credential_term t
                      JOIN praxis.credential c USING (practice_id, credential_id)
                     WHERE c.person_id = \(rao) AND c.type_code = 'medical_license'
                    """)
                return 1
            }
        }
        await #expect(throws: CredentialingError.refused(.lateWithoutEvidence)) { try await check(nil) }
        try await check("V-30")
        let late = try await world.ask(
            "SELECT count(*) FROM praxis.verification WHERE person_id = \(rao) AND recorded_late", as: Int.self)
        #expect(late == 1)
    }
}
