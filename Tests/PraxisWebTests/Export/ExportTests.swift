import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore
import Synchronization
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

    /// A quote followed by a combining mark is one character to Swift, and still a quote to a spreadsheet.
    @Test func `double a quote under a combining mark`() {
        let line = CSVText.line([.text("a\"\u{301},=1+1")])
        #expect(line == "\"a\"\"\u{301},=1+1\"\r\n")
    }

    @Test func `begin with the mark of UTF-8`() async throws {
        let export = ListExport("people", columns: [.text("Name") { (name: String) in name }]) { last in
            last == nil ? ["Zoë"] : []
        }
        let body = try await export.csv().body.collected()
        #expect(body == [0xEF, 0xBB, 0xBF] + "Name\r\nZoë\r\n".utf8)
    }
}

extension ResponseBody {
    /// Everything that the body writes.
    fileprivate consuming func collected() async throws -> [UInt8] {
        let parts = Parts()
        try await self.write(parts)
        return parts.bytes
    }
}

/// Keeps what is written.
private final class Parts: ResponseBodyWriter, Sendable {
    private let written = Mutex<[UInt8]>([])

    var bytes: [UInt8] { self.written.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws { self.written.withLock { $0 += buffer.readableBytesView } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

@Suite struct `A workbook` {
    @Test func `has the known checksum`() {
        #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
    }

    /// Excel, LibreOffice and openpyxl refuse a fill without a pattern, and take the first two as they are laid down.
    @Test func `has the two fills that every style sheet begins with`() throws {
        let archive = String(decoding: Worksheet().workbook(named: "people"), as: UTF8.self)
        let fills =
            "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        #expect(archive.contains(fills))
    }

    @Test func `says where it was cut`() async throws {
        let export = ListExport("steps", columns: [.number("Step") { (step: Int) in step }], workbookLimit: 3) { last in
            let next = (last ?? 0) + 1
            return [next, next + 1]
        }
        let archive = String(decoding: try await export.workbook().body.collected(), as: UTF8.self)
        #expect(archive.contains("<v>3</v>"))
        #expect(!archive.contains("<v>4</v>"))
        #expect(archive.contains("Only the first 3 rows are here; the same list as CSV has all of them."))
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
