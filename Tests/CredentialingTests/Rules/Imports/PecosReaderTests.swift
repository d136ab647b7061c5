import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A file of Medicare's` {
    private let heading =
        "\"NPI\",\"PECOS_ASCT_CNTL_ID\",\"ENRLMT_ID\",\"PROVIDER_TYPE_CD\",\"PROVIDER_TYPE_DESC\",\"STATE_CD\","
        + "\"FIRST_NAME\",\"MDL_NAME\",\"LAST_NAME\",\"ORG_NAME\""
    private let careCompare =
        "NPI,Ind_PAC_ID,Ind_enrl_ID,Provider Last Name,Provider First Name,Cred,pri_spec,Facility Name,City/Town,State,ZIP Code"

    @Test func `keeps the rows about the practice's people, whatever the order of its columns`() throws {
        let newer = "MULTIPLE_NPI_FLAG,LAST_NAME,FIRST_NAME,STATE_CD,ENRLMT_ID,PECOS_ASCT_CNTL_ID,NPI"
        let reader = try self.read(newer, "N,RAO,ASHA,CO,I1,42, 1000000004 ", "N,OTHER,BO,CO,I2,43,1999999992")
        #expect(reader.layout == .enrollment && reader.rows == 2)
        #expect(reader.entries.map(\.enrollment) == ["I1"] && reader.entries.map(\.account) == ["42"])
        #expect(reader.entries.first?.state == "CO" && reader.entries.first?.family == "RAO")
    }

    @Test(arguments: [
        "NPI,Ind_PAC_ID,Ind_enrl_ID,Provider Last Name,Provider First Name,Cred,pri_spec,Facility Name,City/Town,State",
        "npi,ind_pac_id,ind_enrl_id,provider_last_name,provider_first_name,cred,pri_spec,facility_name,citytown,state",
        "NPI,Ind_PAC_ID,Ind_enrl_ID,lst_nm,frst_nm,Cred,pri_spec,org_nm,cty,st",
    ])
    func `of Care Compare says each enrollment once, and nothing of its state`(heading: String) throws {
        let row = "1000000004,42,I20040309000221,RAO,ASHA,MD,FAMILY PRACTICE,"
        let reader = try self.read(heading, row + "A CLINIC,DENVER,CO", row + "B CLINIC,PHOENIX,AZ")
        #expect(reader.layout == .careCompare && reader.rows == 2 && reader.entries.count == 1)
        #expect(reader.entries.first?.state == nil && reader.entries.first?.type == "FAMILY PRACTICE")
    }

    @Test func `counts numbers that fail their check and refuses nobody for them`() throws {
        let reader = try self.read(
            self.heading, "1234567890,1,I1,14,PRACTITIONER,CO,A,,B,", ",1,I2,14,PRACTITIONER,CO,A,,B,",
            "1000000004,1,<script>,14,PRACTITIONER,CO,ASHA,,RAO,",
            "1000000004,1,\(String(repeating: "9", count: 300)),14,PRACTITIONER,CO,ASHA,,RAO,",
            "1000000004,1,I3,14,PRACTITIONER,Colorado,ASHA,,RAO,")
        #expect(reader.flagged == 4 && reader.entries.count == 1 && reader.problems.isEmpty)
        #expect(reader.entries.first?.state == nil)
    }

    @Test func `says which row is cut off`() throws {
        let reader = try self.read(self.heading, "1000000004,1,I3,14,PRAC")
        #expect(reader.problems.map(\.reason) == ["has 5 values under 10 headings; the file may be cut off"])
    }

    @Test(arguments: [
        ("NPI,LAST_NAME\n", CSVFailure.missingHeadings(["ENRLMT_ID", "PECOS_ASCT_CNTL_ID", "FIRST_NAME"])),
        ("PK\u{3}\u{4}zip", .notText), ("", .empty),
        ("NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA\n", .missingHeadings(["PMD", "HOSPICE"])),
        ("NPI,Last Name,Optout Effective Date\n", .missingHeadings(["FIRST_NAME", "Optout End Date"])),
        (
            "National Provider Identifier,First Name,Last Name,Adjusted Due Date\n",
            .missingHeadings(["ENRLMT_ID", "STATE_CD", "Revalidation Due Date"])
        ),
    ])
    func `is refused whole where it is none`(text: String, failure: CSVFailure) {
        var reader = PecosReader(keeping: [])
        #expect(throws: failure) {
            try reader.feed(Array(text.utf8))
            try reader.finish()
        }
    }

    @Test func `of any size holds no more than what it keeps`() throws {
        var reader = PecosReader(keeping: ["1000000004"])
        try reader.feed(Array((self.heading + "\r\n1000000004,1,I1,14,P,CO,ASHA,,RAO,\r\n").utf8))
        let chunk = Array(String(repeating: "1999999992,1,I2,14,P,CO,BO,,BERG,\r\n", count: 500).utf8)
        for _ in 0..<20 { try reader.feed(chunk) }
        try reader.finish()
        #expect(reader.rows == 10_001 && reader.entries.count == 1)
    }

    private func read(_ lines: String...) throws -> PecosReader {
        var reader = PecosReader(keeping: ["1000000004"])
        try reader.feed(Array(lines.joined(separator: "\r\n").utf8))
        try reader.finish()
        return reader
    }

    // MARK: What it would do

    private let known = KnownMedicare(
        person: .make(), npi: "1000000004", given: "Asha", family: "Rao", otherNames: ["Maiden|Asha"],
        numbers: ["pac_id:42"])

    @Test func `adds the numbers that are not on file, once each`() throws {
        let reader = try self.read(
            self.heading, "1000000004,42,I1,14,P,CO,ASHA,,RAO,", "1000000004,42,I2,14,P,AZ,ASHA,,MAIDEN,")
        let previews = PecosPreview.all(reader.entries, [self.known])
        #expect(previews.map(\.outcome) == [.changed])
        #expect(previews[0].new == [.init(.enrollment, "I1", state: "CO"), .init(.enrollment, "I2", state: "AZ")])
    }

    @Test func `is refused where the name is another's`() throws {
        let reader = try self.read(self.heading, "1000000004,42,I1,14,P,CO,BORIS,,PATEL,")
        let previews = PecosPreview.all(reader.entries, [self.known])
        #expect(previews.map(\.outcome) == [.refused] && previews[0].new.isEmpty)
        #expect(previews[0].problem?.reason.contains("decide who is right") == true)
    }

    @Test func `changes nothing where all is on file`() throws {
        let reader = try self.read(self.heading, "1000000004,42,I1,14,P,CO,ASHA,,RAO,")
        let known = KnownMedicare(
            person: .make(), npi: "1000000004", given: "Asha", family: "Rao",
            numbers: ["pac_id:42", "pecos_enrollment:I1"])
        #expect(PecosPreview.all(reader.entries, [known]).map(\.outcome) == [.unchanged])
        #expect(PecosPreview.all(reader.entries, []).isEmpty)
    }
}
