import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A list of Medicare's about people` {
    static let referring = "NPI,LAST_NAME,FIRST_NAME,PARTB,DME,HHA,PMD,HOSPICE"
    static let optOut =
        "First Name,Last Name,NPI,Specialty,Optout Effective Date,Optout End Date,First Line Street Address,"
        + "Second Line Street Address,City Name,State Code,Zip code,Eligible to Order and Refer,Last updated"
    static let revalidation =
        "Enrollment ID,National Provider Identifier,First Name,Last Name,Organization Name,Enrollment State Code,"
        + "Enrollment Type,Provider Type Text,Enrollment Specialty,Revalidation Due Date,Adjusted Due Date,"
        + "Individual Total Reassign To,Receiving Benefits Reassignment"

    // MARK: What it is

    @Test(arguments: [
        (Self.referring, PecosReader.Layout.orderRefer), (Self.optOut, .optOut), (Self.revalidation, .revalidation),
        ("\u{FEFF}hospice, pmd ,hha,dme,PartB,first_name,last_name,npi,MORE", .orderRefer),
        ("NPI,FIRST NAME,LAST NAME,OPT-OUT EFFECTIVE DATE,Opt Out End Date", .optOut),
        ("npi,first_name,last_name,optout_effective_date,optout_end_date", .optOut),
        (
            "enrollment_id,national_provider_identifier,first_name,last_name,enrollment_state_code,revalidation_due_date",
            .revalidation
        ),
    ])
    func `is told by its headings, in any order, case and spelling`(headings: String, layout: PecosReader.Layout) throws
    {
        let reader = try Self.read(headings)
        #expect(reader.layout == layout && reader.rows == 0 && reader.problems.isEmpty)
    }

    // MARK: Order and refer

    @Test func `says what somebody may order and refer`() throws {
        let reader = try Self.read(
            Self.referring, " 1000000004 ,RAO,ASHA,Y,n,Y,N,N", "1999999993,BERG,BO,Y,Y,Y,Y,Y",
            "2000000002,OTHER,NOBODY,Y,Y,Y,Y,Y", keeping: ["1000000004"])
        #expect(reader.rows == 3 && reader.flagged == 1 && reader.listed.map(\.row) == [2])
        #expect(reader.listed.first?.fact == .referring([.partB, .homeHealth]))
        #expect(
            reader.listed.first?.fact?.sentence == "May order and refer for Part B, home health")
    }

    @Test(arguments: ["1000000004,RAO,ASHA,,N,Y,N,N", "1000000004,RAO,ASHA,Yes,N,Y,N,N"])
    func `that has neither yes nor no says nothing of the person`(row: String) throws {
        let reader = try Self.read(Self.referring, row)
        #expect(reader.listed.first?.fact == nil)
        #expect(reader.listed.first?.problem?.heading == "PARTB")
    }

    @Test func `is the same with a mark, other line ends, and Latin-1`() throws {
        let lines = [Self.referring, "1000000004,RA\u{e9},ASHA,Y,Y,Y,Y,N", ""]
        var texts = [[0xEF, 0xBB, 0xBF] + Array(lines.joined(separator: "\r\n").utf8)]
        texts.append(Array(lines.joined(separator: "\n").utf8))
        texts.append(lines.joined(separator: "\r\n").unicodeScalars.map { UInt8($0.value) })
        for text in texts {
            let reader = try Self.read(bytes: text, keeping: ["1000000004"])
            #expect(reader.listed.map(\.family) == ["RA\u{e9}"] && reader.problems.isEmpty)
        }
        // Whatever the pieces it comes in.
        var reader = PecosReader(keeping: ["1000000004"])
        for byte in texts[2] { try reader.feed([byte]) }
        try reader.finish()
        #expect(reader.layout == .orderRefer && reader.listed.count == 1)
    }

    @Test func `that was cut off is known by its last row`() throws {
        let reader = try Self.read(Self.referring, "1000000004,RAO,ASHA,Y,Y,Y,Y,N", "1999999993,BERG,BO,Y")
        #expect(reader.problems.map(\.row) == [3])
        let more = try Self.read(Self.referring, "1999999993,BERG,BO,Y,Y,Y,Y,N,EXTRA")
        #expect(more.problems.map(\.row) == [2])
    }

    @Test func `says the same twice once, and different things twice`() throws {
        let row = "1000000004,RAO,ASHA,Y,Y,Y,Y,N"
        #expect(try Self.read(Self.referring, row, row).listed.count == 1)
        #expect(try Self.read(Self.referring, row, "1000000004,RAO,ASHA,N,Y,Y,Y,N").listed.count == 2)
    }

    // MARK: Opting out

    @Test(arguments: [("01/31/2024", "1/30/2026"), ("2024-01-31", "2026-01-30"), (" 1/31/2024 ", "01/30/2026")])
    func `has the period of an affidavit in either form of dates`(from: String, through: String) throws {
        let reader = try Self.read(
            Self.optOut,
            "ASHA,RAO,1000000004,Family Practice,\(from),\(through),1 MAIN ST,,DENVER,CO,80202,Y,11/15/2025",
            "BO,BERG,1999999992,Family Practice,x,y,1 MAIN ST,,DENVER,CO,80202,N,2025-11-20")
        let start = try #require(LocalDate("2024-01-31"))
        let end = try #require(LocalDate("2026-01-30"))
        #expect(reader.listed.map(\.fact) == [.optedOut(from: start, through: end, mayRefer: true)])
        #expect(reader.updatedOn == LocalDate("2025-11-20"), "of all rows, whoever they are about")
        #expect(
            reader.listed.first?.fact?.sentence
                == "Opted out from Jan 31, 2024; the period goes to Jan 30, 2026; may order and refer")
    }

    @Test(arguments: [
        ("02/30/2024", "01/30/2026", "Optout Effective Date"), ("", "01/30/2026", "Optout Effective Date"),
        ("01/31/2024", "", "Optout End Date"), ("01/31/2024", "01/30/2023", "Optout End Date"),
        ("31/01/2024", "01/30/2026", "Optout Effective Date"), ("01/31/24", "01/30/2026", "Optout Effective Date"),
        ("01/31/0024", "01/30/2026", "Optout Effective Date"), ("TBD", "01/30/2026", "Optout Effective Date"),
    ])
    func `with a day that cannot be is refused for the person`(from: String, through: String, heading: String) throws {
        let reader = try Self.read(
            "NPI,First Name,Last Name,Optout Effective Date,Optout End Date", "1000000004,ASHA,RAO,\(from),\(through)")
        #expect(reader.listed.map(\.fact) == [nil])
        #expect(reader.listed.first?.problem?.heading == heading)
        #expect(reader.updatedOn == nil)
    }

    // MARK: Revalidation

    @Test func `has due dates, the adjusted one first, and none where they are to be determined`() throws {
        let reader = try Self.read(
            Self.revalidation, "I1,1000000004,ASHA,RAO,,CO,3,Non-DME Part B,FAMILY,03/31/2027,,1,2",
            "I2,1000000004,ASHA,RAO,,AZ,3,Non-DME Part B,FAMILY,2027-03-31,05/31/2027,1,2",
            "I3,1000000004,ASHA,RAO,,IL,3,DME,FAMILY,TBD,tbd,1,2", "I4,1000000004,ASHA,RAO,,Utah,3,,FAMILY,,,1,2")
        let facts = reader.listed.compactMap(\.fact)
        #expect(facts.map(\.enrollment) == ["I1", "I2", "I3", "I4"] && facts.map(\.state) == ["CO", "AZ", "IL", nil])
        #expect(facts.map { $0.due?.description } == ["2027-03-31", "2027-05-31", nil, nil])
        #expect(facts.map(\.isSupplier) == [false, false, true, false])
        #expect(facts[1].sentence.contains("May 31, 2027, adjusted from Mar 31, 2027"))
        #expect(facts[2].sentence.contains("no due date yet"))
    }

    @Test func `leaves out organizations, and refuses a date or number that cannot be`() throws {
        let reader = try Self.read(
            Self.revalidation, "O1,1000000004,,,A CLINIC LLC,CO,3,Non-DME Part B,CLINIC,03/31/2027,,1,2",
            "I1,1000000004,ASHA,RAO,,CO,3,Non-DME Part B,FAMILY,13/31/2027,,1,2",
            "<I2>,1000000004,ASHA,RAO,,CO,3,Non-DME Part B,FAMILY,03/31/2027,,1,2")
        #expect(reader.listed.map(\.row) == [3, 4] && reader.listed.allSatisfy { $0.fact == nil })
        #expect(reader.listed.compactMap(\.problem?.heading) == ["Revalidation Due Date", "ENRLMT_ID"])
    }

    // MARK: What it would do

    private let known = KnownMedicare(person: .make(), npi: "1000000004", given: "Asha", family: "Rao")
    private let other = KnownMedicare(person: .make(), npi: "1999999992", given: "Bo", family: "Berg")

    @Test func `names some of the people, and the others not`() throws {
        let reader = try Self.read(Self.referring, "1000000004,RAO,ASHA,Y,Y,Y,Y,N")
        var listed = self.other
        listed.listed = ListedBefore(asOf: LocalDate.first, facts: [.referring([.hospice])])
        let previews = PecosPreview.all(reader.listed, of: .orderRefer, [listed, self.known], last: 2)
        #expect(previews.map(\.name) == ["Rao, Asha", "Berg, Bo"] && previews.map(\.row) == [2, 3])
        #expect(previews.map(\.outcome) == [.changed, .changed] && previews.map(\.isNamed) == [true, false])
        let again = PecosPreview.all(reader.listed, of: .orderRefer, [self.other, self.known], last: 2)
        #expect(again.map(\.outcome) == [.changed, .unchanged], "whom no list has named, this one changes not")
        #expect(PecosPreview.all([], of: .orderRefer, [], last: 2).isEmpty)
    }

    @Test func `is refused for whom it calls by another's name, or of whom it says two things`() throws {
        let stranger = try Self.read(Self.referring, "1000000004,PATEL,BORIS,Y,Y,Y,Y,N")
        let refused = PecosPreview.all(stranger.listed, of: .orderRefer, [self.known], last: 2)
        #expect(refused.map(\.outcome) == [.refused])
        #expect(refused.first?.problem?.reason.contains("decide who is right") == true)
        let two = try Self.read(
            Self.referring, "1000000004,RAO,ASHA,Y,Y,Y,Y,N", "1000000004,RAO,ASHA,N,Y,Y,Y,N")
        let torn = PecosPreview.all(two.listed, of: .orderRefer, [self.known], last: 3)
        #expect(torn.first?.problem?.reason.contains("rows 2 and 3") == true)
        let headings = "NPI,First Name,Last Name,Optout Effective Date,Optout End Date"
        let periods = try Self.read(
            headings, "1000000004,ASHA,RAO,01/01/2020,12/31/2021", "1000000004,ASHA,RAO,01/01/2024,12/31/2025")
        #expect(PecosPreview.all(periods.listed, of: .optOut, [self.known], last: 3).map(\.outcome) == [.changed])
    }

    static func read(_ lines: String..., keeping wanted: Set<String> = ["1000000004"]) throws -> PecosReader {
        try Self.read(bytes: Array(lines.joined(separator: "\r\n").utf8), keeping: wanted)
    }

    private static func read(bytes: [UInt8], keeping wanted: Set<String>) throws -> PecosReader {
        var reader = PecosReader(keeping: wanted)
        try reader.feed(bytes)
        try reader.finish()
        return reader
    }
}
