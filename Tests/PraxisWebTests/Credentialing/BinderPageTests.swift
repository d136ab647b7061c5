import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `The survey binder` {
    private let path = "/all/credentials/binder"
    private let random = [("purpose", "Survey of March"), ("way", "random"), ("count", "3"), ("seed", "2026")]

    @Test func `is for who prepares or audits files`() async throws {
        let site = try TestSite()
        for (account, status) in [
            (DemoAccount.auditor, HTTPResponse.Status.ok), (.credentialing, .ok), (.administrator, .ok),
            (.finance, .forbidden), (.managerOfDenver, .forbidden), (.staff, .forbidden),
            (.medicalDirector, .forbidden),
        ] {
            let browser = try site.browser(as: account)
            #expect(try await browser.get(self.path).status == status, "\(account)")
            #expect(try await browser.post(self.path, form: self.random).status == status, "\(account)")
        }
    }

    @Test func `is an archive, and each file's trail says who opened it for what`() async throws {
        let site = try TestSite()
        let auditor = try site.browser(as: .auditor)
        let answer = try await auditor.post(self.path, form: self.random)
        #expect(answer.headers[.contentType] == "application/zip")
        #expect(answer.bytes.starts(with: [0x50, 0x4B, 3, 4]))
        let again = try await auditor.post(self.path, form: self.random)
        let index = try #require(
            answer.text.split(separator: "<ol>").dropFirst().first?.split(separator: "</ol>").first)
        #expect(again.text.contains(index), "the same seed picks the same files")
        let trail = try await site.browser(as: .administrator).get("/all/audit").text
        #expect(trail.contains("File opened for a survey binder") && trail.contains("Survey binder prepared"))
    }

    @Test func `says what is wrong and keeps what was entered`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let answer = try await browser.post(self.path, form: [("way", "chosen"), ("count", "7"), ("purpose", "x")])
        #expect(answer.status == .unprocessableContent)
        for text in ["Say for whom or what", "Choose 1 to 50 people", "value=\"7\""] {
            #expect(answer.text.contains(text), "\(text)")
        }
    }
}
