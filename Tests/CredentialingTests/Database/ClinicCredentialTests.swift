import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What a clinic itself holds` {
    private let phoenix = Scope.clinic(Slug("phoenix")!)
    private let denver = Scope.clinic(Slug("denver")!)
    private let testing = ["point_of_care_testing"]

    @Test func `that ends within 90 days or has ended is on the board of its clinic, and says whether work stops`()
        async throws
    {
        let world = try await World()
        let today = try await world.today()
        func day(_ days: Int) -> String { today.adding(days: days).description }
        let (credential, _) = try await world.certificate(at: self.denver, day(-100), day(90))
        func endings(_ account: String, _ scope: Scope) async throws -> [ClinicEnding] {
            try await world.service.board(BoardFilter(), as: world.caller(account, scope)).clinicEndings
        }
        let ending = try #require(try await endings("specialist", self.denver).first)
        #expect(ending.daysLeft == 90 && ending.coveredUntil == today.adding(days: 90) && ending.isRequired)
        #expect(try await endings("specialist", .all).count == 1)
        #expect(try await endings("specialist", .clinic(Slug("phoenix")!)).isEmpty)
        func move(_ days: Int) async throws {
            try await world.tell(
                "SET LOCAL session_replication_role = replica",
                """
                UPDATE praxis.clinic_credential_term SET expires_on = \(today.adding(days: days))
                 WHERE credential_id = \(credential)
                """)
        }
        try await move(91)
        #expect(try await endings("specialist", .all).isEmpty)
        try await move(-95)
        let ended = try #require(try await endings("manager", self.denver).first)
        #expect(ended.isOver && ended.coveredUntil == today.adding(days: -95), "required, so it stays")
        try await world.tell(
            "UPDATE praxis.clinic_requirement SET severity = 'warn' WHERE practice_id = \(world.practice)")
        #expect(try await endings("manager", self.denver).isEmpty, "lapsed long ago, and no work waits for it")
    }

    @Test func `that was never put on file is on the board where work waits for it`() async throws {
        let world = try await World()
        let today = try await world.today()
        func missing(_ scope: Scope = .all) async throws -> [String] {
            try await world.service.clearanceAttention(as: world.caller("specialist", scope)).endings
                .filter { !$0.isOnFile && $0.isOver && $0.isRequired && $0.coveredUntil == nil }
                .map { "\($0.clinicSlug) \($0.typeName)" }
        }
        #expect(try await missing().isEmpty, "no clinic does anything that asks for one")
        _ = try await world.shift(on: today.adding(days: -1), services: ["imaging"])
        #expect(try await missing().isEmpty)
        _ = try await world.shift(on: today.adding(days: 1), services: ["imaging", "sedation"])
        _ = try await world.shift(on: today.adding(days: 2), services: ["imaging"])
        #expect(try await missing() == ["denver Registration of radiation equipment"])
        #expect(try await missing(self.phoenix).isEmpty)
        // Asked for twice, once of every shift everywhere and once of a clinic by name: told once for each clinic.
        for (severity, service, clinic) in [
            ("block", nil, nil), ("block", "dispensing", nil), ("warn", nil, "phoenix"),
            ("block", "dispensing", "phoenix"),
        ] as [(String, String?, String?)] {
            let type = severity == "warn" ? "fire" : clinic == nil ? "business_license" : "pharmacy"
            try await world.tell(
                """
                INSERT INTO praxis.clinic_requirement
                       (practice_id, requirement_id, clinic_id, type_code, severity, service, starts_on, citation, created_by)
                SELECT p.practice_id, gen_random_uuid(), c.clinic_id, \(type), \(severity), \(service), '2020-01-01', 'Law',
                       p.practice_id
                  FROM praxis.practice p
                  LEFT JOIN praxis.clinic c ON c.practice_id = p.practice_id AND c.slug = \(clinic)
                 WHERE p.practice_id = \(world.practice)
                """)
        }
        #expect(try await missing(self.phoenix) == ["phoenix Dispensing permit", "phoenix Business license"])
        #expect(try await missing().count == 5)
        try await world.certificate(
            at: self.denver, "2020-01-01", "2999-12-31", verified: false, type: "radiation")
        let unverified = try await world.service.board(BoardFilter(), as: world.caller("specialist", self.denver))
        #expect(unverified.clinicEndings.map(\.isOnFile).sorted { !$0 && $1 } == [false, true])
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.clinic SET closed_on = \(today) WHERE practice_id = \(world.practice) AND slug = 'phoenix'")
        #expect(try await missing(self.phoenix).isEmpty, "a clinic that is closed lacks nothing")
    }

    @Test func `that ends takes the services that need it, and the shifts to come with them`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (certificate, _) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31")
        for days in [5, 6, 7] {
            let shift = try await world.shift(on: today.adding(days: days), services: self.testing)
            if days < 7 { try await world.assign(rao, to: shift) }
        }
        #expect(try await world.service.lapses(as: world.caller("manager")).shifts.isEmpty)
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            UPDATE praxis.clinic_credential_term SET expires_on = \(today.adding(days: 5)) WHERE credential_id = \(certificate)
            """)
        _ = try await world.shift(on: today.adding(days: 6))
        _ = try await world.shift(on: today.adding(days: 6), at: "phoenix", services: ["imaging"])
        let (shifts, services) = try await world.service.lapses(as: world.caller("manager"))
        #expect(shifts.map(\.day) == [today.adding(days: 6), today.adding(days: 7)])
        #expect(shifts.map(\.person) == [rao, nil] && shifts.allSatisfy { $0.isOfClinic && $0.isBlocked })
        #expect(shifts.allSatisfy { $0.type == "CLIA certificate" && $0.coversUntil == today.adding(days: 5) })
        #expect(services.map(\.services) == [["Point-of-care testing"]] && services.map(\.shifts) == [2])
        #expect(services.map(\.stopsOn) == [today.adding(days: 6)])
        let everywhere = try await world.service.lapses(as: world.caller("specialist"))
        #expect(everywhere.services.map(\.ending.clinicSlug.description).sorted() == ["denver", "phoenix"])
        #expect(everywhere.services.first { $0.ending.clinicSlug.description == "phoenix" }?.stopsOn == nil)
        let board = try await world.service.board(BoardFilter(), as: world.caller("specialist"))
        #expect(board.total == LapseTotal(everywhere.shifts) && board.total.shifts == 3 && board.total.clinics == 2)
        let renewed = ["issued": today.description, "expires": today.adding(days: 700).description]
        let file = try await world.service.clinicFile(as: world.caller("specialist", self.denver))
        let renewal = try await world.service.add(
            try TermDraft { renewed[$0] }, to: file.credentials[0].id, as: world.caller("specialist", self.denver))
        try await world.verifyCertificate(renewal, at: self.denver, as: "administrator")
        let after = try await world.service.lapses(as: world.caller("manager"))
        #expect(after.shifts.isEmpty && after.services.isEmpty)
    }

    @Test
    func
        `R37: a check that was wrong, once corrected, finds the shifts of its days that did what it is for, and no others`()
        async throws
    {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        func day(_ days: Int) -> String { today.adding(days: days).description }
        let (credential, term) = try await world.certificate(at: self.denver, day(-100), day(600))
        let earlier = UUID.version7()
        try await world.tell(
            """
            INSERT INTO praxis.clinic_credential_term
                   (practice_id, clinic_id, term_id, credential_id, issued_on, expires_on, created_by)
            SELECT c.practice_id, c.clinic_id, \(earlier), c.credential_id, \(today.adding(days: -900)),
                   \(today.adding(days: -101)), c.practice_id
              FROM praxis.clinic_credential c WHERE c.credential_id = \(credential)
            """,
            """
            INSERT INTO praxis.clinic_verification
                   (practice_id, clinic_id, verification_id, credential_id, term_id, method, source, result, verified_by)
            SELECT t.practice_id, t.clinic_id, gen_random_uuid(), t.credential_id, t.term_id, 'web', 'CMS', 'confirmed',
                   t.practice_id
              FROM praxis.clinic_credential_term t WHERE t.term_id = \(earlier)
            """)
        for (days, services) in [
            (-200, self.testing), (-5, []), (-4, self.testing), (-3, self.testing), (3, self.testing),
        ] {
            try await world.assign(rao, to: try await world.shift(on: today.adding(days: days), services: services))
        }
        try await world.verifyCertificate(
            term, at: self.denver, as: "administrator",
            [
                "result": "mismatch", "supersedes": try await world.lastCheck(of: term, at: self.denver).description,
                "reason": "It was of another laboratory",
            ])
        let found = try await world.ask(
            """
            SELECT array_agg((lower(f.span) AT TIME ZONE 'America/Denver')::date ORDER BY f.span)
              FROM praxis.clearance_finding f WHERE f.person_id = \(rao)
            """, as: [LocalDate].self)
        #expect(found == [today.adding(days: -4), today.adding(days: -3)])
        #expect(try await world.conflicts(of: rao) == 1)
    }

    @Test func `C14 R20: its lapse blocks the tagged service there for everyone, from the day after, and nowhere else`()
        async throws
    {
        let world = try await World()
        let rao = try await world.physician("Rao", "AZ", "2024-01-01..2999-12-31", at: ["phoenix", "denver"])
        try await world.credential("medical_license", "CO", of: rao, "2024-01-01..2999-12-31")
        let mia = try await world.person("Mia", "Aide", born: "1990-01-01", role: "medical_assistant", at: "phoenix")
        for type in ["ma_certification", "bls", "bbp_training"] {
            try await world.credential(type, of: mia, "2024-01-01..2999-12-31")
        }
        try await world.certificate(at: self.denver, "2025-01-01", "2027-12-31")
        let (_, term) = try await world.certificate(at: self.phoenix, "2024-07-01", "2026-06-30", verified: false)
        func asked(_ person: Person.ID, _ role: String, _ clinic: String, _ day: String, _ services: [String])
            async throws -> ClearanceAnswer
        {
            try await world.clearance(
                person, at: clinic, role: role, "\(day) 08:00", "\(day) 16:00", services: services, as: "administrator")
        }
        let claimed = try await asked(rao, "physician", "phoenix", "2026-06-30", self.testing)
        #expect(claimed.reasons.map(\.state) == ["unverified"])
        await #expect(throws: CredentialingError.ownFile) {
            try await world.verifyCertificate(term, at: self.phoenix, as: "specialist")
        }
        try await world.verifyCertificate(term, at: self.phoenix, as: "administrator")
        for (person, role) in [(rao, "physician"), (mia, "medical_assistant")] {
            #expect(try await asked(person, role, "phoenix", "2026-06-30", self.testing).verdict == .cleared)
            let lapsed = try await asked(person, role, "phoenix", "2026-07-01", self.testing)
            #expect(lapsed.verdict == .blocked)
            #expect(lapsed.reasons.map(\.requirement) == ["clia"])
            #expect(lapsed.reasons[0].sentence == "The clinic’s CLIA certificate ended on Jun 30, 2026")
            #expect(try await asked(person, role, "phoenix", "2026-07-01", []).verdict == .cleared)
        }
        #expect(try await asked(rao, "physician", "denver", "2026-07-01", self.testing).verdict == .cleared)
        let night = try await world.clearance(
            rao, at: "phoenix", "2026-06-30 20:00", "2026-07-01 04:00", services: self.testing, as: "administrator")
        #expect(night.reasons[0].days == [.init(from: LocalDate("2026-07-01")!, through: LocalDate("2026-07-01")!)])
        let renewed = ["issued": "2026-06-01", "expires": "2028-06-30"]
        let file = try await world.service.clinicFile(as: world.caller("specialist", self.phoenix))
        let renewal = try await world.service.add(
            try TermDraft { renewed[$0] }, to: file.credentials[0].id, as: world.caller("specialist", self.phoenix))
        try await world.verifyCertificate(renewal, at: self.phoenix, as: "administrator")
        #expect(try await asked(rao, "physician", "phoenix", "2026-07-01", self.testing).verdict == .cleared)
    }

    @Test func `R16: a certificate that is corrected meets the shifts to come and finds those that were worked`()
        async throws
    {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (credential, term) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31")
        for days in [-3, 4] {
            try await world.assign(
                rao, to: try await world.shift(on: today.adding(days: days), services: self.testing))
        }
        try await world.assign(rao, to: try await world.shift(on: today.adding(days: 5)))
        let fields = [
            "issued": "2020-01-01", "expires": today.adding(days: -10).description, "reason": "Misread",
            "supersedes": term.description,
        ]
        _ = try await world.service.add(
            try TermDraft { fields[$0] }, to: credential, as: world.caller("specialist", self.denver))
        #expect(try await world.conflicts(of: rao) == 1, "the shift without the service stands")
        let findings = try await world.service.findings(as: world.caller("manager", self.denver))
        #expect(findings.map { $0.reasons.map(\.requirement) } == [["clia"]])
        // A shift of the service can be given to nobody now.
        await #expect(throws: (any Error).self) {
            try await world.assign(rao, to: try await world.shift(on: today.adding(days: 8), services: self.testing))
        }
    }

    @Test func `C14: a new laboratory director starts a notice of 30 days`() async throws {
        let world = try await World()
        let manager = world.caller("manager", self.denver)
        func appoint(_ name: String, _ day: String) async throws {
            let fields = ["name": name, "starts": day]
            _ = try await world.service.appoint(try DirectorDraft { fields[$0] }, as: manager)
        }
        try await appoint("Ada First", "2024-01-01")
        #expect(try await world.service.clearanceAttention(as: manager).notices.isEmpty)
        try await appoint("Bo Second", "2026-03-02")
        let notice = try #require(try await world.service.clearanceAttention(as: manager).notices.first)
        #expect(notice.noticeDue == LocalDate("2026-04-01"))
        try await world.service.noticeSent(notice.id, on: LocalDate("2026-03-20")!, as: manager)
        #expect(try await world.service.clearanceAttention(as: manager).notices.isEmpty)
        await #expect(throws: CredentialingError.alreadyEnded) {
            try await world.service.noticeSent(notice.id, on: LocalDate("2026-03-21")!, as: manager)
        }
        await #expect(throws: CredentialingError.unknown) {
            try await world.service.noticeSent(
                notice.id, on: LocalDate("2026-03-21")!, as: world.caller("administrator"))
        }
    }
}
