import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The form of a file for a payer` {
    private static let columns = """
        Action_Flag | action | 3
        NPI | npi
        Hospital | hospital
        At | clinic_name
        End | term_on
        """
    private static let caqh = ["delimiter": "pipe", "add": "A", "change": "U", "terminate": "D"]

    @Test func `has the payer's delimiter and words, and quotes what that delimiter needs`() async throws {
        let desk = try await RosterDesk()
        try await desk.lay(Self.columns, Self.caqh)
        try await desk.type(["hospital": "Mercy, Inc."], at: "denver")
        try await desk.type(["hospital": "Saint \"Luke\" | North"], at: "phoenix")
        let full = try await desk.submit(.full)
        #expect(
            try await desk.service.content(of: full, as: desk.specialist) == """
                Action_Flag|NPI|Hospital|At|End\r
                |1000000004|Mercy, Inc.|denver|\r
                |1000000004|"Saint ""Luke"" | North"|phoenix|\r

                """)
        #expect(try await desk.service.submission(full, as: desk.specialist).submission.delimiter == .pipe)
        try await desk.answer(full, ["outcome": "accepted", "rejections": "2: no"])
        try await desk.type(["hospital": "Mercy"], at: "denver", version: 1)
        #expect(
            try await desk.rows(.delta) == [
                "U|1000000004|Mercy|denver|", "A|1000000004|\"Saint \"\"Luke\"\" | North\"|phoenix|",
            ])
        try await desk.end("denver", "2026-10-31")
        #expect(try await desk.rows(.delta).first == "D|1000000004|Mercy, Inc.|denver|10/31/2026")
        // What each row does is on record in the same words for all payers.
        #expect(
            try await desk.world.ask(
                "SELECT string_agg(DISTINCT action, '' ORDER BY action) FROM praxis.roster_line", as: String.self)
                == "ACT")
    }

    @Test func `of one that was frozen stays as it was, bytes and digest, whatever is wanted since`() async throws {
        let desk = try await RosterDesk()
        try await desk.lay(Self.columns)
        let sent = try await desk.submit(.full)
        let (text, digest) = (
            try await desk.service.content(of: sent, as: desk.specialist),
            try await desk.service.submission(sent, as: desk.specialist).submission.digest
        )
        #expect(text.hasPrefix("Action_Flag,NPI,Hospital,At,End\r\n,1000000004,,denver,\r\n"))
        try await desk.lay(Self.columns, ["delimiter": "tab", "add": "ADD"], version: 1)
        let after = try await desk.service.submission(sent, as: desk.specialist).submission
        #expect(try await desk.service.content(of: sent, as: desk.specialist) == text)
        #expect(after.digest == digest && after.delimiter == .comma)
        #expect(try await desk.rows(.full).first == "\t1000000004\t\tdenver\t")
    }

    @Test func `compares well with what a payer took before decisions were looked at`() async throws {
        let desk = try await RosterDesk(approved: LocalDate("2025-06-01"))
        let today = try await desk.world.practiceDay()
        try await desk.lay(Self.columns + "\nLicense | license_number\nDecided | decided_on")
        try await desk.answer(try await desk.submit(.full), ["outcome": "accepted"])
        // As files were before: the layout says nothing of delimiter and words, the decision's day was typed, and the
        // license was any that was ever held.
        try await desk.world.tell(
            "UPDATE praxis.roster_layout SET layout = layout - 'delimiter' - 'actions'",
            """
            UPDATE praxis.roster_held SET facts = facts || '{"decided_on": "2025-06-01"}'
             WHERE facts ->> 'clinic_name' = 'denver'
            """,
            """
            UPDATE praxis.roster_held SET facts = facts || '{"decided_on": "2024-01-01", "license_number": "OLD"}'
             WHERE facts ->> 'clinic_name' = 'phoenix'
            """)
        #expect(try await desk.rows(.delta) == ["C,1000000004,,phoenix,,,06/01/2025"])
        // Whom the payer holds is ended by today's denial with the facts that it knows.
        try await desk.world.decide(desk.rao, "denied", on: today, cycle: .offcycle)
        let last = RosterLayout.DayForm.american.text(today.adding(days: -1))
        #expect(
            try await desk.rows(.delta) == [
                "T,1000000004,,denver,\(last),,06/01/2025", "T,1000000004,,phoenix,\(last),OLD,01/01/2024",
            ])
    }
}
