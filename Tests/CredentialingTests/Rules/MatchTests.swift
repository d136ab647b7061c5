import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `Matching a person with the list` {
    @Test func `C6: the same name with another day of birth is cleared by rule`() throws {
        let pat = subject("Example", "Pat", born: "1992-02-02")
        let findings = try list().findings(for: pat)
        #expect(findings.map(\.finding.tier) == [.birthDateDiffers, .birthDateDiffers, .birthDateDiffers])
        #expect(findings.allSatisfy { $0.finding.tier == .birthDateDiffers })
    }

    @Test func `C7: the same name and day of birth is probable, in either date format and with a suffix`() throws {
        let entries = try entries()
        let findings = ExclusionIndex(entries.map(\.identity)).findings(
            for: subject("Example", "Pat", born: "1985-06-15"))
        #expect(findings.filter { $0.finding.tier == .nameAndBirthDate }.map { entries[$0.entry].row } == [3, 4])
        #expect(entries[findings[2].entry].suffix == "JR")
        #expect(entries[findings[2].entry].middleName == "Q")
    }

    @Test func `the same NPI is probable even under another name, and says so`() throws {
        let findings = try list().findings(for: subject("Rao", "Asha", born: "1980-01-01", npi: "1000000004"))
        #expect(findings.map(\.finding.tier) == [.npi])
        #expect(findings[0].finding.reasons.contains(.nameDiffers))
    }

    @Test(
        arguments: [
            ("Sample", "Maria", "1979-12-31", MatchTier.nameAndBirthDate),
            ("Specimen Sample", "María", "1979-12-31", .nameAndBirthDate),
            ("Osample", "Sean", "1960-02-29", .nameAndBirthDate), ("O’Sample", "Seán", "1960-02-28", .resemblance),
            ("Longfirstnameperson", "Alexandria Christina", "1988-08-08", .nameAndBirthDate),
            ("Tipo", "Nora", "1965-05-05", .resemblance), ("Future", "Fay", "1991-09-09", .resemblance),
            ("Nodob", "Ned", "1970-01-01", .nameOnly), ("Breach", "Benjamin", "1955-05-05", .nameAndBirthDate),
        ] as [(String, String, String, MatchTier)])
    func `finds`(family: String, given: String, born: String, tier: MatchTier) throws {
        let findings = try list().findings(for: subject(family, given, born: born))
        #expect(findings.map(\.finding.tier) == [tier])
    }

    @Test(arguments: [
        ("Kim-Lee", "Su", "LEE", "SU"), ("Ng-Smithers", "Tom", "NG", "TOM"), ("de la Cruz", "Ana", "CRUZ", "ANA"),
        ("Van Le", "Tu", "LE", "TU"),
    ])
    func `a part of a surname counts, however short`(family: String, given: String, last: String, first: String) {
        let entry = ListedIdentity(
            lastName: last, firstName: first, middleName: "", birthDate: LocalDate("1985-06-15"), npi: nil)
        let finding = MatchRule.finding(for: subject(family, given, born: "1985-06-15"), in: entry)
        #expect(finding?.tier == .nameAndBirthDate)
    }

    @Test func `a particle is no part of a surname`() {
        let entry = ListedIdentity(
            lastName: "DE LA ROSA", firstName: "ANA", middleName: "", birthDate: LocalDate("1985-06-15"), npi: nil)
        #expect(MatchRule.finding(for: subject("de la Cruz", "Ana", born: "1985-06-15"), in: entry) == nil)
    }

    @Test(arguments: [
        ("Mary Ann", "MARY", "ANN"), ("Mary Ann", "MARY ANN", ""), ("Mary Ann", "MARY", ""), ("Mary", "MARY ANN", ""),
    ])
    func `without a day of birth, given names are compared with first and middle name`(
        given: String, first: String, middle: String
    ) {
        let entry = ListedIdentity(lastName: "SMYTHE", firstName: first, middleName: middle, birthDate: nil, npi: nil)
        #expect(MatchRule.finding(for: subject("Smythe", given, born: "1985-06-15"), in: entry)?.tier == .nameOnly)
    }

    @Test func `surname and initial alone alert nobody`() throws {
        #expect(try list().findings(for: subject("Breach", "Bob", born: "1961-01-01")).isEmpty)
    }

    @Test func `a former name finds as well as the present one`() throws {
        let maria = ScreeningSubject(
            person: .make(),
            names: [.init(family: "Newname", given: "Maria"), .init(family: "Specimen", given: "Maria")],
            birthDate: LocalDate("1979-12-31"), npi: nil)
        let finding = try #require(try list().findings(for: maria).first?.finding)
        #expect(finding.tier == .nameAndBirthDate)
        #expect(finding.reasons.contains(.formerName))
    }

    @Test func `a clear is bound to what was compared`() {
        let before = subject("Example", "Pat", born: "1992-02-02")
        #expect(before.hash == subject("EXAMPLE", "Pát", born: "1992-02-02").hash)
        #expect(before.hash != subject("Example", "Pat", born: "1992-02-03").hash)
        #expect(before.hash != subject("Example", "Pat", born: "1992-02-02", npi: "1000000004").hash)
    }

    @Test(arguments: [("Robert", "Rupert", "R163"), ("Tymczak", "Tymczak", "T522"), ("Ashcraft", "Ashcroft", "A261")])
    func `surnames that sound alike share a code`(a: String, b: String, code: String) {
        #expect(Soundex.code(a) == code)
        #expect(Soundex.code(b) == code)
    }

    @Test(arguments: [
        ("SMITH", "SMYTH", true), ("SMITH", "SMIHT", true), ("SMITH", "SMIT", true), ("SMITH", "SMITH", true),
        ("SMITH", "SIMTHE", false), ("", "A", true), ("AB", "BA", true), ("ABC", "CBA", false),
    ])
    func `one slip of the pen is forgiven, two are not`(a: String, b: String, isClose: Bool) {
        #expect(EditDistance.isAtMostOne(a, b) == isClose)
        #expect(EditDistance.isAtMostOne(b, a) == isClose)
    }
}

private func entries() throws -> [ListEntry] {
    let file = try WholeList(
        Vectors.bytes("leie_synthetic_cases"), kind: .exclusions, month: LocalDate("2026-03-01")!)
    return file.entries
}

private func list() throws -> ExclusionIndex { ExclusionIndex(try entries().map(\.identity)) }

private func subject(_ family: String, _ given: String, born: String, npi: String? = nil) -> ScreeningSubject {
    ScreeningSubject(
        person: .make(), names: [.init(family: family, given: given)], birthDate: LocalDate(born), npi: npi)
}
