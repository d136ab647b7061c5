import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A staff file` {
    @Test(
        arguments: [
            "Given name,Family name,E-mail,Phone,Position,Start date,NPI,Employee number",
            "\u{FEFF}FIRST NAME ,Last  Name,Email address,Mobile,Job title,Hire date,NPI number,Employee ID",
            "given_name;family_name;Work email;Cell;Job;start_date;NPI;Payroll number",
            "Firstname\tSurname\tMail\tTelephone\tTitle\tEmployed from\tNPI\tEmployee #",
        ])
    func `finds its columns by the names that programs give them`(heading: String) throws {
        let sign = ["\t", ";"].first { (sign: String) in heading.contains(sign) } ?? ","
        let values = ["MARIA", "O'NEILL", "m@example.org", "303-555-0101", "RN", "3/2/2026", "1000000004", "E7"]
        let row = try #require(try read(heading, values.joined(separator: sign)).rows.first)
        let record = try #require(row.record, "\(row.problems)")
        #expect(
            (record.given, record.family, record.email, record.phone)
                == ("Maria", "O'Neill", "m@example.org", "303-555-0101"))
        #expect((record.position, record.role) == ("registered_nurse", .registeredNurse))
        #expect((record.npi?.description, record.number) == ("1000000004", "E7"))
        #expect(record.startsOn == LocalDate("2026-03-02"))
    }

    @Test func `takes the first of two columns of a kind and says what it leaves aside`() throws {
        let file = try read("First name,Last name,Position,Mobile,Phone,Shoe size", "Ann,Lee,MA,1,303-555-0102,39")
        #expect(file.rows.first?.record?.phone == "303-555-0102")
        #expect(file.remarks == ["Columns that are left aside: Mobile, Shoe size"])
    }

    @Test(arguments: [
        ("NPI", "1234567890", "is not an NPI: ten digits whose last checks the others"),
        ("NPI", "12345678９3", "is not an NPI: ten digits whose last checks the others"),
        ("Birth date", "02/30/1980", dateReason), ("Birth date", "31/01/1980", dateReason),
        ("Birth date", "1/31/80", dateReason), ("Birth date", "29252", dateReason),
        ("Birth date", "2030-01-01", "lies in the future"),
        ("Start date", "1989-01-01", "lies before the person is 14 years old"),
        ("Start date", "2036-01-01", "lies more than two years ahead"),
        ("Clinic", "Phoenix", "is Phoenix; import the row there, or the file for the whole practice"),
        ("Clinic", "Atlantis", "is no clinic of yours: “Atlantis”"), ("Family name", "  ", "is missing"),
        ("Clinical role", "wizard", "is no clinical role; leave it blank for work that needs no license"),
    ])
    func `refuses a row by column and reason`(column: String, value: String, reason: String) throws {
        let row = try #require(try read(record.merging([column: value]) { $1 }).rows.first)
        #expect(row.record == nil)
        #expect(row.problems.map { ($0.heading ?? "") + " " + $0.reason } == ["\(column) \(reason)"])
    }

    @Test func `refuses a position that nobody has here, and says which there are`() throws {
        let row = try #require(try read(record.merging(["Position": "Astronaut"]) { $1 }).rows.first)
        #expect(row.problems.first?.reason.contains("Registered nurse") == true)
    }

    @Test func `leaves contacts out that cannot be used, and keeps the row`() throws {
        let row = try #require(
            try read(record.merging(["E-mail": "maria at example", "Phone": "ext 12"]) { $1 }).rows.first)
        #expect(row.record?.email == nil && row.record?.phone == nil && row.record != nil)
        #expect(row.notes.map(\.heading) == ["E-mail", "Phone"])
    }

    @Test func `reads dates of four forms and remarks on a column that mixes them`() throws {
        let file = try read(
            "Given name,Family name,Position,Start date", "A,One,MA,2026-03-02", "B,Two,MA,3/2/2026",
            "C,Three,MA,20260302",
            "D,Four,MA,02-Mar-2026", "E,Five,MA,\"Mar 2, 2026\"")
        #expect(Set(file.rows.map { $0.record?.startsOn }) == [LocalDate("2026-03-02")])
        #expect(file.remarks == ["Column Start date writes dates in 4 ways; look at them before you confirm"])
    }

    @Test func `tells rows of one person, of two, and those that nothing tells apart`() throws {
        let heading = "Given name,Family name,Position,Clinic,NPI,Birth date"
        let site = StaffSite(clinics: clinics, only: nil, startsOn: LocalDate("2026-01-01"), today: today)
        let file = try StaffFile(
            bytes(
                heading, "Asha,Rao,MD,Denver,1000000004,1980-01-01", "ASHA,RAO,MD,Phoenix,1000000004,1980-01-01",
                "Asha,Rao,MD,Denver,1000000004,", "Asha,Rao,MA,Denver,,1991-02-02", "Asha,Rao,RN,Denver,,",
                "Bo,Berg,MD,Denver,1000000004,"), for: site)
        #expect(file.rows.map { $0.record != nil } == [true, true, false, true, false, false])
        #expect(file.rows.map(\.follows) == [nil, 2, nil, nil, nil, nil])
        #expect(
            file.rows.flatMap(\.problems).map { String($0.reason.prefix(32)) } == [
                "says the same as row 2; keep one", "has the name of row 2; give both",
                "shares a number with row 2, but ",
            ])
    }

    @Test func `survives Latin-1, CRLF, blank lines, padding and a row that is cut off`() throws {
        let text = "Given name,Family name,Position\r\n\r\n  Ren\u{E9} , M\u{FC}ller ,\" RN \"\r\nAnn,Le"
        let file = try StaffFile(text.unicodeScalars.map { UInt8($0.value) }, for: atDenver)
        #expect(file.usedFallbackEncoding)
        #expect(file.rows.first?.record?.family == "Müller")
        #expect(file.rows.count == 2 && file.rows.last?.record == nil)
        #expect(file.remarks == ["The last row is cut off; the file may lack people, fetch it again if you can"])
    }

    @Test(
        arguments: [
            ([0x50, 0x4B, 3, 4, 0, 0, 0, 0], CSVFailure.notText), ([0xD0, 0xCF, 0x11, 0xE0, 1], .notText), ([], .empty),
            (Array("Name,Job\nAnn Lee,MA\n".utf8), .missingHeadings(["Given name", "Family name"])),
            (Array("Given name,Family name,Position,Given  Name\n".utf8), .repeatedHeading("Given Name")),
        ] as [([UInt8], CSVFailure)])
    func `is refused whole where it is none`(bytes: [UInt8], failure: CSVFailure) {
        #expect(throws: failure) { try StaffFile(bytes, for: atDenver) }
    }

    @Test func `random bytes are refused or read, and nothing else`() {
        var numbers = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            _ = try? StaffFile(Array("Given name,Family name,Position\n".utf8) + noise, for: atDenver)
        }
    }
}

private let dateReason =
    "is not a date such as 2026-03-14 or 3/14/2026; write the year with four digits and the month before the day"
private let today = LocalDate("2026-06-01")!
private let clinics = [
    StaffSite.Clinic(slug: "denver", name: "Denver"), StaffSite.Clinic(slug: "phoenix", name: "Phoenix"),
]
private let atDenver = StaffSite(clinics: clinics, only: "denver", startsOn: LocalDate("2026-01-01"), today: today)
private let record = [
    "Given name": "Maria", "Family name": "Sample", "Position": "Nurse practitioner", "Birth date": "1980-05-05",
    "Start date": "2026-02-02",
]

private func bytes(_ lines: String...) -> [UInt8] { Array(lines.joined(separator: "\r\n").utf8) }

private func read(_ lines: String...) throws -> StaffFile {
    try StaffFile(Array(lines.joined(separator: "\r\n").utf8), for: atDenver)
}

private func read(_ record: [String: String]) throws -> StaffFile {
    let columns = record.keys.sorted()
    return try read(
        columns.joined(separator: ","), columns.map { "\"\(record[$0] ?? "")\"" }.joined(separator: ","))
}
