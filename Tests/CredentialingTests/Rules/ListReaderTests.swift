import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A list that is read in pieces` {
    private let march = LocalDate("2026-03-01")!
    private let header =
        "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,REINDATE,"
        + "WAIVERDATE,WVRSTATE"

    private func row(_ last: String) -> String {
        "\(last),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000,"
    }

    private func read(_ bytes: [UInt8], chunk: Int = 7) throws -> WholeList {
        try WholeList(bytes, kind: .exclusions, month: self.march, chunk: chunk)
    }

    @Test(arguments: [1, 2, 13, 4096])
    func `is the same whatever the pieces`(chunk: Int) throws {
        let list = try WholeList(
            Vectors.bytes("leie_synthetic_cases"), kind: .exclusions, month: self.march, chunk: chunk)
        #expect(list.entries.count == 12)
        #expect(list.tally.flagged == 3)
    }

    @Test func `may begin with a byte order mark, end lines in any way and need no last one`() throws {
        let text = self.header + "\r\n" + self.row("ONE") + "\r" + self.row("TWO") + "\n" + self.row("THREE")
        let list = try self.read([0xEF, 0xBB, 0xBF] + Array(text.utf8))
        #expect(list.entries.map(\.lastName) == ["ONE", "TWO", "THREE"])
        #expect(list.entries.map(\.row) == [2, 3, 4])
    }

    @Test func `may be in ISO 8859-1, and says so`() throws {
        let name = [UInt8(ascii: "P"), 0xC9, UInt8(ascii: "R"), UInt8(ascii: "E"), UInt8(ascii: "Z")]
        let list = try self.read(Array((self.header + "\n").utf8) + name + Array(self.row("").utf8))
        #expect(list.entries[0].lastName == "PÉREZ")
        #expect(list.tally.usedFallbackEncoding)
        #expect(NameFolding.folded("PÉREZ") == "PEREZ")
    }

    @Test func `may have columns more, in any order`() throws {
        let rows = "EXTRA,\(self.header)\nx,\(self.row("DOE"))"
        #expect(try self.read(Array(rows.utf8)).entries.map(\.lastName) == ["DOE"])
    }

    @Test func `without a column names it`() {
        let failure = #expect(throws: CSVFailure.self) {
            try self.read(Array((self.header.replacing("DOB", with: "BIRTHDAY") + "\n" + self.row("DOE")).utf8))
        }
        #expect(failure?.message == "the first row lacks the headings “DOB”")
    }

    @Test(
        arguments: [[0x50, 0x4B, 3, 4, 20, 0], [0xD0, 0xCF, 0x11, 0xE0, 0xA1], [0xFF, 0xFE, 0x41, 0]] as [[UInt8]])
    func `that is an archive, a workbook or of another encoding is told so`(bytes: [UInt8]) {
        let failure = #expect(throws: CSVFailure.self) { try self.read(bytes) }
        #expect(failure?.message.contains("unpack an archive") == true)
    }

    @Test func `keeps its good rows where one in a thousand cannot be read, and is refused where it is cut off`() throws
    {
        let good = (0..<1_000).map { self.row("NAME\($0)") }
        let broken = try self.read(
            Array(([self.header, "LONE,VALUE"] + good).joined(separator: "\n").utf8), chunk: 5_000)
        #expect(broken.tally.rows == 1_000 && broken.tally.unread == 1)
        #expect(broken.problems.map(\.row) == [2])
        #expect(broken.refusal() == nil)
        let cut = try self.read(
            Array(([self.header] + good + ["LAST,ROW,IS,C"]).joined(separator: "\n").utf8), chunk: 5_000)
        #expect(cut.refusal()?.hasPrefix("Row 1002: has 4 values under 18 headings; the file may be cut off") == true)
        let many = try self.read(
            Array(([self.header, "A", "B"] + good).joined(separator: "\n").utf8), chunk: 5_000)
        #expect(many.refusal()?.contains("Row 2") == true)
        #expect(many.refusal()?.contains("1 more rows") == true)
    }

    @Test func `that opens a quotation mark for good is cut off`() throws {
        let list = try self.read(Array("\(self.header)\n\(self.row("ONE"))\n\"TWO,JO,,,\n".utf8))
        #expect(list.tally.isCutOff)
        #expect(list.refusal()?.contains("never closed") == true)
    }
}
