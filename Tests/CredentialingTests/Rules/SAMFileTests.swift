import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A list of SAM` {
    private let november = LocalDate("2023-11-01")!

    private func read() throws -> WholeList {
        try WholeList(Vectors.bytes("sam_synthetic_cases"), .sam, kind: .full, month: self.november)
    }

    @Test func `is read with both forms of dates, and with no end where it says Indefinite`() throws {
        let list = try self.read()
        #expect(list.problems.isEmpty)
        #expect(list.entries.count == 12)
        #expect(
            list.entries[0].excludedOn == LocalDate("2023-11-20")
                && list.entries[1].excludedOn == LocalDate("2023-11-20"))
        #expect(list.entries[0].endsOn == nil)
        #expect(list.entries[9].endsOn == LocalDate("2099-10-19"))
        #expect(list.entries[10].endsOn == LocalDate("2024-01-31"))
        #expect(list.entries[11].flags.isSuperset(of: [.exclusionDateUnknown, .endDateUnknown]))
        #expect(list.entries[11].excludedOn == self.november)
    }

    @Test func `finds names in odd columns`() throws {
        let entries = try self.read().entries
        #expect((entries[1].lastName, entries[1].firstName) == ("SPECIMEN-SAMPLE", "MARIA"))
        #expect((entries[2].lastName, entries[2].firstName, entries[2].middleName) == ("Testcase", "Wendell", "K"))
        #expect(entries[4].businessName == "ODDCOLUMN LOGISTICS LLC")
        #expect([1, 2, 4].allSatisfy { entries[$0].flags.contains(.nameInOddColumn) })
        #expect(!entries[0].flags.contains(.nameInOddColumn))
        #expect([5, 6].allSatisfy { !entries[$0].isIndividual && entries[$0].state == "TST" })
    }

    @Test func `keeps numbers, aliases and broken NPIs`() throws {
        let entries = try self.read().entries
        #expect((entries[3].uei, entries[3].cage) == ("TESTUEI00001", "1TST1"))
        #expect(entries[3].also == ["EXAMPLE HEALTH PRODUCTS LLC"])
        #expect(SAMLayout.names(in: "(also ONE CO.) (also TWO; THREE LTD)") == ["ONE CO.", "TWO", "THREE LTD"])
        #expect(entries[9].npi == "1456789011" && entries[9].flags.contains(.npiChecksum))
    }

    @Test func `holds the same record twice`() throws {
        let entries = try self.read().entries
        #expect(entries[7].recordHash == entries[8].recordHash)
        #expect(Set(entries.map(\.recordHash)).count == 11)
    }

    @Test(
        arguments: [
            // December 2019 names three columns otherwise; version 1 has 28.
            (
                [
                    "Open Data Flag": "D&B Open Data Flag", "Blank (Deprecated)": "Unique Entity Identifier (DUNS)",
                    "Unique Entity ID": "Unique Entity Identifier (SAM)",
                ], Set<String>()
            ),
            (["Unique Entity ID": "DUNS"], ["Open Data Flag", "Blank (Deprecated)", "Creation_Date"]),
        ] as [([String: String], Set<String>)])
    func `is read in its older layouts`(renamed: [String: String], missing: Set<String>) throws {
        let file = try CSVFile(Vectors.bytes("sam_synthetic_cases"))
        let kept = file.header.headings.indices.filter { !missing.contains(file.header.headings[$0]) }
        let lines =
            [kept.map { renamed[file.header.headings[$0]] ?? file.header.headings[$0] }]
            + file.rows.map { row in kept.map { row.values[$0] } }
        let text = lines.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n")
        let list = try WholeList(Array(text.utf8), .sam, kind: .full, month: self.november)
        #expect(kept.count == (missing.isEmpty ? 31 : 28))
        #expect(list.entries.map(\.businessName) == (try self.read()).entries.map(\.businessName))
        #expect(list.entries[3].uei == (missing.isEmpty ? "TESTUEI00001" : nil))
    }

    @Test func `that is of the OIG is refused by its headings`() throws {
        let failure = #expect(throws: CSVFailure.self) {
            _ = try WholeList(Vectors.bytes("leie_synthetic_cases"), .sam, kind: .full, month: self.november)
        }
        #expect(failure?.message.contains("“Classification”") == true)
    }
}
