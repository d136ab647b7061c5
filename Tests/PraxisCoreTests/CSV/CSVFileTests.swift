import Testing

@testable import PraxisCore

@Suite struct `A CSV file with headings` {
    @Test func `finds values by heading whatever the order, case and spacing`() throws {
        let file = try CSVFile(
            Array("Provider  Address-  Line 2,NPI\n x ,1\n".utf8), requiring: ["npi", "Provider Address - Line 2"])
        #expect(file.rows[0].text("Provider Address-Line 2") == "x")
        #expect(file.rows[0].text("NPI") == "1")
        #expect(file.rows[0].text("No such heading") == nil)
    }

    @Test func `accepts another spelling of a heading`() throws {
        let file = try CSVFile(Array("ZIP CODE\n43001\n".utf8), requiring: ["ZIP"], aliases: ["Zip Code": "ZIP"])
        #expect(file.rows[0].text("ZIP") == "43001")
    }

    @Test(arguments: [
        ("", CSVFailure.empty), ("\n\n", .empty), ("a,b\n1,2\n", .missingHeadings(["c", "d"])),
        ("c,d,C\n", .repeatedHeading("C")),
    ])
    func `is refused whole where its first row cannot serve`(text: String, failure: CSVFailure) {
        #expect(throws: failure) { try CSVFile(Array(text.utf8), requiring: ["c", "d"]) }
    }

    @Test(
        arguments: [
            ("a,b\n1\n3,4\n", 2, nil, "has 1 value under 2 headings; the file may be cut off"),
            ("a,b\n1,2,3\n3,4\n", 2, nil, "has 3 values under 2 headings; a comma may lack its quotation marks"),
            ("a,b\n1,5\" pipe\n3,4\n", 2, "b", "there is a quotation mark inside a value"),
            ("a,b\n\"1\"x,2\n3,4\n", 2, "a", "there is text after the closing quotation mark"),
            ("a,b\n1,\0\n3,4\n", 2, "b", "the value contains a NUL byte"),
            ("a,b\n3,4\n1,\"cut", 3, "b", "the quotation mark that opens this value is never closed"),
        ] as [(String, Int, String?, String)])
    func `names row and column of what is broken and keeps the good rows`(
        text: String, row: Int, heading: String?, reason: String
    ) throws {
        let file = try CSVFile(Array(text.utf8))
        #expect(file.rows.map(\.values) == [["3", "4"]])
        #expect(file.problems.map(\.row) == [row])
        #expect(file.problems.map(\.heading) == [heading])
        #expect(file.problems[0].reason.hasPrefix(reason))
    }

    @Test func `refuses a megabyte in one value and reads the next row`() throws {
        let huge = String(repeating: "x", count: 1 << 20)
        let file = try CSVFile(Array("a,b\n1,\(huge)\n3,4\n".utf8))
        #expect(file.rows.map(\.values) == [["3", "4"]])
        #expect(file.problems.map(\.description) == ["Row 2, column b: the value is longer than 65536 bytes"])
    }

    @Test func `refuses more rows and columns than its limits`() throws {
        #expect(throws: CSVFailure.tooManyRows(limit: 2)) {
            try CSVFile(Array("a\n1\n2\n3\n".utf8), limits: CSVLimits(rows: 2))
        }
        let wide = try CSVFile(Array("a\n1,2,3\n".utf8), limits: CSVLimits(columns: 2))
        #expect(wide.problems.map(\.reason) == ["the row has more than 2 values"])
    }

    @Test func `notes every value of a row that cannot be used`() throws {
        var row = try #require(try CSVFile(Array("day,count,note\n2026-02-30,,x\n".utf8)).rows.first)
        #expect(row.required("day", LocalDate.init, else: "is not a date such as 2026-03-14") == nil)
        #expect(row.required("count", { Int($0) }, else: "is not a number") == nil)
        #expect(row.optional("note", { Int($0) }, else: "is not a number") == nil)
        #expect(
            row.problems.map(\.description) == [
                "Row 2, column day: is not a date such as 2026-03-14", "Row 2, column count: is missing",
                "Row 2, column note: is not a number",
            ])
    }

    @Test func `survives random bytes`() {
        var random = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = [0, 10, 13, 34, 34, 44, 44, 65, 0x80, 0xC3, 0xEF, 0xFF]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            let file = try? CSVFile(bytes)
            #expect(file?.rows.allSatisfy { $0.values.count == file?.header.count } ?? true)
        }
    }
}
