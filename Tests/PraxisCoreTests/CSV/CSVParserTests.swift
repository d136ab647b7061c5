import Testing

@testable import PraxisCore

@Suite struct `Reading CSV` {
    @Test func `takes quoted values, doubled quotation marks, commas and line ends inside them`() throws {
        #expect(
            try records("a,\"b,c\",\"d \"\"e\"\"\",\"f\r\ng\"\r\nh,,,\r\n") == [
                ["a", "b,c", "d \"e\"", "f\r\ng"], ["h", "", "", ""],
            ])
    }

    @Test(arguments: ["a,b\nc,d", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "\u{FEFF}a,b\r\n\r\nc,d\n\n"])
    func `takes any line end, a byte order mark and blank lines`(text: String) throws {
        #expect(try records(text) == [["a", "b"], ["c", "d"]])
    }

    @Test func `counts rows as a spreadsheet does, blank ones too`() throws {
        var rows: [Int] = []
        var parser = CSVParser()
        let receive = { (event: CSVParser.Event) throws(CSVFailure) -> Void in
            if case .record(let row, _) = event { rows.append(row) }
        }
        try parser.feed(Array("a\n\n\"b\nc\"\nd".utf8), receive)
        try parser.finish(receive)
        #expect(rows == [1, 3, 4])
    }

    @Test func `gives the same rows however the file is cut into chunks`() throws {
        let bytes = Array("\u{FEFF}id,name\r\n1,\"Zoë, \"\"Z\"\"\"\r\n2,x\"y\r\n3,\r\n".utf8)
        let whole = try events(bytes, chunk: bytes.count)
        for size in 1...7 {
            #expect(try events(bytes, chunk: size) == whole)
        }
    }

    @Test func `reads values that are not UTF-8 as ISO 8859-1 and says so`() throws {
        let file = try CSVFile([UInt8]("name,city\n".utf8) + [0x4A, 0x6F, 0x73, 0xE9, 0x2C, 0x80, 0x0A])
        #expect(file.rows.map(\.values) == [["José", "€"]])
        #expect(file.usedFallbackEncoding)
        #expect(try CSVFile(Array("name\nJosé\n".utf8)).usedFallbackEncoding == false)
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], "a spreadsheet's Unicode text"), ([0x50, 0x4B, 3, 4, 20], "an XLSX file"),
            ([0xD0, 0xCF, 0x11, 0xE0], "an XLS file"),
        ] as [([UInt8], String)])
    func `refuses what is no text`(bytes: [UInt8], kind: String) {
        #expect(throws: CSVFailure.notText) { try CSVFile(bytes) }
    }
}

private func events(_ bytes: [UInt8], chunk: Int) throws -> [CSVParser.Event] {
    var parser = CSVParser()
    var found: [CSVParser.Event] = []
    var start = 0
    while start < bytes.count {
        let end = start + min(chunk, bytes.count - start)
        try parser.feed(bytes[start..<end]) { event throws(CSVFailure) in found.append(event) }
        start = end
    }
    try parser.finish { event throws(CSVFailure) in found.append(event) }
    return found
}

private func records(_ text: String) throws -> [[String]] {
    try events(Array(text.utf8), chunk: .max).compactMap {
        if case .record(_, let values) = $0 { values } else { nil }
    }
}
