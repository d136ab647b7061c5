import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A provider file` {
    @Test func `reads a row of the full layout by its headings`() throws {
        let file = try ProviderFile(
            nppes([
                "NPI": "1000000004", "Entity Type Code": "1", "Provider Last Name (Legal Name)": "O'SAMPLE",
                "Provider First Name": "ASHA", "Provider Name Suffix Text": "--", "Provider Credential Text": "M.D.",
                "Provider Other Last Name": "RAO", "Provider Other First Name": "ASHA",
                "Provider Business Practice Location Address Telephone Number": "3035550100",
                "Last Update Date": "03/31/2026",
                "Healthcare Provider Taxonomy Code_1": "163W00000X",
                "Healthcare Provider Taxonomy Code_2": "207Q00000X",
                "Provider License Number_2": "DR.41", "Provider License Number State Code_2": "CO",
                "Healthcare Provider Primary Taxonomy Switch_2": "Y",
            ]))
        guard case .provider(let row, let provider) = file.rows[0] else { return #expect(Bool(false)) }
        #expect(row == 2)
        #expect(provider.name == .init(given: "Asha", middle: nil, family: "O'Sample", suffix: nil))
        #expect(provider.otherName?.family == "Rao")
        #expect(provider.role == .physician)
        #expect(provider.licenses == [.init(number: "DR.41", state: "CO", taxonomy: "207Q00000X")])
        #expect(provider.lastUpdated == LocalDate("2026-03-31"))
    }

    @Test(
        arguments: [
            (["NPI": "1234567890"], "Row 2, column NPI: is not an NPI: ten digits whose last checks the others"),
            (["NPI": ""], "Row 2, column NPI: is missing"),
            (
                ["Entity Type Code": "2"],
                "Row 2, column Entity Type Code: is 2, an organization; only individuals can be imported as people"
            ),
            (
                ["NPI Deactivation Date": "13/02/2026"],
                "Row 2, column NPI Deactivation Date: is not a date such as 03/31/2026"
            ),
            (["Provider First Name": " "], "Row 2, column Provider First Name: is missing"),
            (["Last Update Date": "02/30/2026"], "Row 2, column Last Update Date: is not a date such as 03/31/2026"),
        ] as [([String: String], String)])
    func `refuses a row by column and reason`(change: [String: String], reason: String) throws {
        let file = try ProviderFile(nppes(valid.merging(change) { $1 }))
        guard case .refused(_, _, let problems) = file.rows[0] else { return #expect(Bool(false)) }
        #expect(problems.map(\.description) == [reason])
    }

    @Test(
        arguments: [
            (["Provider License Number State Code_1": ""], "License DR.41 is left out: its state is missing"),
            (
                ["Provider License Number State Code_1": "QQ"],
                "License QQ DR.41 is left out: its state is none of the United States"
            ),
            (
                ["Provider License Number_1": "PENDING"],
                "License CO PENDING is left out: that is no number of a license"
            ),
        ] as [([String: String], String)])
    func `leaves a license aside with a remark, and keeps the row`(change: [String: String], remark: String) throws {
        let file = try ProviderFile(nppes(valid.merging(change) { $1 }))
        guard case .provider(_, let provider) = file.rows[0] else { return #expect(Bool(false)) }
        #expect(provider.licenses.isEmpty)
        #expect(provider.remarks == [remark])
    }

    @Test func `keeps what else the registry says, and takes a number that was reactivated`() throws {
        let file = try ProviderFile(
            nppes(
                valid.merging([
                    "NPI Deactivation Date": "01/02/2020", "NPI Reactivation Date": "02/03/2020",
                    "Provider Sex Code": "F", "Provider Enumeration Date": "05/23/2006", "Is Sole Proprietor": "N",
                    "Provider First Line Business Practice Location Address": "1 MAIN ST",
                    "Provider Business Practice Location Address City Name": "DENVER",
                    "Provider Business Practice Location Address State Name": "CO",
                    "Other Provider Identifier_1": "5501", "Other Provider Identifier State_1": "CO",
                    "Other Provider Identifier Issuer_1": "MEDICAID",
                ]) { $1 }))
        guard case .provider(_, let provider) = file.rows[0] else { return #expect(Bool(false)) }
        let details = try #require(provider.details)
        #expect(details.practiceAddress == "1 MAIN ST, DENVER, CO")
        #expect(details.enumeratedOn == LocalDate("2006-05-23") && details.sex == "F")
        #expect(details.isSoleProprietor == false)
        #expect(details.identifiers == [.init(number: "5501", type: nil, state: "CO", issuer: "MEDICAID")])
    }

    @Test func `says which number replaced one that was deactivated, though all else is blank`() throws {
        let file = try ProviderFile(
            nppes(["NPI": "1000000004", "NPI Deactivation Date": "01/02/2020", "Replacement NPI": "1999999992"]))
        guard case .deactivated(2, let npi, let standing) = file.rows[0] else { return #expect(Bool(false)) }
        #expect(npi.description == "1000000004" && standing.isDeactivated)
        let preview = ProviderPreview(file.rows[0], known: [:])
        #expect(preview.outcome == .refused)
        #expect(preview.problems.map(\.heading) == ["NPI Deactivation Date"])
        #expect(preview.problems[0].reason.contains("on Jan 2, 2020 and replaced by 1999999992"))
    }

    @Test func `leaves the license of another profession aside`() throws {
        let social = [
            "Healthcare Provider Taxonomy Code_2": "1041C0700X", "Provider License Number_2": "LCSW9",
            "Provider License Number State Code_2": "CO",
        ]
        let file = try ProviderFile(nppes(valid.merging(social) { $1 }))
        guard case .provider(_, let provider) = file.rows[0] else { return #expect(Bool(false)) }
        #expect(provider.licenses.map(\.number) == ["DR.41"])
        #expect(provider.remarks == ["License CO LCSW9 is left out: taxonomy 1041C0700X has no license of ours"])
    }

    @Test(arguments: [
        ("3747P1801X", "Somebody of taxonomy 3747P1801X has no role of ours and is on no roster"),
        ("", "Somebody without a taxonomy has no role of ours and is on no roster"),
    ])
    func `says who has no role`(taxonomy: String, remark: String) throws {
        let file = try ProviderFile(nppes(valid.merging(["Healthcare Provider Taxonomy Code_1": taxonomy]) { $1 }))
        guard case .provider(_, let provider) = file.rows[0] else { return #expect(Bool(false)) }
        #expect(provider.role == nil)
        #expect(provider.remarks.last == remark)
    }

    @Test func `refuses the second row of an NPI and keeps the first`() throws {
        let file = try ProviderFile(nppes(valid, valid))
        #expect(file.rows.map(\.number) == [2, 3])
        guard case .refused(_, _, let problems) = file.rows[1] else { return #expect(Bool(false)) }
        #expect(problems.map(\.description) == ["Row 3, column NPI: stands in row 2 already; keep one of the two rows"])
    }

    @Test func `without its headings is refused whole`() {
        #expect(throws: CSVFailure.missingHeadings(["Entity Type Code", "Provider First Name"])) {
            try ProviderFile(Array("NPI,Provider Last Name (Legal Name)\n1000000004,Rao\n".utf8))
        }
    }
}

@Suite struct `A preview of an import` {
    @Test func `C5: the same NPI and day of birth is the same person, who gets an appointment`() throws {
        let preview = try preview(["Date of Birth": "1980-01-01"], known(isAppointed: false))
        #expect(preview.outcome == .changed)
        #expect(preview.changes.map(\.field) == ["appointment"])
    }

    @Test func `C5: the same NPI with another day of birth stops with a question`() throws {
        let preview = try preview(["Date of Birth": "1981-01-01"], known())
        #expect(preview.outcome == .refused)
        #expect(preview.problems[0].reason.contains("decide who is right"))
    }

    @Test func `C5: without days of birth, an entirely different name stops with a question`() throws {
        let other = ["Provider Last Name (Legal Name)": "PATEL", "Provider First Name": "BORIS"]
        let refused = try preview(other, known())
        #expect(refused.outcome == .refused)
        #expect(refused.problems.map(\.reason).joined().contains("differ from Asha Rao"))
        #expect(try preview(other.merging(["Date of Birth": "1980-01-01"]) { $1 }, known()).outcome == .changed)
        let former = ["Provider Other Last Name": "RAO", "Provider Other First Name": "ASHA"]
        #expect(try preview(other.merging(former) { $1 }, known()).outcome == .changed)
    }

    @Test func `C5: somebody of another clinic gets an appointment, or a question without a name`() throws {
        let file = try ProviderFile(nppes(valid))
        func outcome(agrees: Bool) -> ProviderPreview {
            let other = ProviderElsewhere(npi: "1000000004", person: .make(), agrees: agrees)
            return ProviderPreview(file.rows[0], known: [:], elsewhere: [other.npi: other])
        }
        #expect(outcome(agrees: true).changes.map(\.field) == ["appointment"])
        #expect(outcome(agrees: false).outcome == .refused)
        #expect(outcome(agrees: false).changes.isEmpty)
    }

    @Test func `a number that was deactivated and is somebody's here is a change, once`() throws {
        let ended = ["NPI Deactivation Date": "01/02/2026"]
        let noted = try preview(ended, known())
        #expect(noted.outcome == .changed)
        #expect(noted.changes == [.init(field: "npi_standing", before: nil, after: "deactivated on Jan 2, 2026")])
        let standing = try #require(noted.standing)
        #expect(try preview(ended, known(standing: standing)).outcome == .unchanged)
        let again = try preview(
            ended.merging(["NPI Reactivation Date": "02/03/2026"]) { $1 }, known(standing: standing))
        #expect(again.changes.map(\.after) == ["in force again since Feb 3, 2026"])
        #expect(
            try preview(ended.merging(["NPI Reactivation Date": "02/03/2026"]) { $1 }, known()).outcome == .unchanged)
        #expect(try preview(ended.merging(["NPI Reactivation Date": "02/03/2025"]) { $1 }, known()).standing != nil)
    }

    @Test func `all fifteen taxonomies are proposed, those of other professions and without a license too`() throws {
        var row: [String: String] = [:]
        for index in 1...15 {
            row["Healthcare Provider Taxonomy Code_\(index)"] = "10\(10 + index)00000X"
            row["Provider License Number_\(index)"] = ""
        }
        row["Healthcare Provider Primary Taxonomy Switch_15"] = "Y"
        let preview = try preview(row, known())
        #expect(preview.changes.filter { $0.field == "taxonomy" }.count == 15)
        #expect(preview.provider?.taxonomies.first == "102500000X")
    }

    @Test func `what is no taxonomy is left out with a remark, and nothing twice`() throws {
        let row = [
            "Healthcare Provider Taxonomy Code_2": String(repeating: "9", count: 200),
            "Healthcare Provider Taxonomy Code_3": "207Q00000X",
        ]
        let preview = try preview(row, known())
        #expect(preview.outcome == .unchanged)
        #expect(preview.provider?.taxonomies == ["207Q00000X"])
        #expect(
            preview.provider?.remarks == ["Taxonomy \(String(repeating: "9", count: 20)) is left out: that is no code"])
    }

    @Test func `another name that is not on file is a change, for screening searches it`() throws {
        let other = ["Provider Other Last Name": "MAIDEN", "Provider Other First Name": "ASHA"]
        #expect(try preview(other, known()).changes.map(\.after) == ["Asha Maiden"])
        #expect(try preview(other, known(names: ["Maiden Asha"])).outcome == .unchanged)
    }

    @Test func `tells new, changed and unchanged rows apart`() throws {
        #expect(try preview([:], nil).outcome == .new)
        #expect(try preview([:], known()).outcome == .unchanged)
        let changed = try preview(["Provider Last Name (Legal Name)": "PATEL"], known())
        #expect(changed.changes == [.init(field: "family_name", before: "Rao", after: "Patel")])
    }

    @Test func `neither capitals nor blanks in the file count as changes`() throws {
        #expect(try preview(["Provider Middle Name": ""], known(middle: "Q")).outcome == .unchanged)
    }

    @Test func `a license that is not on file is a change`() throws {
        let license = ["Provider License Number_1": "dr 99", "Provider License Number State Code_1": "AZ"]
        #expect(try preview(license, known()).changes.map(\.after) == ["AZ dr 99"])
        #expect(try preview(license, known(licenses: ["AZ:DR99"])).outcome == .unchanged)
    }
}

