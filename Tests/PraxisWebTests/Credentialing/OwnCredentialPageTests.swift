import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `The own credentials` {
    private let list = "/account/credentials"

    /// The form of the license that the demonstration's staff member holds.
    private func form(_ browser: Browser) async throws -> String {
        let page = try await browser.get(self.list)
        #expect(page.status == .ok)
        let card = try #require(page.text.firstRange(of: "Medical license AZ</h2>"))
        return String(
            try #require(page.text[card.upperBound...].firstMatch(of: /href="(\/account\/credentials\/[^"]+)\/new"/)?.1)
        )
    }

    @Test func `are renewed by their holder, told to the specialist and verified by somebody else`() async throws {
        let site = try TestSite()
        let staff = try site.browser(as: .staff)
        let path = try await self.form(staff)
        #expect(try await staff.get(path + "/new").text.contains(#"accept="application/pdf,image/jpeg,image/png""#))
        let days = [("issued", "2027-04-01"), ("expires", "2029-04-30"), ("number", "DR.0055555")]
        let handed = try await staff.upload(path, fields: days, file: ("file", "license.pdf", "%PDF-1.7 x"))
        #expect(handed.status == .seeOther && handed.location == self.list)
        let page = try await staff.get(self.list).text
        for text in ["Renewal claimed, not verified", "number DR.0055555", "license.pdf", "Withdraw it"] {
            #expect(page.contains(text), "\(text)")
        }
        #expect(try await staff.get("/account/tasks").text.contains("your renewal is being verified"))
        #expect(try await staff.upload(path, fields: days, file: ("file", "x.pdf", "%PDF-1.7 x")).status == .conflict)
        // The specialist finds it today, in the queue, on the board and in the file.
        let specialist = try site.browser(as: .credentialing)
        #expect(try await specialist.get("/all").text.contains("handed in and wait"))
        let queue = try await specialist.get("/all/credentials/renewals").text
        #expect(queue.contains("Thackeray, Samir") && queue.contains("Claimed, not verified"))
        #expect(try await specialist.get("/all/credentials?renewal=claimed").text.contains("Thackeray, Samir"))
        let row = queue[try #require(queue.firstRange(of: "Thackeray, Samir")).lowerBound...]
        let verify = try #require(row.firstMatch(of: /href="(\/all\/people\/[^"]+\/verifications)\/new"/)?.1)
        #expect(try await specialist.get(String(verify) + "/new").text.contains("Handed in by the holder"))
        let opening = try #require(row.firstMatch(of: /action="(\/all\/people\/[^"]+\/openings)"/)?.1)
        #expect(try await specialist.post(String(opening)).text == "%PDF-1.7 x")
        let check = [("source", "AZ board"), ("method", "web"), ("result", "confirmed"), ("reference", "V-77")]
        #expect(try await specialist.post(String(verify), form: check).status == .seeOther)
        #expect(!(try await specialist.get("/all/credentials/renewals").text.contains("Thackeray, Samir")))
        let after = try await staff.get(self.list).text
        #expect(after.contains("counts through Apr 30, 2029") && after.contains("DR.0055555"))
        #expect(!after.contains("Renewal claimed, not verified"))
        let trail = try await site.browser(as: .administrator).get("/all/audit").text
        #expect(trail.contains("Renewal handed in by its holder"))
    }

    @Test func `say what is wrong with a renewal, and take it back`() async throws {
        let staff = try TestSite().browser(as: .staff)
        let path = try await self.form(staff)
        let wrong = try await staff.upload(
            path, fields: [("issued", "2027-04-01"), ("expires", "2027-03-01")], file: ("file", "x.exe", "MZ"))
        #expect(wrong.status == .unprocessableContent)
        for text in ["The last day is before the first", "Choose a PDF, a PNG or a JPEG", "value=\"2027-04-01\""] {
            #expect(wrong.text.contains(text), "\(text)")
        }
        let large = String(repeating: "x", count: 10 << 20)
        let days = [("issued", "2027-04-01"), ("expires", "2029-04-30")]
        let refused = try await staff.upload(path, fields: days, file: ("file", "x.pdf", "%PDF-1.7 " + large))
        #expect(refused.status == .unprocessableContent && refused.text.contains("at most 10 MB"))
        let earlier = try await staff.upload(
            path, fields: [("issued", "2025-04-01"), ("expires", "2026-12-31")], file: ("file", "x.pdf", "%PDF-1.7 x"))
        #expect(earlier.status == .unprocessableContent && earlier.text.contains("no later than what is verified"))
        let made = try await staff.send(
            .post, "/api/v1\(path)?issued=2027-04-01&expires=2029-04-30&name=license.jpg",
            [.contentType: "image/jpeg"], [0xFF, 0xD8, 0xFF, 0xE0])
        #expect(made.status == .created, "\(made.text)")
        let term = try #require(made.text.firstMatch(of: /"id":"([^"]+)"/)?.1)
        let entries = try await staff.json(.get, "/api/v1/account/credentials").text
        #expect(entries.contains("\"status\":\"waiting\"") && entries.contains("\"may_hand_in\":false"))
        let back = "/api/v1/account/renewals/\(term)/withdrawal"
        #expect(try await staff.json(.post, back).status == .noContent)
        #expect(try await staff.json(.post, back).status == .conflict)
        #expect(!(try await staff.get(self.list).text.contains("Renewal claimed, not verified")))
    }

    @Test func `are everybody's own and nobody else's`() async throws {
        let site = try TestSite()
        let path = try await self.form(try site.browser(as: .staff))
        let days = [("issued", "2027-04-01"), ("expires", "2029-04-30")]
        for account in [DemoAccount.administrator, .managerOfPhoenix, .credentialing, .lakesideStaff, .finance] {
            let browser = try site.browser(as: account)
            #expect(try await browser.get(self.list).status == .ok, "\(account)")
            #expect(try await browser.get(path + "/new").status == .notFound, "\(account)")
            let sent = try await browser.upload(path, fields: days, file: ("file", "x.pdf", "%PDF-1.7 x"))
            #expect(sent.status == .notFound, "\(account)")
        }
        #expect(try await site.browser(as: .auditor).get(self.list).status == .forbidden)
        for (account, status) in [
            (DemoAccount.administrator, HTTPResponse.Status.ok), (.credentialing, .ok), (.managerOfDenver, .forbidden),
            (.medicalDirector, .forbidden), (.staff, .forbidden), (.auditor, .forbidden), (.finance, .forbidden),
        ] {
            let answer = try await site.browser(as: account).get("/all/credentials/renewals")
            #expect(answer.status == status, "\(account)")
        }
    }
}
