import Foundation
import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `Matching a business with the list` {
    private func party(
        _ names: String..., states: [String] = ["OH"], npi: String? = nil, uei: String? = nil, cage: String? = nil
    ) -> PartySubject {
        PartySubject(kind: .vendor, id: UUID(), names: names, states: states, npi: npi, uei: uei, cage: cage)
    }

    @Test(arguments: [
        ("Sample Family Medicine Profess", true), ("Sample Family Medicine Professionals, P.C.", true),
        ("The Family Sample Medicine Profess Inc", true), ("Sample Family Dentistry Profess", false),
        ("Sample Family Medicine", false), ("Sample", false),
    ])
    func `compares the words of the name, whatever their order and legal form`(name: String, isFound: Bool) {
        // The column of the list is 30 characters wide.
        let entry = ListedParty(name: "SAMPLE FAMILY MEDICINE PROFESS", state: "OH")
        #expect((PartyRule.finding(for: self.party(name), in: entry)?.tier == .entity) == isFound)
    }

    @Test func `of ten words one may differ, of nine none`() {
        let ten = Set((0..<10).map { "W\($0)" }), nine = Set((0..<9).map { "W\($0)" })
        #expect(BusinessName.agree(ten, Set((1..<11).map { "W\($0)" })))
        #expect(!BusinessName.agree(nine, Set((1..<10).map { "W\($0)" })))
    }

    @Test func `asks for the state, and for a look where there is none`() {
        let entry = ListedParty(name: "SAMPLE SUPPLY INC", state: "OH")
        #expect(
            PartyRule.finding(for: self.party("Sample Supply", states: ["CO", "OH"]), in: entry)?.reasons
                == [.businessName, .stateEqual])
        #expect(PartyRule.finding(for: self.party("Sample Supply", states: ["CO"]), in: entry) == nil)
        #expect(
            PartyRule.finding(for: self.party("Sample Supply", states: []), in: entry)?.reasons
                == [.businessName, .stateMissing])
    }

    @Test func `finds a business by a number under any name in any state`() {
        let entry = ListedParty(
            name: "SOMETHING ELSE", state: "TX", npi: "1876543210", uei: "TESTUEI00001", cage: "1TST1")
        #expect(
            PartyRule.finding(for: self.party("Ours", npi: "1876543210"), in: entry)?.reasons == [
                .npiEqual, .nameDiffers,
            ])
        #expect(PartyRule.finding(for: self.party("Ours", uei: "TESTUEI00001"), in: entry)?.reasons.first == .ueiEqual)
        #expect(PartyRule.finding(for: self.party("Ours", cage: "1TST1"), in: entry)?.reasons.first == .cageEqual)
        #expect(PartyRule.finding(for: self.party("Ours", cage: "2TST2"), in: entry) == nil)
    }

    @Test func `compares former names, and names to which the list refers`() {
        let entry = ListedParty(name: "NEW NAME LLC", also: ["OLD SAMPLE NAME"], state: "OH")
        let finding = PartyRule.finding(for: self.party("Present", "Old Sample Name Co"), in: entry)
        #expect(finding?.reasons == [.businessName, .formerName, .stateEqual])
    }

    @Test func `an index finds what a comparison with every row finds`() throws {
        let entries = try WholeList(
            Vectors.bytes("sam_synthetic_cases"), .sam, kind: .full, month: LocalDate("2023-11-01")!
        ).entries
        let listed = entries.map {
            ListedParty(name: $0.businessName, also: $0.also, state: $0.state, npi: $0.npi, uei: $0.uei, cage: $0.cage)
        }
        let index = PartyIndex(listed)
        for party in [
            self.party("Sample Medical Supply"), self.party("Example Health Products"), self.party("Nobody"),
            self.party("Logistics Oddcolumn", states: ["CO"]), self.party("X", npi: "1876543210"),
        ] {
            let all = listed.indices.filter { PartyRule.finding(for: party, in: listed[$0]) != nil }
            #expect(index.findings(for: party).map(\.entry) == all)
        }
    }

    @Test(arguments: [
        ("Lake Pine Med Rx Home Boise", "LAKE PINE MED RX HOME"), ("A1 B2 C3 D4 E5", "A1 B2 C3 D4 E5 F6"),
    ])
    func `an index finds a long name of which a word is missing`(ours: String, listed: String) {
        let entries = [ListedParty(name: listed, state: "OH"), ListedParty(name: "OTHER PINE", state: "OH")]
        #expect(PartyIndex(entries).findings(for: self.party(ours)).map(\.entry) == [0])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `an index finds what a comparison with every row finds, whatever the words`(seed: UInt64) {
        var generator = SeededWords(state: seed)
        let listed = (0..<300).map { _ in ListedParty(name: generator.name(), state: "OH") }
        let index = PartyIndex(listed)
        var found = 0
        for _ in 0..<200 {
            let party = self.party(generator.name())
            let all = listed.indices.filter { PartyRule.finding(for: party, in: listed[$0]) != nil }
            #expect(index.findings(for: party).map(\.entry) == all, "seed \(seed): \(party.names)")
            found += all.count
        }
        #expect(found > 100)
    }

    @Test(arguments: ["Marguerite Quillfeather", "Quillfeather, Marguerite", "Marguerite Ann Quillfeather LLC"])
    func `a vendor that is a person is compared with the people of the list`(name: String) {
        let person = ListedIdentity(
            lastName: "QUILLFEATHER", firstName: "MARGUERITE", middleName: "ANN", birthDate: nil, npi: nil)
        let entry = ListedParty(name: "", state: "OH", person: person)
        #expect(PartyRule.finding(for: self.party(name), in: entry)?.tier == .entity)
        #expect(PartyIndex([entry]).findings(for: self.party(name)).count == 1)
        #expect(PartyRule.finding(for: self.party("Marguerite Other"), in: entry) == nil)
        #expect(PartyRule.finding(for: self.party("Quillfeather"), in: entry) == nil)
    }

    @Test func `a clear is bound to names, states and numbers`() {
        let before = PartySubject(kind: .vendor, id: UUID(), names: ["Sample, Inc."], states: ["OH"])
        func hash(_ names: [String], _ states: [String], _ npi: String?) -> [UInt8] {
            PartySubject(kind: .vendor, id: before.id, names: names, states: states, npi: npi).hash
        }
        #expect(hash(["SAMPLE INC"], ["OH"], nil) == before.hash)
        #expect(hash(["SAMPLE INC", "OTHER"], ["OH"], nil) != before.hash)
        #expect(hash(["SAMPLE INC"], ["CO"], nil) != before.hash)
        #expect(hash(["SAMPLE INC"], ["OH"], "1876543210") != before.hash)
    }

    @Test func `folds plain names as it folds all others`() {
        for (name, folded) in [
            ("O'Sample-Rivera, Jr.", "OSAMPLE RIVERA JR"), ("  d.m.d  & Sons ", "DMD SONS"), ("Ñandú’s", "NANDUS"),
            ("", ""),
        ] { #expect(NameFolding.folded(name) == folded) }
    }

    @Test(
        arguments: [("J", nil), ("Jo", nil), ("Jon", MatchTier.nameOnly), ("John", .nameOnly)] as [(String, MatchTier?)]
    )
    func `without a day of birth, surname and initial alert nobody`(given: String, tier: MatchTier?) {
        let entry = ListedIdentity(lastName: "SMYTHE", firstName: "JOHN", middleName: "", birthDate: nil, npi: nil)
        let subject = ScreeningSubject(
            person: .make(), names: [.init(family: "Smythe", given: given)], birthDate: LocalDate("1985-06-15"),
            npi: nil)
        #expect(MatchRule.finding(for: subject, in: entry)?.tier == tier)
    }

    @Test(arguments: [
        ("1985-05-06", MatchReason.birthDateSwapped), ("1985-06-15", .birthDateOneDigitOff),
    ])
    func `a birth date with day and month swapped, or one digit off, is possible`(born: String, reason: MatchReason) {
        let entry = ListedIdentity(
            lastName: "SMYTHE", firstName: "JOHN", middleName: "", birthDate: LocalDate("1985-06-05"), npi: "1456789011"
        )
        let subject = ScreeningSubject(
            person: .make(), names: [.init(family: "Smythe", given: "John")], birthDate: LocalDate(born),
            npi: "1456789019")
        let finding = MatchRule.finding(for: subject, in: entry)
        #expect(finding?.tier == .resemblance)
        #expect(finding?.reasons.contains(reason) == true)
        // The list carried a slip in the number that the OIG mended a month later.
        #expect(finding?.reasons.contains(.npiOneDigitOff) == true)
    }
}

/// Names of few words, so that many agree; the same for the same seed (SplitMix64).
private struct SeededWords: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var z = self.state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// One to fourteen of fifteen words: some longer than the OIG's column.
    mutating func name() -> String {
        let words = (0..<15).map { "WORD\($0)" }.shuffled(using: &self)
        return words.prefix(Int.random(in: 1...14, using: &self)).joined(separator: " ")
    }
}
