import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A list of exclusions` {
    let march = LocalDate("2026-03-01")!

    @Test func `keeps odd rows and flags them`() throws {
        let file = try WholeList(Vectors.bytes("leie_synthetic_cases"), kind: .exclusions, month: self.march)
        #expect(file.entries.count == 12)
        #expect(file.problems.isEmpty)
        let flags = file.entries.map(\.flags)
        #expect(flags[5] == [.npiChecksum])
        #expect(flags[6] == [.waived])
        #expect(file.entries[6].waiverState == "NM")
        #expect(flags[9] == [.birthDateMissing])
        #expect(file.entries[2].type == "1128b4")
        #expect(file.entries[8].isIndividual == false)
        #expect(file.entries[7].excludedOn == LocalDate("2026-04-20"))
    }

    @Test(arguments: [
        ("06/15/85", "1985-06-15"), ("06/15/11", "2011-06-15"), ("06/15/13", "1913-06-15"), ("19850615", "1985-06-15"),
        ("06/15/1985", "1985-06-15"),
    ])
    func `reads days of birth of both formats`(text: String, date: String) {
        #expect(ListDate.birthDate(text, listedOn: self.march) == LocalDate(date))
    }

    @Test(arguments: ["00000000", "", "20260230", "02/30/85", "1985", "AB/CD/EF", "１９８５０６１５"])
    func `reads no day where there is none`(text: String) {
        #expect(ListDate.birthDate(text, listedOn: self.march) == nil)
    }

    @Test func `takes an impossible day of birth for a missing one`() throws {
        let file = try WholeList(
            list("OLD,ADA,,,,,,0000000000,18840101,,,,,1128a1,20260320,00000000,00000000,"), kind: .exclusions,
            month: self.march)
        #expect(file.entries[0].birthDate == nil)
        #expect(file.entries[0].flags == [.birthDateImplausible])
    }

    @Test func `pairs a reinstatement with its exclusion whatever the format of the day of birth`() throws {
        let exclusion = try WholeList(
            list("DOE,JO,,,,,,0000000000,06/15/85,,,,,1128a1,20260320,00000000,00000000,"), kind: .exclusions,
            month: self.march)
        let reinstatement = try WholeList(
            list("DOE,JO,,,,,,0000000000,19850615,,,,,1128a1,20260320,20260320,00000000,"), kind: .reinstatements,
            month: self.march)
        #expect(exclusion.entries[0].identityHash == reinstatement.entries[0].identityHash)
        #expect(reinstatement.entries[0].flags == [.rescinded])
    }

    @Test func `a waiver makes another record of a row`() throws {
        func hash(_ waiver: String) throws -> [UInt8] {
            let row = "DOE,JO,,,,,,0000000000,19850615,,,,,1128a1,20260320,00000000,\(waiver)"
            return try WholeList(list(row), kind: .exclusions, month: self.march).entries[0].recordHash
        }
        #expect(try hash("00000000,") != hash("20260401,NM"))
        #expect(try hash("20260401,CO") != hash("20260401,NM"))
    }

    @Test func `another address or specialty makes another record of a row, since reviewers compare them`() throws {
        func hash(_ specialty: String, _ address: String, _ city: String, _ postal: String) throws -> [UInt8] {
            let row =
                "DOE,JO,,,MEDICAL PRACTICE,\(specialty),,0000000000,19850615,\(address),\(city),CO,\(postal),1128a1,20260320,00000000,00000000,"
            return try WholeList(list(row), kind: .exclusions, month: self.march).entries[0].recordHash
        }
        let first = try hash("NURSE", "1 TEST ST", "DENVER", "80000")
        #expect(try hash("nurse", "1 Test St", "Denver", "80000") == first)
        for other in [
            try hash("PHARMACIST", "1 TEST ST", "DENVER", "80000"), try hash("NURSE", "2 TEST ST", "DENVER", "80000"),
            try hash("NURSE", "1 TEST ST", "AURORA", "80000"), try hash("NURSE", "1 TEST ST", "DENVER", "80001"),
        ] { #expect(other != first) }
    }

    @Test func `names row and column of what cannot be used`() throws {
        let rows = list(
            "DOE,JO,,,,,,0000000000,19850615,,,,,1128a1,20260230,00000000,00000000,\n,,,,,,,,,,,,,1128a1,20260320,,,\nDOE,JO,,,"
        )
        let file = try WholeList(rows, kind: .exclusions, month: self.march)
        #expect(
            file.problems.map(\.description) == ["Row 4: has 5 values under 18 headings; the file may be cut off"])
        #expect(file.entries.map(\.flags) == [[.exclusionDateUnknown], [.nameMissing]])
        #expect(file.entries[0].excludedOn == self.march)
    }

    @Test func `a row that cannot be understood refuses no list, one that cannot be read does`() throws {
        let odd = try WholeList(
            list("DOE,JO,,,,,,0000000000,19850615,,,,,1128a1,20260230,00000000,00000000,"), kind: .exclusions,
            month: self.march)
        #expect(odd.refusal() == nil)
        let cut = try WholeList(list("DOE,JO,,,"), kind: .exclusions, month: self.march)
        #expect(cut.refusal()?.contains("cut off") == true)
    }

    @Test func `a full list that is smaller than the supplements is none`() throws {
        let full = try WholeList(
            list("DOE,JO,,,,,,0000000000,19850615,,,,,1128a1,20260320,00000000,00000000,"), kind: .full,
            month: self.march)
        let reason = full.refusal(supplementRows: 2)
        #expect(reason == "the list has 1 rows, the supplements in force have 2; this is no full list")
    }

    @Test(
        arguments: [
            ("1603EXCL.csv", ExclusionList.leie, ExclusionFile.Kind.exclusions, "2016-03-01"),
            ("2512rein.CSV", .leie, .reinstatements, "2025-12-01"), ("sanc1510.txt", .leie, .exclusions, "2015-10-01"),
            ("rein1510.txt", .leie, .reinstatements, "2015-10-01"), ("UPDATED-2026-10.csv", .leie, .full, "2026-10-01"),
            ("updated.csv", .leie, .full, nil),
            ("SAM_Exclusions_Public_Extract_V2_24060.CSV", .sam, .full, "2024-02-01"),
            ("SAM_Exclusions_Public_V2.csv", .sam, .full, nil),
        ] as [(String, ExclusionList, ExclusionFile.Kind, String?)])
    func `tells by its name what it is`(
        name: String, list: ExclusionList, kind: ExclusionFile.Kind, month: String?
    ) throws {
        let found = try #require(ExclusionFile.named(name))
        #expect(found.list == list && found.kind == kind && found.month == month.flatMap { LocalDate($0) })
    }

    @Test(arguments: ["1613EXCL.csv", "list.csv", "EXCL.csv", "sanc15.txt", "１６０３EXCL.csv"])
    func `tells nothing by a name that no publisher gives`(name: String) {
        #expect(ExclusionFile.named(name) == nil)
    }

    @Test func `of SAM tells the day by its number in the year, also in a leap year`() {
        #expect(ExclusionFile.named("SAM_Exclusions_Public_Extract_V2_24060.CSV")?.day == LocalDate("2024-02-29"))
        #expect(ExclusionFile.named("SAM_Exclusions_Public_Extract_V2_26305.CSV")?.day == LocalDate("2026-11-01"))
    }
}

private func list(_ rows: String) -> [UInt8] {
    Array(
        ("LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP CODE,EXCLTYPE,EXCLDATE,REINDATE,"
            + "WAIVERDATE,WAIVERSTATE\n" + rows).utf8)
}
