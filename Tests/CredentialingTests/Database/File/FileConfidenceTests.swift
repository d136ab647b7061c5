import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What files say` {
    @Test func `C15 of peers and the data bank reaches no auditor by flags, exceptions or reasons`() async throws {
        let world = try await World()
        try await world.addCommittee()
        try await world.addAccount("auditor", "auditor")
        let specialist = world.caller("specialist")
        let file = try await world.ready()
        let flag = try await world.files.raise(
            try FlagDraft { ["color": "yellow", "summary": "NPDB: two payments of 2023"][$0] }, on: file, as: specialist
        )
        let word = ["outcome": "stands", "note": "Settled for 400,000 dollars"]
        try await world.files.dispose(flag, of: file, try FlagDispositionDraft { word[$0] }, after: 0, as: specialist)
        for element in ["dea", "reference"] {
            try await world.files.except(
                element, of: file, try ExceptionDraft { ["reason": "Said of \(element) by a peer"][$0] }, as: specialist
            )
        }
        let members = try await world.members("chair", "peer", chair: "chair")
        try await world.hold(on: file, ["chair": "denied", "peer": "denied"], of: members, chair: "chair")

        let audited = try await world.files.record(file, as: world.caller("auditor"))
        #expect(audited.flags.isEmpty && audited.file.standingFlags == 1 && !audited.file.isClean)
        #expect(audited.items.compactMap(\.exception) == ["Said of dea by a peer"])
        #expect(audited.decisions.map(\.outcome) == [.denied] && audited.decisions.first?.reason == nil)
        #expect(audited.events.last?.to == .decided)
        for query: SQL in [
            "SELECT string_agg(reason, '') FROM praxis.file_decision",
            "SELECT string_agg(reason, '') FROM praxis.file_event",
        ] {
            await #expect(throws: PostgresError.self) { _ = try await world.read(query, as: "auditor") }
        }
        let trail = try await world.read(
            "SELECT count(*)::text FROM praxis.audit_event WHERE reason LIKE '%claims history%' OR after::text LIKE '%400,000%'",
            as: "auditor")
        #expect(trail == "0")

        let decided = try await world.files.record(file, as: world.caller("director"))
        #expect(decided.flags.first?.note == "Settled for 400,000 dollars")
        #expect(decided.items.compactMap(\.exception).count == 2)
        #expect(decided.decisions.first?.reason == "The claims history was not disclosed")
        let own = try await world.files.record(file, as: world.caller("staff"))
        #expect(own.decisions.first?.reason == "The claims history was not disclosed", "the person is told")
        #expect(own.flags.isEmpty && own.items.allSatisfy { $0.exception == nil })
    }

    @Test func `of peers reaches as far as the right to it, not as far as that to the files`() async throws {
        let world = try await World()
        // An auditor of the practice who is a specialist at one clinic, as custom roles allow, reads what was said of its people
        // alone.
        try await world.addAccount("auditor", "auditor")
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, granted_by)
            SELECT r.practice_id, gen_random_uuid(), a.account_id, r.role_id, 'clinic', c.clinic_id,
                   tstzrange(now() - interval '1 day', NULL), r.practice_id
              FROM praxis.role r
              JOIN praxis.account a ON a.practice_id = r.practice_id AND a.display_name = 'auditor'
              JOIN praxis.clinic c ON c.practice_id = r.practice_id AND c.slug = 'denver'
             WHERE r.practice_id = \(world.practice) AND r.code = 'credentialing_specialist'
            """)
        for clinic in ["denver", "phoenix"] {
            let person = try await world.person("Pat", clinic, born: "1970-01-01", role: "physician", at: clinic)
            let file = try await world.file(of: person, state: .verifying)
            try await world.check("npdb", of: file, ["result": "confirmed_with_findings"])
            let flags = try await world.files.record(file, as: world.caller("auditor")).flags
            #expect(flags.count == (clinic == "denver" ? 1 : 0), "\(clinic)")
            let checks = try await world.read(
                "SELECT count(*)::text FROM praxis.verification WHERE credentialing_file_id = \(file)", as: "auditor")
            #expect(checks == (clinic == "denver" ? "1" : "0"), "\(clinic)")
        }
    }

    @Test func `of checks of credentials is for who reads files, and of oneself for nobody`() async throws {
        let world = try await World()
        try await world.addCommittee()
        try await world.addAccount("auditor", "auditor")
        let file = try await world.file(of: try await world.person(of: "second"), state: .verifying)
        for element in ["sanctions", "npdb"] {
            try await world.check(element, of: file, ["result": "confirmed_with_findings"])
        }
        #expect(try await world.files.record(file, as: world.caller("auditor")).flags.map(\.element) == ["sanctions"])
        #expect(try await world.files.record(file, as: world.caller("director")).flags.count == 2)
        let own = try await world.read(
            "SELECT count(*)::text FROM praxis.verification WHERE compartment = 'peer_review'", as: "second")
        #expect(own == "0")
    }

    @Test func `of peers, and in applications, is opened for a purpose that the trail keeps`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let (director, auditor) = (world.caller("director"), world.caller("auditor"))
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying)
        try await world.complete(file)
        let document = try EvidenceDraft(name: "npdb.pdf", bytes: Array("%PDF-1.7 two payments".utf8))
        try await world.check("npdb", of: file, document: document)
        let check = try #require(
            try await world.files.record(file, as: director).checks.first { $0.evidence != nil }?.evidence)
        await #expect(throws: CredentialingError.refused(.purposeRequired)) {
            _ = try await world.files.evidence(check.id, of: file, as: director)
        }
        await #expect(throws: CredentialingError.refused(.purposeRequired)) {
            _ = try await world.files.signed(1, of: file, purpose: "short", as: director)
        }
        let purpose = "Deciding about the file"
        for caller in [auditor, world.caller("manager")] {
            await #expect(throws: CredentialingError.unknown) {
                _ = try await world.files.evidence(check.id, of: file, purpose: purpose, as: caller)
            }
            await #expect(throws: CredentialingError.unknown) {
                _ = try await world.files.signed(1, of: file, purpose: purpose, as: caller)
            }
        }
        let opened = try await world.files.evidence(check.id, of: file, purpose: purpose, as: director)
        #expect(opened.bytes == document.bytes)
        #expect(try await world.files.signed(1, of: file, purpose: purpose, as: director).statement == "All is true")
        #expect(try await world.files.signed(1, of: file, purpose: nil, as: world.caller("staff")).name == "Signed")
        let trail = try await world.ask(
            "SELECT count(*) FROM praxis.audit_event WHERE action IN ('credentialing.file.evidence', 'credentialing.application.open') AND reason = \(purpose)",
            as: Int.self)
        #expect(trail == 2)
        for query: SQL in [
            "SELECT name FROM praxis.evidence WHERE content IS NULL", "SELECT min(content) FROM praxis.attestation",
        ] {
            await #expect(throws: PostgresError.self) { _ = try await world.read(query, as: "director") }
        }
    }

    @Test func `is said to nobody of another practice, and to nobody without the right`() async throws {
        let (world, other) = (try await World(), try await World())
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        let asked: [SQL] = [
            "SELECT count(*)::text FROM praxis_private.file_items(\(file), CURRENT_DATE)",
            "SELECT count(*)::text FROM praxis_private.file_standing(\(file), CURRENT_DATE)",
            "SELECT count(praxis_private.file_attempt(\(file)))::text",
            "SELECT count(*)::text FROM praxis_private.cycle_due(\(person))",
        ]
        for query in asked {
            #expect(try await world.read(query, as: "director") != "0")
            #expect(try await world.read(query, as: "manager") == "0")
            #expect(try await other.read(query, as: "director") == "0")
        }
        let judged: [SQL] = [
            "SELECT praxis_private.file_outcome(\(world.practice), \(file))",
            "SELECT state FROM praxis_private.open_file(\(world.practice), \(file))",
            "SELECT min(status) FROM praxis_private.file_items(\(world.practice), \(file), CURRENT_DATE)",
        ]
        for query in judged {
            await #expect(throws: PostgresError.self) { _ = try await other.read(query, as: "director") }
        }
        // What another practice's guard would say of a file that exists.
        await #expect(throws: CredentialingError.unknown) {
            _ = try await other.files.step(file, StepDraft(.verifying), version: 3, as: other.caller("specialist"))
        }
    }

    @Test func `is told the person after the decision was recorded`() async throws {
        let world = try await World()
        let (file, today) = (try await world.ready(), try await world.practiceDay())
        try await world.decide(file)
        let decision = try #require(try await world.files.record(file, as: world.caller("specialist")).decisions.first)
        for day in [today.adding(days: -1), today.adding(days: 1)] {
            await #expect(throws: CredentialingError.refused(.noticeDay)) {
                let _: Int = try await world.files.write(as: world.caller("specialist")) { transaction in
                    try await transaction.run(
                        """
                        INSERT INTO praxis.file_notice (person_id, decision_id, sent_on, method)
                        SELECT person_id, decision_id, \(day), 'letter'
                          FROM praxis.file_decision
                         WHERE decision_id = \(decision.id)
                        """)
                    return 1
                }
            }
        }
        try await world.files.notify(of: decision.id, on: file, by: "letter", as: world.caller("specialist"))
        let sent = try await world.ask(
            "SELECT sent_on FROM praxis.file_notice WHERE decision_id = \(decision.id)", as: LocalDate.self)
        #expect(sent == today)
    }
}
