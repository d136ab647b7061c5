import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Clearance for a shift` {
    @Test func `C1: ends at midnight of the clinic, not of the server`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2026-03-31")
        let evening = try await world.clearance(rao, "2026-03-31 16:00", "2026-03-31 20:00")
        #expect(evening == ClearanceAnswer(verdict: .cleared, reasons: []))
        let toMidnight = try await world.clearance(rao, "2026-03-31 20:00", "2026-04-01 00:00")
        #expect(toMidnight.verdict == .cleared)
        let night = try await world.clearance(rao, "2026-03-31 20:00", "2026-04-01 04:00")
        #expect(night.verdict == .blocked)
        let reason = try #require(night.reasons.first)
        #expect(reason.state == "expired")
        #expect(reason.days == [.init(from: LocalDate("2026-04-01")!, through: LocalDate("2026-04-01")!)])
        #expect(reason.coversUntil == LocalDate("2026-03-31"))
        #expect(reason.sentence == "Medical license CO ended on Mar 31, 2026")
    }

    @Test func `C2: an overlapping renewal makes one span`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2026-03-31", "2026-03-10..2028-03-31")
        #expect(try await world.clearance(rao, "2026-03-01 08:00", "2028-03-31 23:00").verdict == .cleared)
        #expect(try await world.clearance(rao, "2026-03-01 08:00", "2028-04-01 01:00").verdict == .blocked)
        let board = try await world.service.board(
            BoardFilter(type: "medical_license"), as: world.caller("specialist"))
        #expect(board.lines.map(\.coveredUntil) == [LocalDate("2028-03-31")])
    }

    @Test func `an uncovered day between two terms blocks with its dates`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2026-03-31", "2026-04-03..2028-03-31")
        let answer = try await world.clearance(rao, "2026-03-30 08:00", "2026-04-05 08:00")
        #expect(answer.reasons.map(\.state) == ["gap"])
        #expect(answer.reasons[0].days == [.init(from: LocalDate("2026-04-01")!, through: LocalDate("2026-04-02")!)])
        #expect(try await world.clearance(rao, "2026-04-03 00:00", "2026-04-03 08:00").verdict == .cleared)
    }

    @Test func `C3: a renewal counts when it has been verified, and then from its start`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2026-03-31")
        let credential = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).credentials
                .first { $0.type == "medical_license" })
        let term = try await world.term("2026-04-01..2028-03-31?", of: credential.id, rao)
        let claimed = try await world.clearance(rao, "2026-04-02 08:00", "2026-04-02 16:00")
        #expect(claimed.verdict == .blocked)
        #expect(claimed.reasons.map(\.state) == ["unverified"])
        _ = try await world.service.verify(term, of: rao, confirmed(), as: world.caller("specialist"))
        #expect(try await world.clearance(rao, "2026-04-01 08:00", "2026-04-02 16:00").verdict == .cleared)
    }

    @Test func `correcting an old check says nothing against a newer one`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2030-03-31")
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, verified_at,
                    verified_by)
            SELECT v.practice_id, gen_random_uuid(), v.person_id, v.credential_id, v.term_id, 'phone', 'Board', 'confirmed',
                   now() - interval '1 year', v.verified_by
              FROM praxis.verification v
              JOIN praxis.credential c USING (practice_id, credential_id)
             WHERE c.type_code = 'medical_license'
            """,
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, method, source, result,
                    verified_by, supersedes_id)
            SELECT v.practice_id, gen_random_uuid(), v.person_id, v.credential_id, v.term_id, 'phone', 'Board', 'not_found',
                   v.verified_by, v.verification_id
              FROM praxis.verification v
             WHERE v.method = 'phone'
            """)
        #expect(try await world.clearance(rao, "2026-03-31 16:00", "2026-03-31 20:00").verdict == .cleared)
    }

    @Test func `a source that was down changes nothing, one that disagrees does`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2028-03-31")
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        let term = try #require(
            file.terms.first { term in
                file.credentials.contains { $0.id == term.credential && $0.type == "medical_license" }
            })
        _ = try await world.service.verify(
            term.id, of: rao, confirmed(.sourceUnavailable), as: world.caller("specialist"))
        #expect(try await world.clearance(rao, "2026-04-01 08:00", "2026-04-01 16:00").verdict == .cleared)
        _ = try await world.service.verify(term.id, of: rao, confirmed(.mismatch), as: world.caller("specialist"))
        #expect(
            try await world.clearance(rao, "2026-04-01 08:00", "2026-04-01 16:00").reasons.map(\.state) == [
                "unverified"
            ])
    }

    @Test func `C4: a license of one state clears the clinics of that state`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2027-12-31", at: ["denver", "phoenix"])
        try await world.credential("medical_license", "AZ", of: rao, "2024-04-01..2026-03-31")
        #expect(
            try await world.clearance(rao, at: "denver", "2026-04-01 08:00", "2026-04-01 16:00").verdict == .cleared)
        let phoenix = try await world.clearance(
            rao, at: "phoenix", "2026-04-01 08:00", "2026-04-01 16:00", as: "administrator")
        #expect(phoenix.reasons.map(\.jurisdiction) == ["AZ"])
        #expect(phoenix.reasons.map(\.state) == ["expired"])
        let chicago = try await world.clearance(
            rao, at: "chicago", "2026-04-01 08:00", "2026-04-01 16:00", as: "administrator")
        #expect(chicago.reasons.map(\.requirement) == ["appointment", "medical_license"])
        #expect(chicago.reasons[1].elsewhere == ["AZ", "CO"])
    }

    @Test func `C4: a site's manager learns about the own clinics only`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "AZ", "2024-04-01..2027-12-31", at: ["phoenix"])
        let rows = try await world.service.matrix(as: world.caller("manager"))
        #expect(rows.allSatisfy { $0.clinicSlug == Slug("denver")! && $0.person != rao })
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.service.file(of: rao, as: world.caller("manager"))
        }
    }

    @Test func `C12: a controlled-substance service asks for a DEA registration of the clinic's state`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2027-12-31", at: ["denver", "phoenix"])
        try await world.credential("medical_license", "AZ", of: rao, "2024-04-01..2027-12-31")
        try await world.credential("dea", "CO", of: rao, "2024-04-01..2027-12-31")
        let hours = ("2026-04-01 08:00", "2026-04-01 16:00")
        let service = ["controlled_substances"]
        #expect(try await world.clearance(rao, at: "denver", hours.0, hours.1, services: service).verdict == .cleared)
        #expect(
            try await world.clearance(rao, at: "phoenix", hours.0, hours.1, as: "administrator").verdict == .cleared)
        let answer = try await world.clearance(
            rao, at: "phoenix", hours.0, hours.1, services: service, as: "administrator")
        #expect(answer.reasons.map(\.requirement) == ["dea"])
        #expect(answer.reasons.map(\.state) == ["missing"])
    }

    @Test func `R2: a suspension bars its days and no others`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2027-12-31")
        let credential = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).credentials
                .first { $0.type == "medical_license" })
        let fields = ["status": "suspended", "starts": "2026-05-03", "ends": "2026-05-18", "source": "Board order"]
        _ = try await world.service.add(
            try StatusDraft { fields[$0] }, to: credential.id, of: rao, as: world.caller("specialist"))
        #expect(try await world.clearance(rao, "2026-05-02 08:00", "2026-05-03 00:00").verdict == .cleared)
        let barred = try await world.clearance(rao, "2026-05-17 20:00", "2026-05-18 04:00")
        #expect(barred.reasons.map(\.state) == ["suspended"])
        #expect(try await world.clearance(rao, "2026-05-18 00:00", "2026-05-18 08:00").verdict == .cleared)
    }

    @Test func `R9: a multistate license clears nurses in member states while both are members`() async throws {
        let world = try await World()
        let nurse = try await world.person(
            "Nia", "Nurse", born: "1990-01-01", role: "registered_nurse", at: "phoenix", "chicago")
        try await world.credential("bls", of: nurse, "2024-01-01..2028-01-01")
        try await world.credential("rn_license", "CO", of: nurse, multistate: true, "2024-01-01..2028-01-01")
        let phoenix = try await world.clearance(
            nurse, at: "phoenix", role: "registered_nurse", "2026-05-02 08:00", "2026-05-02 16:00", as: "administrator")
        #expect(phoenix.verdict == .cleared)
        let chicago = try await world.clearance(
            nurse, at: "chicago", role: "registered_nurse", "2026-05-02 08:00", "2026-05-02 16:00", as: "administrator")
        #expect(chicago.reasons.map(\.state) == ["missing"])
        #expect(chicago.reasons[0].elsewhere == ["CO"])
    }

    @Test func `R9: a practical nurse is cleared by a license of that kind, in member states too`() async throws {
        let world = try await World()
        let nurse = try await world.person(
            "Pia", "Nurse", born: "1990-01-01", role: "licensed_practical_nurse", at: "phoenix", "chicago")
        try await world.credential("bls", of: nurse, "2024-01-01..2028-01-01")
        func answer(_ clinic: String) async throws -> ClearanceAnswer {
            try await world.clearance(
                nurse, at: clinic, role: "licensed_practical_nurse", "2026-05-02 08:00", "2026-05-02 16:00",
                as: "administrator")
        }
        try await world.credential("rn_license", "AZ", of: nurse, multistate: true, "2024-01-01..2028-01-01")
        #expect(try await answer("phoenix").reasons.map(\.requirement) == ["lpn_license"])
        try await world.credential("lpn_license", "CO", of: nurse, multistate: true, "2024-01-01..2028-01-01")
        #expect(try await answer("phoenix").verdict == .cleared)
        #expect(try await answer("chicago").reasons.map(\.state) == ["missing"])
    }

    @Test func `a role without requirements is unknown, never cleared`() async throws {
        let world = try await World()
        let clerk = try await world.person("Cleo", "Clerk", born: "1990-01-01", role: "scribe", at: "denver")
        let answer = try await world.clearance(
            clerk, at: "denver", role: "scribe", "2026-05-02 08:00", "2026-05-02 16:00")
        #expect(answer.verdict == .unknown)
        #expect(answer.reasons.map(\.requirement) == ["rules"])
    }

    @Test func `tells nothing to those who may see neither rosters nor files`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "AZ", "2024-04-01..2027-12-31", at: ["phoenix"])
        let practice = world.practice
        let answer = try await world.service.database.read(
            as: world.caller("manager"),
            .init(
                """
                SELECT k.verdict, k.reasons
                  FROM praxis.clearance(\(rao), (SELECT \(try await clinic("phoenix", practice, world))), 'physician', now(), now()) k
                """) as Query<ClearanceAnswer>)
        #expect(answer.map(\.verdict) == [.unknown])
    }
}

