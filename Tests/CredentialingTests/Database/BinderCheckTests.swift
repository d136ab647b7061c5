import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A binder's log of checks` {
    private func open(_ world: World, _ people: Person.ID..., as account: String = "auditor") async throws -> Binder {
        let fields = ["way": "chosen", "purpose": "Survey of March"]
        return try await world.service.binder(
            try BinderRequest({ fields[$0] }, people: people.map(\.description)), at: .now(), as: world.caller(account))
    }

    private func world() async throws -> (World, Person.ID, CycleFile.ID) {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        return (world, rao, try await world.file(of: rao, state: .verifying))
    }

    @Test func `has the answer that was corrected beside its correction, with what was asked and how it differed`()
        async throws
    {
        let (world, rao, file) = try await self.world()
        let proof = try EvidenceDraft(name: "diploma.pdf", bytes: Array("%PDF-1 diploma".utf8))
        let wrong = try await world.check(
            "education", of: file,
            ["result": "mismatch", "value.number": "D-1", "differs": "We have D-2", "query": "Rao, D-2"],
            document: proof)
        let right = try await world.check(
            "education", of: file,
            ["result": "confirmed", "supersedes": wrong.description, "reason": "The number was misread", "note": "D-2"])
        let lost = try await world.check("work_history", of: file, ["result": "not_found"])
        _ = try await world.check("npdb", of: file, ["reference": "SECRET-1"])
        _ = try await world.check("reference", of: file, ["reference": "SECRET-2"])
        for account in ["auditor", "administrator", "specialist"] {
            let checks = try #require(try await self.open(world, rao, as: account).files.first).checks
            let first = try #require(checks.first { $0.id == wrong }, "\(account)")
            #expect(first.result == .mismatch && first.isSuperseded && first.query == "Rao, D-2")
            #expect(first.verifiedBy == "specialist" && first.reviewedBy == nil)
            #expect(first.digest == Hexadecimal.text(RecordHash.of(["%PDF-1 diploma"])) && first.evidence != nil)
            let second = try #require(checks.first { $0.id == right })
            #expect(second.supersedes == wrong && second.reason == "The number was misread" && !second.isSuperseded)
            #expect(checks.first { $0.id == lost }?.result == .notFound)
            #expect(!checks.contains { $0.reference?.hasPrefix("SECRET") == true }, "\(account)")
            let titles = Set(checks.map(\.element))
            #expect(
                titles.isDisjoint(with: ["National Practitioner Data Bank", "Peer references", "Malpractice claims"]))
            let limit = try await world.ask(
                "SELECT days FROM praxis_private.verification_limit(\(world.practice), \(second.verifiedOn))",
                as: Int.self)
            let aging = try #require(checks.first { $0.id == lost })
            #expect(aging.usableUntil == aging.verifiedOn.adding(days: try #require(limit)) && aging.rule != nil)
        }
        for account in ["manager", "staff"] {
            let seen = try await world.service.database.read(as: world.caller(account), BinderStore.checks(of: rao))
            #expect(seen.allSatisfy { $0.credential != nil && $0.usableUntil == nil }, "\(account)")
        }
    }

    @Test func `says who looked at what a program fetched, and when`() async throws {
        let (world, rao, file) = try await self.world()
        let check = Verification.ID.make()
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, element, credentialing_file_id, method, source, query, result,
                    external_reference, fetched, verified_by)
            VALUES (\(world.practice), \(check), \(rao), 'sanctions', \(file), 'api', 'Board', 'Rao', 'confirmed', 'S-1', true,
                    (SELECT account_id FROM praxis.account
                      WHERE practice_id = \(world.practice) AND display_name = 'administrator'))
            """)
        var shown = try #require(try await self.open(world, rao).files.first?.checks.first { $0.id == check })
        #expect(shown.isFetched && shown.isAccepted == nil && shown.remarks.contains("waits for review"))
        try await world.files.review(
            check, of: file, try CheckReviewDraft(accepted: true, note: nil), as: world.caller("specialist"))
        let binder = try #require(try await self.open(world, rao).files.first)
        shown = try #require(binder.checks.first { $0.id == check })
        let today = try await world.practiceDay()
        #expect(shown.isAccepted == true && shown.reviewedBy == "specialist" && shown.reviewedOn == today)
        #expect(shown.verifiedBy == "administrator")
        let item = try #require(binder.items.first { $0.element == "sanctions" })
        #expect(item.verifiedBy == "administrator" && item.reviewedBy == "specialist" && item.reviewedOn == today)
    }

    @Test func `says why an element does not apply, and who decided`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let staff = try await world.person(of: "staff")
        let file = try await world.file(of: staff, state: .verifying, planned: try await world.practiceDay())
        try await world.complete(file, except: "dea", "reference")
        for element in ["dea", "reference"] {
            try await world.files.except(
                element, of: file, try ExceptionDraft { ["reason": "Said of \(element) on purpose"][$0] },
                as: world.caller("specialist"))
        }
        let today = try await world.practiceDay()
        try await world.tell(
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, recorded_on, notice_due_on,
                    rule_version, created_by)
            SELECT practice_id, \(staff), \(file), gen_random_uuid(), 2, 'approved', \(today), \(today), \(today), 'test',
                   account_id
              FROM praxis.account
             WHERE practice_id = \(world.practice) AND display_name = 'director'
            """)
        let binder = try #require(try await self.open(world, staff).files.first)
        let dea = try #require(binder.items.first { $0.element == "dea" })
        #expect(dea.status == .excepted && dea.exceptionReason == "Said of dea on purpose")
        #expect(dea.exceptedBy == "specialist" && dea.exceptedOn == today)
        let reference = binder.items.first { $0.element == "reference" }
        #expect(reference?.exceptionReason == nil && reference?.exceptedBy == nil, "what peers say stays closed")
        #expect(binder.decisions.map(\.decider) == ["director"])
    }

    @Test func `says of a committee's decision who was there`() async throws {
        let (world, rao, file) = try await self.world()
        try await world.addCommittee()
        let (chair, meeting) = (UUID.version7(), UUID.version7())
        try await world.tell(
            """
            INSERT INTO praxis.committee_member (practice_id, member_id, person_id, is_chair, starts_on, created_by)
            VALUES (\(world.practice), \(chair), \(try await world.person(of: "chair")), true, '2020-01-01', \(world.practice))
            """,
            """
            INSERT INTO praxis.committee_meeting (practice_id, meeting_id, meets_on, quorum, created_by)
            VALUES (\(world.practice), \(meeting), '2026-03-01', 3, \(world.practice))
            """,
            """
            INSERT INTO praxis.committee_attendance (practice_id, meeting_id, member_id, created_by)
            VALUES (\(world.practice), \(meeting), \(chair), \(world.practice))
            """,
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, meeting_id, decided_on, recorded_on,
                    notice_due_on, rule_version, created_by)
            VALUES (\(world.practice), \(rao), \(file), gen_random_uuid(), 2, 'approved', \(meeting), '2026-03-01', '2026-03-01',
                    '2026-04-30', 'test', \(world.practice))
            """)
        let binder = try #require(try await self.open(world, rao).files.first)
        #expect(binder.decisions.map(\.decider) == ["Committee of 2026-03-01: Chair Account (chair)"])
    }

    @Test func `can be of whoever left, or was decided on and never appointed, in three years`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let day = try await world.practiceDay()
        let here = try await world.physician("Here", "CO", "2020-01-01..2999-12-31")
        let gone = try await world.physician("Gone", "CO", "2020-01-01..2999-12-31")
        let forgotten = try await world.physician("Forgotten", "CO", "2020-01-01..2999-12-31")
        let denied = try await world.person("Asha", "Denied", born: "1975-05-05")
        for (person, days) in [(gone, 1000), (forgotten, 1200)] {
            try await world.tell(
                "UPDATE praxis.appointment SET ends_on = \(day.adding(days: -days)) WHERE person_id = \(person)")
        }
        let file = try await world.file(of: denied, state: .decided)
        try await world.tell(
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, recorded_on, reason,
                    notice_due_on, rule_version, created_by)
            VALUES (\(world.practice), \(denied), \(file), gen_random_uuid(), 2, 'denied', \(day), \(day), 'No',
                    \(day), 'test', \(world.practice))
            """)
        let population = try await world.service.binderPopulation(as: world.caller("auditor"))
        #expect(population.asOf == day && population.since.description.dropFirst(4) == day.description.dropFirst(4))
        let standings = Dictionary(uniqueKeysWithValues: population.candidates.map { ($0.id, $0.standing) })
        #expect(standings[here] == .appointed && standings[gone] == .former && standings[denied] == .decided)
        #expect(standings[forgotten] == nil)
        #expect(population.sentence.contains("from \(population.since) through \(day)"))
        let binder = try await self.open(world, gone, denied)
        #expect(Set(binder.files.map(\.person.id)) == [gone, denied])
        #expect(binder.files.first { $0.person.id == denied }?.decisions.map(\.outcome) == [.denied])
    }
}
