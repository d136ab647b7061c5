import Foundation
import PraxisCore
import Testing

@testable import PraxisWeb

@Suite struct `Comma-separated values` {
    @Test(arguments: ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"]) func `never begin like a formula`(text: String) {
        let line = CSVText.line([.text(text)])
        #expect(line.hasPrefix("'") || line.hasPrefix("\"'"))
    }

    @Test func `quote what needs quoting`() {
        let line = CSVText.line([
            .text("a,\"b\""), .number("-2"), .money(Money(minorUnits: -305)), .empty, .text("c\nd"),
        ])
        #expect(line == "\"a,\"\"b\"\"\",-2,-3.05,,\"c\nd\"\r\n")
    }
}

@Suite struct `A workbook` {
    @Test func `has the known checksum`() {
        #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test func `is read by another program`() throws {
        var sheet = Worksheet()
        sheet.append([.text("Name"), .text("Day"), .text("Amount")], style: .header)
        sheet.append([.text("<a&b>\u{1}"), .date(LocalDate("2026-03-14")!), .money(Money(minorUnits: 125_000))])
        let file = URL(filePath: NSTemporaryDirectory()).appending(path: "praxis-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(sheet.workbook(named: "people")).write(to: file)
        let check = Process()
        check.executableURL = URL(filePath: "/usr/bin/env")
        check.arguments = [
            "python3", "-c",
            """
            import sys, zipfile, xml.dom.minidom as m
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None and len(z.namelist()) == 6
            for n in z.namelist(): m.parseString(z.read(n))
            s = z.read('xl/worksheets/sheet1.xml').decode()
            assert '&lt;a&amp;b&gt;' in s and '<v>46095</v>' in s and '<v>1250.00</v>' in s
            """, file.path(),
        ]
        try check.run()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0)
    }
}
