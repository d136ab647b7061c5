import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Credentialing calls` {
    private static let header =
        "NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name,"
        + "Healthcare Provider Taxonomy Code_1,Provider License Number_1,Provider License Number State Code_1\n"

    private func upload(_ text: String, to path: String, as browser: Browser) async throws -> Browser.Answer {
        try await browser.send(.post, path, [.contentType: "text/csv"], Array(text.utf8))
    }

    @Test func `import a provider file after a preview, once`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let rows = "1000000004,1,SAMPLE,ASHA,207Q00000X,DR.41,CO\n1234567890,1,BAD,BEN,,,\n2000000002,2,CLINIC,X,,,\n"
        let made = try await self.upload(
            Self.header + rows, to: "/api/v1/denver/providers/imports?name=p.csv&starts=2026-01-01", as: browser)
        #expect(made.status == .created)
        let id = try #require(made.text.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1)
        let path = "/api/v1/denver/providers/imports/\(id)"
        let preview = try await browser.json(.get, path)
        #expect(preview.text.contains("\"counts\":{\"new\":1,\"refused\":2}"))
        #expect(preview.text.contains("\"heading\":\"NPI\"") && preview.text.contains("\"row\":3"))
        #expect(try await browser.get("/denver/providers/imports/\(id)").text.contains("Import 1 row"))
        let confirmation = path + "/confirmation"
        #expect(try await browser.json(.post, confirmation).status == .preconditionRequired)
        #expect(try await browser.json(.post, confirmation, nil, [.ifMatch: "\"9\""]).status == .conflict)
        #expect(try await browser.json(.post, confirmation, nil, [.ifMatch: "\"1\""]).status == .noContent)
        #expect(try await browser.json(.post, confirmation, nil, [.ifMatch: "\"1\""]).status == .conflict)
        #expect(try await browser.get("/denver/credentials?q=sample").text.contains("Sample, Asha"))
    }

    @Test(arguments: [
        ("", "file"), ("a,b\n1,2\n", "file"), ("PK\u{3}\u{4}rest of a workbook", "file"),
    ])
    func `refuse a file that is none`(text: String, field: String) async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let answer = try await self.upload(
            text, to: "/api/v1/denver/providers/imports?name=p.csv&starts=2026-01-01", as: browser)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("\"field\":\"\(field)\""))
    }

    @Test func `screen everybody against an imported list`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        // This month's supplement, which the full list of the demonstration does not hold.
        let month = Zone.utc.today(at: .now()).description.dropFirst(2).prefix(5).replacing("-", with: "")
        let lists = "/api/v1/all/screening/lists?name=\(month)EXCL.csv"
        let header =
            "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,"
            + "EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE\n"
        let broken = try await self.upload(
            header + "DOE,JO,,,,,,0000000000,198", to: lists, as: browser)
        #expect(broken.status == .created)
        #expect(broken.text.contains("\"in_force\":false") && broken.text.contains("cut off"))
        let good = header + "DOE,JO,,,,,,0000000000,19800101,,,,,1128a1,20261120,00000000,00000000,\n"
        let imported = try await self.upload(good, to: lists, as: browser)
        #expect(imported.text.contains("\"in_force\":true"))
        let again = try await self.upload(good, to: lists, as: browser)
        #expect(again.status == .conflict)
        #expect(try await browser.json(.post, "/api/v1/all/screening/runs").status == .created)
        let matches = try await browser.json(.get, "/api/v1/all/screening/matches")
        // The demonstration's open matches are met again and keep their review.
        #expect(matches.text.contains("01900000-0000-7000-8000-0000000ac002"))
        #expect(try await browser.get("/all/screening").text.contains("Known before"))
    }

    @Test func `name every field that is missing`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let wrong = try await browser.json(.get, "/api/v1/denver/clearance?from=yesterday")
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("\"field\":\"from\""))
        let answer = try await browser.json(.get, "/api/v1/denver/clearance")
        #expect(answer.status == .unprocessableContent)
        for field in ["person", "role", "from", "until"] { #expect(answer.text.contains("\"field\":\"\(field)\"")) }
    }

    @Test func `add a credential and its check`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let file = "/api/v1/denver/people/01900000-0000-7000-8000-0000001a0011/credentials"
        let body =
            #"{"type": "dea", "state": "CO", "number": "ab1234563", "issued": "2026-01-01", "expires": "2028-12-31"}"#
        #expect(try await browser.json(.post, file, body).status == .created)
        let wrong = try await browser.json(
            .post, file, #"{"type": "dea", "state": "CO", "number": "AB1234567", "issued": "2026-01-01"}"#)
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("\"field\":\"number\""))
        #expect(try await browser.json(.get, file).text.contains("AB1234563"))
    }
}
