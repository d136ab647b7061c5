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
