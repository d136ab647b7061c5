import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A full list that can be read` {
    private let march = LocalDate("2026-03-01")!

    /// A list of 200 rows, of which the first are odd.
    private func list(odd: Int, _ row: String, kind: ExclusionFile.Kind = .full) throws -> WholeList {
        let rows = (0..<200).map {
            $0 < odd ? row : "NAME\($0),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000,"
        }
        let header =
            "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
            + "REINDATE,WAIVERDATE,WVRSTATE\n"
        return try WholeList(
            Array((header + rows.joined(separator: "\n") + "\n").utf8), kind: kind, month: self.march)
    }

    @Test func `C9: and whose rows have no names is refused`() throws {
        let nameless = ",,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000,"
        #expect(try self.list(odd: 0, nameless).refusal() == nil)
        #expect(
            try self.list(odd: 200, nameless).refusal()
                == "200 of 200 rows have no name; the columns may be shifted; get the file again")
        #expect(try self.list(odd: 1, nameless).refusal()?.hasPrefix("1 of 200 rows have no name") == true)
    }

    @Test func `C9: and lost its days of exclusion or of birth is refused, unless the one before was so too`() throws {
        let undated = "LOST,JO,,,,,,0000000000,19700101,,,,,1128a1,20.03.2026,00000000,00000000,"
        let unborn = "LOST,JO,,,,,,0000000000,1/1/70 0:00,,,,,1128a1,20260320,00000000,00000000,"
        #expect(
            try self.list(odd: 11, undated).refusal()
                == "11 of 200 rows have no day of exclusion that can be read; get the file again")
        #expect(try self.list(odd: 11, unborn).refusal()?.contains("no day of birth") == true)
        // One in twenty is no reason, nor is what has always been so, nor half of a supplement.
        #expect(try self.list(odd: 10, undated).refusal() == nil)
        let usual = ListRefusal.Before(rows: 200, flags: [.birthDateMissing: 10])
        #expect(try self.list(odd: 20, unborn).refusal(before: usual) == nil)
        #expect(try self.list(odd: 21, unborn).refusal(before: usual) != nil)
        #expect(try self.list(odd: 100, unborn, kind: .exclusions).refusal() == nil)
        #expect(try self.list(odd: 101, unborn, kind: .exclusions).refusal() != nil)
    }

    @Test func `C9: counts each oddity of its rows`() throws {
        let list = try self.list(odd: 3, ",,,,,,,0000000000,,,,,,1128a1,,00000000,00000000,")
        #expect(list.tally.flags == [.nameMissing: 3, .exclusionDateUnknown: 3])
        #expect(list.tally.flagged == 3)
    }

    @Test func `tells the sites of a chain apart, and people by their day of birth`() throws {
        func identity(_ row: String) throws -> [UInt8] { try self.list(odd: 1, row).entries[0].identityHash }
        func site(_ npi: String, _ city: String) -> String {
            ",,,SUMMIT PEAK HOME HEALTH AIDE,,,,\(npi),,1 TEST ST,\(city),CO,80000,1128a1,20260320,20260320,00000000,"
        }
        #expect(try identity(site("0000000000", "DENVER")) == identity(site("0000000000", "DENVER ")))
        #expect(try identity(site("0000000000", "DENVER")) != identity(site("0000000000", "AURORA")))
        #expect(try identity(site("1876543210", "DENVER")) != identity(site("0000000000", "DENVER")))
        func person(_ city: String) -> String {
            "DOE,JO,,,,,,0000000000,19700101,1 TEST ST,\(city),CO,80000,1128a1,20260320,00000000,00000000,"
        }
        #expect(try identity(person("DENVER")) == identity(person("AURORA")))
    }
}

@Suite struct `A step of a review` {
    private func draft(_ decision: String, _ reason: String, endedOn: String? = nil) throws -> DispositionDraft {
        let fields = ["decision": decision, "reason": reason, "ended_on": endedOn]
        return try DispositionDraft(compared: ["name"]) { fields[$0] ?? nil }
    }

    @Test(arguments: ["cleared", "propose_clear"], ["waived", "reinstated", "same_person", "needs_evidence"])
    func `does not clear who is the same`(decision: String, reason: String) {
        let errors = #expect(throws: FieldErrors.self) { try self.draft(decision, reason, endedOn: "2026-05-01") }
        #expect(errors?.entries.map(\.field) == ["reason"])
    }

    @Test func `that decides says what was laid side by side, and what differs has been`() throws {
        func draft(_ compared: [String], _ decision: String, _ reason: String) throws -> DispositionDraft {
            let fields = ["decision": decision, "reason": reason]
            return try DispositionDraft(compared: compared) { fields[$0] }
        }
        for (compared, decision, reason) in [
            ([], "cleared", "other_person"), ([], "propose_confirm", "same_person"),
            (["name"], "cleared", "ssn_differs"), (["name"], "propose_clear", "birth_date_differs"),
        ] {
            let errors = #expect(throws: FieldErrors.self) { try draft(compared, decision, reason) }
            #expect(errors?.entries.map(\.field) == ["compared"])
        }
        #expect(try draft(["ssn"], "cleared", "ssn_differs").compared == [.ssn])
        #expect(try draft([], "in_review", "birth_date_differs").compared.isEmpty)
    }

    @Test func `that ends an exclusion names its day`() throws {
        let errors = #expect(throws: FieldErrors.self) { try self.draft("propose_confirm", "reinstated") }
        #expect(errors?.entries.map(\.field) == ["ended_on"])
        #expect(try self.draft("confirmed", "reinstated", endedOn: "2026-05-01").endedOn == LocalDate("2026-05-01"))
        #expect(try self.draft("confirmed", "same_person", endedOn: "2026-05-01").endedOn == nil)
    }
}
