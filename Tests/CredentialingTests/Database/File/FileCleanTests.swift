import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A clean file` {
    private func bar(_ world: World, _ status: String, of file: CycleFile.ID) async throws {
        try await world.tell(
            """
            INSERT INTO praxis.credential_status
                   (practice_id, status_id, person_id, credential_id, status, starts_on, source, created_by)
            SELECT c.practice_id, gen_random_uuid(), c.person_id, c.credential_id, \(status),
                   praxis_private.practice_day(c.practice_id, now()) - 3, 'Board', c.practice_id
              FROM praxis.credential c
              JOIN praxis.credentialing_file f USING (practice_id, person_id)
             WHERE f.file_id = \(file) AND c.type_code = 'medical_license'
            """)
    }

    @Test(arguments: [("revoked", ChecklistItem.Status.barred), ("suspended", .barred), ("probation", .satisfied)])
    func `has no license that was revoked, suspended or limited since it was checked`(
        status: String, shows: ChecklistItem.Status
    ) async throws {
        let world = try await World()
        let file = try await world.ready()
        #expect(try await world.files.record(file, as: world.caller("director")).file.isClean)
        try await self.bar(world, status, of: file)
        let record = try await world.files.record(file, as: world.caller("director"))
        #expect(record.items.first { $0.element == "license" }?.status == shows && !record.file.isClean)
        await #expect(throws: CredentialingError.refused(.committeeRequired)) { try await world.decide(file) }
    }

    @Test func `has checks of credentials that are on file and cover the day of the decision`() async throws {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying)
        await #expect(throws: CredentialingError.refused(.termRequired)) {
            _ = try await world.files.check("license", of: file, try worksheet(), as: world.caller("specialist"))
        }
        try await world.check("license", of: file)
        #expect(try await world.status("license", of: file) == .satisfied)
        // Entered before checks had to name their credential.
        try await world.tell("UPDATE praxis.verification SET term_id = NULL, credential_id = NULL")
        #expect(try await world.status("license", of: file) == .unattached)
        try await world.check("license", of: file)
        try await world.tell(
            "UPDATE praxis.credential_term SET expires_on = praxis_private.practice_day(practice_id, now()) - 1")
        #expect(try await world.status("license", of: file) == .lapsed)
    }

    @Test func `leaves nothing out: what does not apply is the committee's, what everybody shows is nobody's`()
        async throws
    {
        let world = try await World()
        let (file, specialist) = (try await world.ready(), world.caller("specialist"))
        let exception = try ExceptionDraft { ["reason": "Prescribes no controlled substances"][$0] }
        for element in ["identity", "license", "malpractice_history", "sanctions", "exclusion"] {
            await #expect(throws: CredentialingError.refused(.notExceptable), "\(element)") {
                try await world.files.except(element, of: file, exception, as: specialist)
            }
        }
        try await world.files.except("dea", of: file, exception, as: specialist)
        #expect(try await world.status("dea", of: file) == .excepted)
        for outcome in ["approved", "provisional"] {
            await #expect(throws: CredentialingError.refused(.committeeRequired), "\(outcome)") {
                try await world.decide(file, ["outcome": outcome])
            }
        }
        let back = ["stands": "no", "reason": "The registration came in"]
        try await world.files.except("dea", of: file, try ExceptionDraft { back[$0] }, as: specialist)
        try await world.decide(file)
    }

    @Test func `has every yes of the application looked into`() async throws {
        let world = try await World()
        let staff = world.caller("staff")
        let file = try await world.file(
            of: try await world.person(of: "staff"), state: .applicationInProgress,
            planned: try await world.practiceDay())
        for section in ApplicationForm.sections {
            let said = [
                "disclosures": ["license": "yes", "license_why": "In 2019"],
                "cover": ["claims": "yes", "claims_why": "One, dismissed"],
            ]
            try await world.files.write(
                section, section.filled(said[section.name] ?? [:]), of: file, version: 0, as: staff)
        }
        try await world.files.submit(file, signature: "Staff Account", version: 1, as: staff)
        let flags = try await world.files.record(file, as: world.caller("specialist")).flags
        #expect(
            Set(flags.map(\.summary)) == [
                "The application says yes: claims of the last five years",
                "The application says yes: a license lost or limited",
            ])
        #expect(flags.filter(\.isRed).map(\.element) == ["license"])
        try await world.step(file, .verifying)
        try await world.complete(file)
        await #expect(throws: (any Error).self) { try await world.step(file, .readyForReview) }
        #expect(try await world.files.record(file, as: staff).flags.isEmpty)
    }

    @Test func `is not decided by who checked beside it, or entered what was checked`() async throws {
        let world = try await World()
        let director = try #require(
            try await world.ask(
                "SELECT account_id::text FROM praxis.account WHERE practice_id = \(world.practice) AND display_name = 'director'",
                as: String.self))
        let beside = try await world.ready()
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, element, method, source, result, verified_by)
            SELECT f.practice_id, gen_random_uuid(), f.person_id, 'sanctions', 'web', 'Board', 'confirmed', \(director)::uuid
              FROM praxis.credentialing_file f
             WHERE f.file_id = \(beside)
            """)
        await #expect(throws: CredentialingError.ownFile) { try await world.decide(beside) }
        let entered = try await world.ready(of: "manager")
        try await world.tell(
            """
            UPDATE praxis.credential_term t
               SET created_by = \(director)::uuid
              FROM praxis.credentialing_file f
             WHERE f.file_id = \(entered) AND t.person_id = f.person_id
            """)
        await #expect(throws: CredentialingError.ownFile) { try await world.decide(entered) }
    }
}