@Suite(.database) struct `Days of a clinic` {
    @Test func `Arizona keeps its clocks where Denver turns them`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2026-03-07", at: ["denver", "phoenix"])
        try await world.credential("medical_license", "AZ", of: rao, "2024-04-01..2026-03-08")
        // 23:30 in Phoenix on March 8 is 00:30 on the 9th in Denver, an hour later than the day before.
        let phoenix = try await world.clearance(
            rao, at: "phoenix", "2026-03-08 22:00", "2026-03-09 00:00", as: "administrator")
        #expect(phoenix.verdict == .cleared)
        let denver = try await world.clearance(rao, at: "denver", "2026-03-07 22:00", "2026-03-08 00:30")
        #expect(
            denver.reasons.map(\.days) == [[.init(from: LocalDate("2026-03-08")!, through: LocalDate("2026-03-08")!)]])
    }

    @Test(arguments: [
        ("2026-03-07 20:00", "2026-03-08 03:30", "2026-03-07..2026-03-08"),
        ("2026-10-31 20:00", "2026-11-01 01:30", "2026-10-31..2026-11-01"),
    ])
    func `the nights in which clocks turn touch two days`(from: String, until: String, term: String) async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", term)
        #expect(try await world.clearance(rao, from, until).verdict == .cleared)
    }

    @Test(arguments: [
        ("2024-02-28..2024-02-29", "2024-02-29 08:00", "2024-03-01 00:00", ClearanceVerdict.cleared),
        ("2024-02-28..2024-02-29", "2024-02-29 08:00", "2024-03-01 00:01", .blocked),
        ("2026-01-01..2026-02-28", "2026-02-28 20:00", "2026-03-01 00:00", .cleared),
        ("2026-01-01..2026-02-28", "2026-02-28 20:00", "2026-03-01 04:00", .blocked),
        ("2026-01-01..2026-12-31", "2026-12-31 20:00", "2027-01-01 04:00", .blocked),
    ])
    func `leap days and years end where the calendar says`(
        term: String, from: String, until: String, verdict: ClearanceVerdict
    ) async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", term)
        #expect(try await world.clearance(rao, from, until).verdict == verdict)
    }
}

private func confirmed(_ result: VerificationResult = .confirmed) throws -> VerificationDraft {
    let fields = ["method": "web", "source": "State board", "result": result.rawValue, "reference": "V-77"]
    return try VerificationDraft { fields[$0] }
}

private func clinic(_ slug: String, _ practice: UUID, _ world: World) async throws -> UUID {
    try #require(
        try await world.ask(
            "SELECT clinic_id FROM praxis.clinic WHERE practice_id = \(practice) AND slug = \(slug)", as: UUID.self))
}
