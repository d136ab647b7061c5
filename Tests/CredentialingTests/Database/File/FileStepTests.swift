import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A credentialing file` {
    @Test func `knows the same steps in the database as in the program`() async throws {
        let world = try await World()
        let steps = try await world.ask(
            "SELECT array_agg(from_state || ' ' || to_state || ' ' || actor ORDER BY from_state, to_state) FROM praxis.file_transition",
            as: [String].self)
        #expect(
            Set(steps ?? []) == Set(FileStep.all.map { "\($0.from.rawValue) \($0.to.rawValue) \($0.actor.rawValue)" }))
    }

    @Test func `goes from the invitation through the person's own application to the director's approval`() async throws
    {
        let world = try await World()
        let person = try await world.person(of: "staff")
        let fields = ["person": person.description, "cycle": "initial", "role": "physician"]
        let file = try await world.files.open(try FileDraft { fields[$0] }, as: world.caller("specialist"))
        await #expect(throws: CredentialingError.refused(.identityIncomplete)) { try await world.step(file, .invited) }
        let today = try await world.practiceDay()
        let plan = ["planned": today.adding(days: 10).description, "no_npi": "on"]
        _ = try await world.files.change(file, try FileEdit { plan[$0] }, version: 1, as: world.caller("specialist"))
        try await world.step(file, .invited)
        await #expect(throws: CredentialingError.refused(.applicantOnly)) {
            try await world.step(file, .applicationInProgress)
        }
        try await self.apply(world, file)
        try await world.step(file, .verifying)
        await #expect(throws: (any Error).self) { try await world.step(file, .readyForReview) }
        for item in try await world.files.record(file, as: world.caller("specialist")).items
        where item.element != "attestation" {
            try await world.check(item.element, of: file)
        }
        try await world.step(file, .readyForReview)
        let ready = try await world.files.record(file, as: world.caller("director"))
        #expect(ready.file.done == ready.file.needed && ready.file.isClean)
        let own = try await world.files.application(file, as: world.caller("staff")).attestations.first
        #expect(
            ready.attestations.first?.digest
                == RecordHash.of([String(decoding: own?.content ?? [], as: UTF8.self)]))
        try await world.decide(file)
        let decided = try await world.files.record(file, as: world.caller("director"))
        let decision = try #require(decided.decisions.first)
        #expect(decision.recredDueOn == today.adding(months: 36))
        #expect(decision.noticeDueOn == today.adding(days: 30) && !decision.isRecordedLate)
        #expect(
            decided.events.map(\.to) == [
                .invited, .applicationInProgress, .received, .verifying, .readyForReview, .decided,
            ])
    }

    private func apply(_ world: World, _ file: CycleFile.ID) async throws {
        let staff = world.caller("staff")
        let own = try #require(try await world.files.own(as: staff).first)
        try await world.files.begin(file, version: own.version, as: staff)
        for section in ApplicationForm.sections {
            try await world.files.write(section, section.filled(), of: file, version: 0, as: staff)
        }
        let personal = try #require(ApplicationForm.section("personal"))
        await #expect(throws: FieldErrors.self, "what is asked is answered") {
            try await world.files.write(personal, [:], of: file, version: 1, as: staff)
        }
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await world.files.write(personal, personal.filled(["name": "y"]), of: file, version: 0, as: staff)
        }
        await #expect(throws: (any Error).self, "nobody writes or signs for somebody else") {
            try await world.files.submit(
                file, signature: "Staff", version: own.version + 1, as: world.caller("specialist"))
        }
        try await world.files.submit(file, signature: "Staff Account", version: own.version + 1, as: staff)
    }

    @Test func `is returned twice at most`() async throws {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .received)
        for round in 1...2 {
            await #expect(throws: FieldErrors.self) { try await world.step(file, .returnedIncomplete) }
            try await world.step(file, .returnedIncomplete, reason: "The references are missing, round \(round)")
            let own = try #require(try await world.files.own(as: world.caller("staff")).first)
            #expect(own.attempt == round + 1 && own.returnedFor?.hasSuffix("\(round)") == true)
            try await world.files.begin(file, version: own.version, as: world.caller("staff"))
            if round == 1 {
                for section in ApplicationForm.sections {
                    try await world.files.write(
                        section, section.filled(), of: file, version: 0, as: world.caller("staff"))
                }
            }
            try await world.files.submit(
                file, signature: "Staff", version: own.version + 1, as: world.caller("staff"))
        }
        await #expect(throws: CredentialingError.refused(.attemptsExhausted)) {
            try await world.step(file, .returnedIncomplete, reason: "Still missing")
        }
        #expect(
            try await world.files.record(file, as: world.caller("specialist")).attestations.map(\.attempt) == [3, 2])
    }

    @Test func `tells the second of two specialists what the first did`() async throws {
        let world = try await World()
        try await world.addCommittee()
        let file = try await world.file(of: try await world.person(of: "staff"))
        let edit = try FileEdit { ["note": "mine"][$0] }
        _ = try await world.files.change(file, edit, version: 1, as: world.caller("specialist"))
        await #expect(throws: CredentialingError.stale(current: 2, sent: 1)) {
            _ = try await world.files.change(file, edit, version: 1, as: world.caller("second"))
        }
        await #expect(throws: CredentialingError.stale(current: 2, sent: 1)) {
            _ = try await world.files.step(file, StepDraft(.withdrawn), version: 1, as: world.caller("second"))
        }
    }

    @Test func `C10 a later planned day sends it back to verifying`() async throws {
        let world = try await World()
        let today = try await world.practiceDay()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying, planned: today)
        try await world.complete(file, daysAgo: 120)
        try await world.step(file, .readyForReview)
        let plan = ["planned": today.adding(days: 1).description]
        _ = try await world.files.change(
            file, try FileEdit { plan[$0] }, version: try await world.state(file).version,
            as: world.caller("specialist"))
        let record = try await world.files.record(file, as: world.caller("specialist"))
        #expect(record.file.state == .verifying)
        #expect(Set(record.items.filter { !$0.status.isDone }.map(\.status)) == [.aged])
        // What does not age stays: identity, education, DEA, cover.
        #expect(
            record.items.filter { $0.status == .satisfied }.map(\.element) == [
                "identity", "dea", "education", "malpractice_cover",
            ])
    }

    @Test(
        arguments: [
            "UPDATE praxis.credentialing_file SET state = 'decided'", "DELETE FROM praxis.file_event",
            "UPDATE praxis.verification SET verified_on = CURRENT_DATE",
            "UPDATE praxis.attestation SET signature = 'x'",
            "UPDATE praxis.evidence SET name = 'x'", "DELETE FROM praxis.checklist_item",
            "UPDATE praxis.file_decision SET outcome = 'approved'", "DELETE FROM praxis.committee_vote",
        ] as [StaticSQL])
    func `keeps its history from the daemon`(statement: StaticSQL) async throws {
        let world = try await World()
        await #expect(throws: (any Error).self) {
            try await world.service.database.write(as: world.caller("administrator")) { transaction in
                try await transaction.run(statement.sql)
            }
        }
    }

    @Test func `is for those who prepare, decide and audit, and its own person's only as an application`() async throws
    {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .received)
        #expect(try await world.files.record(file, as: world.caller("director")).file.id == file)
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.files.record(file, as: world.caller("manager"))
        }
        try await world.complete(file)
        _ = try await world.files.raise(
            try FlagDraft { ["color": "red", "summary": "To look into"][$0] }, on: file, as: world.caller("specialist"))
        let own = try await world.files.record(file, as: world.caller("staff"))
        // Of the own credentials they see the checks, of themselves none.
        #expect(own.flags.isEmpty)
        #expect(Set(own.checks.map(\.element)) == ["license", "dea", "state_csr", "board", "malpractice_cover"])
        #expect(try await world.files.own(as: world.caller("manager")).isEmpty)
        #expect(try await world.files.own(as: world.caller("staff")).map(\.id) == [file])
        let specialist = try await world.file(of: try await world.person(of: "specialist"), state: .received)
        await #expect(throws: CredentialingError.ownFile) { try await world.step(specialist, .verifying) }
        await #expect(throws: CredentialingError.ownFile) {
            _ = try await world.files.check("license", of: specialist, try worksheet(), as: world.caller("specialist"))
        }
    }
}