private let valid = [
    "NPI": "1000000004", "Entity Type Code": "1", "Provider Last Name (Legal Name)": "RAO",
    "Provider First Name": "ASHA",
    "Healthcare Provider Taxonomy Code_1": "207Q00000X", "Provider License Number_1": "DR.41",
    "Provider License Number State Code_1": "CO",
]

/// A file of the 330 columns with the given values.
private func nppes(_ rows: [String: String]...) throws -> [UInt8] {
    let header = try CSVFile(Vectors.bytes("nppes_header")).header.headings + ["Date of Birth"]
    let lines = [header] + rows.map { row in header.map { row[$0] ?? "" } }
    return Array(
        lines.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\r\n").utf8)
}

private func preview(_ change: [String: String], _ known: KnownProvider?) throws -> ProviderPreview {
    let file = try ProviderFile(nppes(valid.merging(change) { $1 }))
    return ProviderPreview(file.rows[0], known: known.map { [$0.npi: $0] } ?? [:])
}

private func known(
    middle: String? = nil, licenses: Set<String> = ["CO:DR41"], isAppointed: Bool = true, names: Set<String> = [],
    standing: NPIStanding? = nil
) -> KnownProvider {
    KnownProvider(
        person: .make(), npi: "1000000004", given: "Asha", middle: middle, family: "Rao", suffix: nil,
        birthDate: LocalDate("1980-01-01"), phone: nil, licenses: licenses.union(["CO:DR41"]), isAppointed: isAppointed,
        names: names, taxonomies: ["207Q00000X"], standing: standing)
}
