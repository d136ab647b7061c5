import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The cycle of a file` {
    @Test(arguments: [
        ("2027-02-28", false), ("2027-03-20", false), ("2027-03-30", false), ("2027-03-31", true), ("2027-04-05", true),
    ])
    func `C11 36 months and leap day`(finished: String, needsInitial: Bool) async throws {
        let world = try await World()
        let due = try await world.ask(
            "SELECT praxis_private.recred_due(\(world.practice), gen_random_uuid(), '2024-02-29')", as: LocalDate.self)
        #expect(due == LocalDate("2027-02-28"))
        let needed = try await world.ask(
            "SELECT praxis_private.needs_initial(\(world.practice), 'recred', \(due), \(LocalDate(finished)))",
            as: Bool.self)
        #expect(needed == needsInitial)
    }

    @Test func `R6 ends with the month where the practice counts to the month`() async throws {
        let world = try await World()
        try await world.tell(
            """
            INSERT INTO praxis.practice_rule (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'ncqa.recredentialing', '2024-01-01', 'House policy',
                    '{"months": 36, "late_days": 30, "to_the_month": true}', \(world.practice))
            """)
        let due = try await world.ask(
            "SELECT praxis_private.recred_due(\(world.practice), gen_random_uuid(), '2024-03-05')", as: LocalDate.self)
        #expect(due == LocalDate("2027-03-31"))
    }

    @Test func `C11 decided 30 days late it shows a deficiency`() async throws {
        let world = try await World()
        let file = try await world.ready(.recred, dueDaysAgo: 30)
        let waiting = try await world.files.record(file, as: world.caller("director")).file
        #expect(waiting.daysLate == 30 && !waiting.needsInitial)
        try await world.decide(file)
        let decision = try #require(try await world.files.record(file, as: world.caller("director")).decisions.first)
        #expect(decision.daysLate == 30 && decision.recredDueOn == decision.decidedOn.adding(months: 36))
    }

    @Test func `C11 later than that it demands the initial checklist`() async throws {
        let world = try await World()
        let (today, specialist) = (try await world.practiceDay(), world.caller("specialist"))
        let file = try await world.ready(.recred, dueDaysAgo: 30)
        try await world.tell(
            "UPDATE praxis.credentialing_file SET due_on = \(today.adding(days: -31)) WHERE file_id = \(file)")
        await #expect(throws: CredentialingError.refused(.initialChecklist)) { try await world.decide(file) }
        let late = try await world.files.record(file, as: specialist)
        #expect(late.file.needsInitial && !late.items.contains { $0.element == "education" })
        let edit = ["planned": today.description, "initial": "on"]
        _ = try await world.files.change(
            file, try FileEdit { edit[$0] }, version: late.file.version, as: specialist)
        let initial = try await world.files.record(file, as: specialist)
        #expect(initial.file.cycle == .initial && initial.file.state == .verifying)
        #expect(
            initial.items.filter { !$0.status.isDone }.map(\.element) == [
                "identity", "education", "work_history", "reference",
            ])
        await #expect(throws: (any Error).self) { try await world.step(file, .readyForReview) }
        for element in ["identity", "education", "work_history", "reference"] {
            try await world.check(element, of: file)
        }
        try await world.step(file, .readyForReview)
        try await world.decide(file)
        #expect(try await world.files.record(file, as: specialist).decisions.first?.daysLate == nil)
    }

    @Test func `is initial after a denial, whatever ran before`() async throws {
        let world = try await World()
        let person = try await world.person(of: "staff")
        let file = try await world.ready()
        try await world.decide(file)
        #expect(try await world.files.due(person, as: world.caller("specialist")).cycle == .recred)
        let next = try await world.file(of: person, .recred, state: .inCommittee)
        try await world.tell(
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, reason, created_by)
            VALUES (\(world.practice), \(person), \(next), gen_random_uuid(), 2, 'denied',
                    praxis_private.practice_day(\(world.practice), now()), 'Not disclosed', \(world.practice))
            """)
        #expect(try await world.files.due(person, as: world.caller("specialist")).cycle == .initial)
    }

    @Test func `is decided again sooner where the law of a state in which the person works says so`() async throws {
        let world = try await World()
        let file = try await world.ready()
        try await world.tell(
            """
            INSERT INTO praxis.practice_rule (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'tjc.reappointment_ID', '2020-01-01', 'Law', '{"months": 18}',
                    \(world.practice))
            """,
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.clinic SET state = 'ID' WHERE practice_id = \(world.practice) AND slug IN ('denver', 'phoenix')",
            "UPDATE praxis.credential SET state = 'ID' WHERE practice_id = \(world.practice) AND state = 'CO'",
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(try await world.person(of: "staff")), 'physician', '2020-01-01',
                   practice_id
              FROM praxis.clinic WHERE practice_id = \(world.practice) AND slug IN ('denver', 'phoenix')
            """)
        try await world.decide(file)
        let decision = try await world.files.record(file, as: world.caller("specialist")).decisions.first
        #expect(decision?.recredDueOn == decision?.decidedOn.adding(months: 18))
    }

    @Test func `ends sooner once the person works in a state whose law is shorter, there and elsewhere`() async throws {
        let world = try await World()
        let person = try await world.person(of: "staff")
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.clinic SET state = 'ID' WHERE practice_id = \(world.practice) AND slug = 'phoenix'")
        let file = try await world.ready()
        try await world.decide(file)
        func due() async throws -> LocalDate? {
            try await world.files.record(file, as: world.caller("specialist")).decisions.first?.recredDueOn
        }
        // That the practice has a clinic there shortens nothing for whoever does not work in it.
        let decided = try #require(
            try await world.files.record(file, as: world.caller("specialist")).decisions.first?.decidedOn)
        #expect(try await due() == decided.adding(months: 36))
        try await world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(person), 'physician', \(decided), practice_id
              FROM praxis.clinic WHERE practice_id = \(world.practice) AND slug = 'phoenix'
            """)
        #expect(try await due() == decided.adding(months: 24))
        let specialist = world.caller("specialist")
        #expect(try await world.files.due(person, as: specialist).dueOn == decided.adding(months: 24))
        let ends = try await world.ask(
            "SELECT ends_on FROM praxis.cycle_ending WHERE file_id = \(file)", as: LocalDate.self)
        #expect(ends == decided.adding(months: 24))
        let day = decided.adding(months: 24).adding(days: 1)
        let told = try await world.ask(
            """
            SELECT r.reason ->> 'state'
              FROM praxis_private.standing_reasons(\(world.practice), ARRAY[\(person)]::uuid[], '{physician}') r
             WHERE r.days @> \(day)
            """, as: String.self)
        #expect(told == "overdue")
    }

    @Test func `off the cycle is for whose approval runs, and leaves its end as it was`() async throws {
        let world = try await World()
        let (person, specialist) = (try await world.person(of: "staff"), world.caller("specialist"))
        let fields = ["person": person.description, "cycle": "offcycle", "role": "physician"]
        let draft = try FileDraft { fields[$0] }
        await #expect(throws: CredentialingError.refused(.initialRequired)) {
            _ = try await world.files.open(draft, as: specialist)
        }
        let unapproved = try await world.ready(.offcycle)
        await #expect(throws: CredentialingError.refused(.initialRequired)) { try await world.decide(unapproved) }
        try await world.step(unapproved, .withdrawn, reason: "Opened by mistake")
        let first = try await world.ready()
        try await world.decide(first)
        let due = try await world.practiceDay().adding(days: 400)
        try await world.tell("UPDATE praxis.file_decision SET recred_due_on = \(due) WHERE file_id = \(first)")
        let again = try await world.ready(.offcycle)
        try await world.decide(again)
        #expect(try await world.files.record(again, as: specialist).decisions.first?.recredDueOn == due)
    }

    @Test func `R5 an old signature is given again, however often the application came back before`() async throws {
        let world = try await World()
        let today = try await world.practiceDay()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying, planned: today)
        try await world.complete(file)
        await #expect(throws: CredentialingError.refused(.attestationStands)) {
            try await world.step(file, .returnedIncomplete, reason: "Once more")
        }
        for attempt in 2...4 {
            try await world.tell(
                "UPDATE praxis.attestation SET signed_on = \(today.adding(days: -121)) WHERE file_id = \(file)")
            #expect(try await world.status("attestation", of: file) == .aged)
            try await world.step(file, .returnedIncomplete, reason: "The signature is older than 120 days")
            try await self.sign(world, file, isFirst: attempt == 2)
            try await world.step(file, .verifying)
            let record = try await world.files.record(file, as: world.caller("specialist"))
            #expect(record.attestations.first?.attempt == attempt)
            #expect(record.items.first { $0.element == "attestation" }?.status == .satisfied)
        }
    }

    private func sign(_ world: World, _ file: CycleFile.ID, isFirst: Bool) async throws {
        let staff = world.caller("staff")
        let own = try #require(try await world.files.own(as: staff).first)
        try await world.files.begin(file, version: own.version, as: staff)
        if isFirst {
            for section in ApplicationForm.sections {
                try await world.files.write(section, section.filled(), of: file, version: 0, as: staff)
            }
        }
        try await world.files.submit(file, signature: "Staff Account", version: own.version + 1, as: staff)
    }
}
