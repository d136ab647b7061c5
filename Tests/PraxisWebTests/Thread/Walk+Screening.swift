import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// A row of the review queue.
private struct Match: Decodable {
    let id, state: String
    /// Nobody where a business is like a row.
    let person: String?
    let tier, version: Int
}

extension Walk {
    /// The specialist imports a supplement of the list and screens everybody; two people confirm the one match that
    /// is the same person, and the other is cleared.
    func screen(_ hired: Hired) async throws {
        let nurse = try await self.person(Known.nurse)
        let list = try await self.specialist.upload(
            "/all/screening/lists", fields: [], file: ("file", self.supplementName, self.supplement(nurse)))
        #expect(list.status == .seeOther)
        #expect(try await self.specialist.get(try #require(list.location)).text.contains("The list is in force"))
        #expect(try await self.matches(of: hired.practitioner).isEmpty, "nobody has been compared with it yet")
        #expect(try await self.specialist.json(.post, "/api/v1/all/screening/runs").status == .created)

        let sameNumber = try #require(try await self.matches(of: hired.practitioner).first)
        #expect(sameNumber.state == "open" && sameNumber.tier == 1)
        let sameName = try #require(try await self.matches(of: Known.nurse).first)
        #expect(sameName.state == "open" && sameName.tier == 4)
        #expect(try await self.matches(of: hired.physician).isEmpty)
        let queue = try await self.specialist.get("/all/screening/matches").text
        for text in ["QUILLERAN, BASTIEN", "Probable: same NPI", "Possible: name only"] {
            #expect(queue.contains(text), "\(text)")
        }
        #expect(try await self.manager.get("/all/screening/matches").status == .forbidden)
        try await self.decide(sameNumber, sameName)
    }

    private func decide(_ sameNumber: Match, _ sameName: Match) async throws {
        let confirmed = #"{"decision": "confirmed", "reason": "same_person", "compared": ["npi"]}"#
        #expect(try await self.review(sameNumber, 0, confirmed, as: self.specialist) == .forbidden)
        #expect(try await self.review(sameNumber, 0, confirmed, as: self.administrator) == .forbidden)
        let uncompared = #"{"decision": "propose_confirm", "reason": "same_person"}"#
        #expect(try await self.review(sameNumber, 0, uncompared, as: self.specialist) == .unprocessableContent)
        let proposed = #"{"decision": "propose_confirm", "reason": "same_person", "compared": ["npi", "license"]}"#
        #expect(try await self.review(sameNumber, 0, proposed, as: self.specialist) == .noContent)
        #expect(try await self.review(sameNumber, 0, confirmed, as: self.administrator) == .conflict)
        #expect(try await self.review(sameNumber, 1, confirmed, as: self.administrator) == .noContent)
        let cleared = #"{"decision": "cleared", "reason": "other_person", "compared": ["address"]}"#
        #expect(try await self.review(sameName, 0, cleared, as: self.administrator) == .noContent)
        #expect(try await self.matches(of: try #require(sameNumber.person)).map(\.state) == ["confirmed"])
        #expect(try await self.matches(of: Known.nurse).map(\.state) == ["cleared"])
    }

    private func review(
        _ match: Match, _ version: Int, _ body: String, as browser: Browser
    ) async throws -> HTTPResponse.Status {
        let path = "/api/v1/all/screening/matches/\(match.id)/dispositions"
        return try await browser.json(.post, path, body, [.ifMatch: "\"\(version)\""]).status
    }

    private func matches(of person: String) async throws -> [Match] {
        var found: [Match] = []
        for state in ["", "?state=open", "?state=confirmed", "?state=cleared"] {
            let list = try await self.specialist.json(.get, "/api/v1/all/screening/matches" + state)
            for match in try list.decoded(as: Items<Match>.self).items where match.person == person {
                if !found.contains(where: { $0.id == match.id }) { found.append(match) }
            }
        }
        return found
    }

    /// As the OIG names its supplements: `2611EXCL.csv`.
    private var supplementName: String {
        let (year, month) = (self.today.year % 100, self.today.month)
        return (month < 10 ? "\(year)0\(month)" : "\(year)\(month)") + "EXCL.csv"
    }

    /// Three rows: one with the NPI of somebody, one with somebody's name and no more, and nobody of ours.
    private func supplement(_ nurse: Somebody) -> String {
        let excluded = self.today.adding(days: -10).description.filter { $0 != "-" }
        let end = "1 TEST ST,TESTVILLE,OH,43001,1128a1,\(excluded),00000000,00000000,\r\n"
        return "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,"
            + "EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE\r\n"
            + "QUILLERAN,BASTIEN,,,IND- LIC HC SERV PRO,NURSE/NURSES AIDE,,2999800255,19800229," + end
            + "\(nurse.familyName.uppercased()),\(nurse.givenName.uppercased()),,,NURSING FIRM,NURSE,,0000000000,,"
            + end
            + "UNRELATED,ULRICH,,,OTHER BUSINESS,OWNER,,0000000000,19610203," + end
    }
}
