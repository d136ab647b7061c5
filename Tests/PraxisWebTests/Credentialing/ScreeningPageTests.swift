import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `Pages of screening` {
    private let confirmed = "/all/screening/matches/01900000-0000-7000-8000-0000000ac005"

    @Test func `R15: show what was worked while excluded, and what to hold`() async throws {
        let director = try TestSite().browser(as: .medicalDirector)
        let page = try await director.get(self.confirmed).text
        for text in ["Worked while excluded", "Hold claims", "Registered nurse"] {
            #expect(page.contains(text), "\(text)")
        }
        let file = try await director.get(self.confirmed + "/findings.csv").text
        #expect(file.split(separator: "\r\n").count == 2)
    }

    @Test func `the queue goes on behind a page, and is a file for whoever may read it`() async throws {
        let site = try TestSite()
        let director = try site.browser(as: .medicalDirector)
        let file = try await director.get("/all/screening/matches.csv?state=confirmed").text
        for text in ["Our birth date", "Birth date on the list", "Decided by", "Confirmed: excluded"] {
            #expect(file.contains(text), "\(text)")
        }
        #expect(try await director.get("/all/screening/matches.xlsx").status == .ok)
        #expect(try await site.browser(as: .finance).get("/all/screening/matches.csv").status == .forbidden)
        #expect(try await director.get("/all/screening/matches?after=nothing").status == .unprocessableContent)
        #expect(try await director.get("/all/screening/sample").status == .ok)
        #expect(try await director.get("/all/screening/sample?month=x").status == .unprocessableContent)
        let list = "/api/v1/all/screening/matches?state=confirmed"
        let id = String(try #require(try await director.get(list).text.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1))
        #expect(try await !director.get(list + "&after=" + id).text.contains(id))
    }

    @Test func `the practice decides whether a match under review blocks, others do not`() async throws {
        let site = try TestSite()
        let block = [("version", "1"), ("pending", "block")]
        #expect(
            try await site.browser(as: .credentialing).post("/all/screening/policy", form: block).status == .forbidden)
        let administrator = try site.browser(as: .administrator)
        #expect(try await administrator.post("/all/screening/policy", form: block).status == .seeOther)
        #expect(try await administrator.post("/all/screening/policy", form: block).status == .conflict)
    }
}
