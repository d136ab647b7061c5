import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Rosters for delegated payers` {
    @Test func `are frozen with their digest, and the next delta is made against what was accepted`() async throws {
        let desk = try await RosterDesk()
        await #expect(throws: EnrollmentError.noLayout) { _ = try await desk.submit(.full) }
        try await desk.lay(
            """
            Act | action
            NPI | npi | required | 10
            Name | family_name | required
            Clinic | clinic_name
            End | term_on
            """)
        await #expect(throws: EnrollmentError.nothingAccepted) { _ = try await desk.submit(.delta) }
        let full = try await desk.submit(.full)
        let content = try await desk.service.content(of: full, as: desk.specialist)
        #expect(content == "Act,NPI,Name,Clinic,End\r\n,1000000004,Rao,denver,\r\n,1000000004,Rao,phoenix,\r\n")
        var record = try await desk.service.submission(full, as: desk.specialist)
        let digest = try await desk.world.ask(
            "SELECT encode(sha256(convert_to(\(content), 'UTF8')), 'hex')", as: String.self)
        #expect(record.submission.digest == digest)

        // The row of Phoenix is not taken: it is told again as an addition.
        try await desk.answer(full, ["outcome": "accepted", "rejections": "2: unknown location"])
        record = try await desk.service.submission(full, as: desk.specialist)
        #expect(record.submission.rejectedRows == 1)
        #expect(record.lines.map(\.rejection) == [nil, "unknown location"])
        await #expect(throws: EnrollmentError.answered) { try await desk.answer(full, ["outcome": "rejected"]) }
        let delta = try await desk.submit(.delta)
        #expect(
            try await desk.service.content(of: delta, as: desk.specialist)
                == "Act,NPI,Name,Clinic,End\r\nA,1000000004,Rao,phoenix,\r\n")

        // A file that the payer rejects changes nothing: the next delta tells the same, and Denver's end beside it.
        try await desk.answer(delta, ["outcome": "rejected"])
        try await desk.end("denver", "2026-10-31")
        let again = try await desk.submit(.delta)
        let text = try await desk.service.content(of: again, as: desk.specialist)
        #expect(text.contains("T,1000000004,Rao,denver,10/31/2026\r\n"))
        #expect(text.contains("A,1000000004,Rao,phoenix,\r\n"))
        try await desk.answer(again, ["outcome": "accepted"])
        await #expect(throws: EnrollmentError.nothingToTell) { _ = try await desk.submit(.delta) }

        // Nothing is added to what was sent and taken.
        let other = try await desk.world.person(of: "staff")
        for sql: SQL in [
            """
            INSERT INTO praxis.roster_line (clinic_id, submission_id, line, person_id, facts)
            SELECT clinic_id, submission_id, 99, \(other), facts FROM praxis.roster_line LIMIT 1
            """,
            """
            INSERT INTO praxis.roster_held (clinic_id, submission_id, person_id, facts)
            SELECT clinic_id, submission_id, \(other), facts FROM praxis.roster_held LIMIT 1
            """,
        ] {
            let refused = await #expect(throws: PostgresError.self) {
                try await desk.world.service.database.write(as: desk.specialist) { try await $0.run(sql) }
            }
            #expect(refused?.raised?.code == "frozen")
        }
    }

    @Test func `an enrollment that has ended is told before the new application of the same provider`() async throws {
        let desk = try await RosterDesk()
        try await desk.lay("Act | action\nNPI | npi\nClinic | clinic_name\nFrom | effective_on\nEnd | term_on")
        try await desk.answer(try await desk.submit(.full), ["outcome": "accepted"])
        try await desk.end("denver", "2026-10-31")
        let applied = ["status": "submitted", "submitted": "2026-11-02"]
        _ = try await desk.service.add(
            try EnrollmentDraft { applied[$0] }, of: desk.rao, at: try #require(Slug("denver")), with: desk.plan,
            as: desk.specialist)
        let delta = try await desk.submit(.delta)
        #expect(
            try await desk.service.content(of: delta, as: desk.specialist) == """
                Act,NPI,Clinic,From,End\r
                T,1000000004,denver,01/01/2026,10/31/2026\r
                A,1000000004,denver,,\r

                """)
        try await desk.answer(delta, ["outcome": "accepted"])
        await #expect(throws: EnrollmentError.nothingToTell) { _ = try await desk.submit(.delta) }
    }

    @Test func `a delta whose base is gone is not accepted any more`() async throws {
        let desk = try await RosterDesk()
        try await desk.lay("NPI | npi\nClinic | clinic_name")
        let first = try await desk.submit(.full)
        try await desk.answer(first, ["outcome": "accepted", "rejections": "1: no such person"])
        let delta = try await desk.submit(.delta)
        let second = try await desk.submit(.full)
        try await desk.answer(second, ["outcome": "accepted"])
        await #expect(throws: EnrollmentError.baseChanged) { try await desk.answer(delta, ["outcome": "accepted"]) }
        try await desk.answer(delta, ["outcome": "rejected"])
    }

    @Test func `a row that the payer would refuse stops the file, and says where`() async throws {
        let desk = try await RosterDesk()
        try await desk.lay("NPI | npi\nCAQH | caqh_id | required | 8\nHospital | hospital")
        let denver = try #require(Slug("denver"))
        await #expect(throws: EnrollmentError.rowsRefused) { _ = try await desk.submit(.full) }
        var overview = try await desk.service.rosters(of: desk.plan, as: desk.specialist)
        #expect(overview.problems(.full).map(\.reasons) == [["CAQH: missing"], ["CAQH: missing"]])
        let facts = ["caqh_id": "12345678", "hospital": "N/A"]
        try await desk.service.save(
            try RosterProfileDraft { facts[$0] }, of: desk.rao, at: denver, version: 0, as: desk.specialist)
        overview = try await desk.service.rosters(of: desk.plan, as: desk.specialist)
        #expect(overview.problems(.full).first?.reasons == ["Hospital: the payer refuses “N/A”"])
        await #expect(throws: EnrollmentError.stale(seen: 0, now: nil)) {
            try await desk.service.save(
                try RosterProfileDraft { facts[$0] }, of: desk.rao, at: denver, version: 0, as: desk.specialist)
        }
    }

    @Test(
        arguments: [
            "UPDATE praxis.roster_submission SET content = 'x'", "DELETE FROM praxis.roster_submission",
            "UPDATE praxis.roster_answer SET outcome = 'accepted'", "UPDATE praxis.roster_line SET facts = '{}'",
            "DELETE FROM praxis.roster_rejection", "UPDATE praxis.roster_held SET facts = '{}'",
            "UPDATE praxis.roster_layout SET layout = '{}'",
        ] as [StaticSQL])
    func `cannot be rewritten by the daemon`(statement: StaticSQL) async throws {
        let world = try await World()
        await #expect(throws: (any Error).self) {
            try await world.service.database.write(as: world.caller("administrator")) { transaction in
                try await transaction.run(statement.sql)
            }
        }
    }

    @Test func `are for those who prepare them, and finance and managers see none`() async throws {
        let desk = try await RosterDesk()
        try await desk.world.addAccount("finance", "finance")
        try await desk.lay("NPI | npi")
        let sent = try await desk.submit(.full)
        for account in ["finance", "manager", "staff"] {
            await #expect(throws: EnrollmentError.unknown, "\(account)") {
                _ = try await desk.service.submission(sent, as: desk.world.caller(account))
            }
        }
        #expect(try await desk.service.submission(sent, as: desk.world.caller("director")).lines.count == 2)
        await #expect(throws: (any Error).self) {
            _ = try await desk.service.submit(.full, for: desk.plan, as: desk.world.caller("director"))
        }
    }
}

@Suite struct `A layout as it is typed` {
    @Test(arguments: [
        "", "NPI", "NPI | npi | perhaps", "NPI | number", "Name | family_name", "NPI | npi | 0",
        "NPI | npi\nNPI | suffix",
    ])
    func `is refused where a column cannot be read, and where the NPI is missing`(text: String) {
        #expect(throws: FieldErrors.self) { try RosterLayout { ["columns": text, "days": "iso"][$0] } }
    }

    @Test(arguments: [
        ["delimiter": "semicolon"], ["add": "A|"], ["change": ""], ["terminate": "a"], ["add": "Addition"],
        ["add": "=A"], ["add": "ABCDEFGHIJKLMNOPQRSTU"],
    ])
    func `is refused with a delimiter or words for actions that no file can have`(wrong: [String: String]) {
        let fields = ["columns": "Act | action | 6\nNPI | npi", "days": "iso"].merging(wrong) { $1 }
        #expect(throws: FieldErrors.self) { try RosterLayout { fields[$0] } }
    }

    @Test func `has commas and A, C and T where nothing else was said`() throws {
        let plain = try RosterLayout { ["columns": "NPI | npi", "days": "iso"][$0] }
        #expect(plain.delimiter == .comma)
        #expect(plain.actions.all == ["A", "C", "T"])
    }

    @Test func `comes back as it was typed`() throws {
        let text = "Act | action\nNPI | npi | required | 10\nEnd | term_on"
        let layout = try RosterLayout { ["columns": text, "days": "iso", "refused": "N/A, none"][$0] }
        #expect(layout.text == text)
        #expect(layout.refusedWords == ["N/A", "none"])
    }
}
