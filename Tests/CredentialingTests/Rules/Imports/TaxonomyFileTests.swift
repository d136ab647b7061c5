import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A release of specialties` {
    private let heading = "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section"

    @Test func `is read by its headings, with the marks of a foreign sign and what was deactivated`() throws {
        let file = try self.read(
            "\u{FEFF}" + self.heading,
            "207Q00000X,Physicians,Family Medicine,,\"A, b\",,Family Medicine Physician,Individual",
            "1744G0900X,Other,Specialist,Ménière,Deactivated - use another,,,Individual")
        #expect(file.problems.isEmpty)
        #expect(file.codes.map(\.name) == ["Family Medicine Physician", "Specialist, Ménière"])
        #expect(file.codes.map(\.isRetired) == [false, true])
    }

    @Test func `of CMS has the day on which a code ended`() throws {
        let file = try self.read(
            "Provider Taxonomy Code,Grouping,Classification,Specialization,Effective Date,Deactivation Date",
            "207Q00000X,P,Family Medicine,,4/1/2003,", "1744G0900X,O,Specialist,Graphics,4/1/2003,03/31/2025")
        #expect(file.codes.map(\.deactivatedOn) == [nil, LocalDate("2025-03-31")])
        #expect(file.source == .cms)
        #expect(try self.read(self.heading, "207Q00000X,P,Family Medicine,,,,,").source == .nucc)
    }

    @Test(arguments: [
        ("207Q00000Y,P,Family Medicine,,,,,", "Row 2, column Code: is no code: nine digits or capitals and an X"),
        ("207q00000X,P,Family Medicine,,,,,", "Row 2, column Code: is no code: nine digits or capitals and an X"),
        ("207Q00000X,P,,,,,,", "Row 2, column Classification: is missing"),
        ("207Q00000X,P,Fam", "Row 2: has 3 values under 8 headings; the file may be cut off"),
    ])
    func `names the rows for which it is not taken`(row: String, problem: String) throws {
        #expect(try self.read(self.heading, row).problems.map(\.description) == [problem])
    }

    @Test func `that is not UTF-8 is read as ISO 8859-1, value by value`() throws {
        var bytes = Array((self.heading + "\r\n207Q00000X,P,M").utf8)
        bytes += [0xE9] + Array("ni".utf8) + [0xE8] + Array("re,Ménière,,,,I\r\n".utf8)
        let file = try TaxonomyFile(bytes)
        #expect(file.codes.map(\.classification) == ["Ménière"] && file.codes.map(\.specialization) == ["Ménière"])
    }

    @Test(arguments: [
        ("PK\u{3}\u{4}zip", CSVFailure.notText), ("", .empty),
        ("Code,Classification\r\n", .missingHeadings(["Grouping", "Specialization"])),
    ])
    func `is refused whole where it is none`(text: String, failure: CSVFailure) {
        #expect(throws: failure) { try TaxonomyFile(Array(text.utf8)) }
    }

    @Test(arguments: [
        ("207Q00000X", true), ("1744G0900X", true), ("207Q0000X", false), ("207Q000000X", false), ("207Q00000x", false),
        ("207Q0000０X", false), ("", false), ("'; DROP --X", false),
    ])
    func `has codes of ten signs`(text: String, isCode: Bool) {
        #expect(Taxonomy.isCode(text) == isCode)
    }

    @Test func `has no code twice`() throws {
        let row = "207Q00000X,P,Family Medicine,,,,,"
        let problems = try self.read(self.heading, row, row).problems
        #expect(problems.map(\.description) == ["Row 3, column Code: stands in row 2 already"])
    }

    @Test(arguments: [
        ("nucc_taxonomy_251.csv", "25.1 2025-07-01"), ("nucc_taxonomy_260.csv", "26.0 2026-01-01"),
        ("codes.csv", "none"),
    ])
    func `is told by the file's name`(name: String, release: String) {
        let told = TaxonomyFile.release(named: name).map { "\($0.name) \($0.effectiveOn)" }
        #expect(told ?? "none" == release)
    }

    @Test func `says which codes of a provider are unknown or have ended, and nothing where none is loaded`() throws {
        let file = try self.read(
            self.heading, "207Q00000X,P,Family Medicine,,,,Family Medicine Physician,I",
            "1744G0900X,O,Specialist,,Deactivated - gone,,Graphics Specialist,I")
        let check = TaxonomyCheck(file.codes)
        #expect(check.remarks(on: ["207Q00000X"]).isEmpty)
        #expect(
            check.remarks(on: ["1744G0900X", "207Q00001X"]).map { $0.prefix(28) } == [
                "Taxonomy 1744G0900X, Graphic", "Taxonomy 207Q00001X is in no",
            ])
        #expect(check.names(of: ["207Q00000X", "9"]) == ["Family Medicine Physician (207Q00000X)", "9"])
        #expect(TaxonomyCheck([]).remarks(on: ["9"]).isEmpty)
    }

    private func read(_ lines: String...) throws -> TaxonomyFile {
        try TaxonomyFile(Array(lines.joined(separator: "\r\n").utf8))
    }
}
