import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Files and clearance as of another time` {
    /// A physician of Denver whose license was corrected after the fact, ten days ago.
    private let corrected = "01900000-0000-7000-8000-0000001a0016"

    private func day(_ days: Int) -> String {
        LocalDate(daysSinceEpoch: Int(Date().timeIntervalSince1970 / 86400) + days).description
    }

    @Test func `open to whoever may read the file, for their own clinics`() async throws {
        let site = try TestSite()
        let query = "?valid=\(self.day(-20))&known=\(self.day(-20))"
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.administrator, "all", .ok), (.credentialing, "all", .ok), (.medicalDirector, "all", .ok),
            (.auditor, "all", .ok), (.managerOfDenver, "denver", .ok), (.managerOfDenver, "all", .ok),
            (.managerOfPhoenix, "phoenix", .notFound), (.managerOfPhoenix, "denver", .notFound),
            (.finance, "all", .forbidden), (.buyer, "denver", .forbidden),
            (.lakesideAdministrator, "all", .notFound), (.managerOfEvanston, "all", .notFound),
        ]
        for (account, scope, status) in expected {
            let browser = try site.browser(as: account)
            let page = try await browser.get("/\(scope)/people/\(self.corrected)/credentials\(query)")
            #expect(page.status == status, "\(account) \(scope)")
            let call = try await browser.json(.get, "/api/v1/\(scope)/people/\(self.corrected)/as-of\(query)")
            #expect(call.status == status, "\(account) \(scope) API")
            if status != .ok {
                #expect(!page.text.contains("DR.00") && !call.text.contains("DR.00"), "\(account)")
            }
        }
        // Staff see their own file and nobody else's.
        let staff = try site.browser(as: .staff)
        let own = try await staff.get("/all/people/01900000-0000-7000-8000-0000001a0007/credentials\(query)")
        #expect(own.status == .ok || own.status == .forbidden)
        #expect(try await staff.get("/all/people/\(self.corrected)/credentials\(query)").status != .ok)
    }

    @Test func `R17: show a license that was corrected after the fact as it was known, and as it is`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let path = "/denver/people/\(self.corrected)/credentials"
        let (valid, before) = (self.day(-20), self.day(-15))
        let then = try await browser.get("\(path)?valid=\(valid)&known=\(before)").text
        for words in [
            "This is the file as of", "at the end of", "Back to now", "Not cleared", "Recorded since then",
            "Term corrected",
        ] {
            #expect(then.contains(words), "\(words)")
        }
        let now = try await browser.get("\(path)?valid=\(valid)").text
        #expect(now.contains("as known now") && !now.contains("Term corrected") && !now.contains("Not covered"))
        #expect(try await browser.get(path).text.contains("As of another day"))
        let call = "/api/v1/denver/clearance?person=\(self.corrected)&role=physician&valid=\(valid)"
        #expect(try await browser.json(.get, "\(call)&known=\(before)").text.contains(#""state":"expired""#))
        #expect(!(try await browser.json(.get, call).text.contains("expired")))
        let file = try await browser.json(
            .get, "/api/v1/denver/people/\(self.corrected)/as-of?valid=\(valid)&known=\(before)T20:00:00Z")
        #expect(file.text.contains(#""on_day":"none""#) && file.text.contains(#""known":"\#(before)T20:00:00Z""#))
        #expect(file.text.contains(#""kind":"term""#) && file.text.contains(#""corrects":true"#))
    }

    @Test func `keep confidential compartments closed, then as now`() async throws {
        let site = try TestSite()
        let query = "?valid=\(self.day(-1))"
        let path = "/people/\(self.corrected)/credentials\(query)"
        let call = "/people/\(self.corrected)/as-of\(query)"
        let whole = try await site.browser(as: .administrator).get("/all\(path)").text
        for account in [DemoAccount.managerOfDenver, .auditor] {
            let browser = try site.browser(as: account)
            let told = try await browser.get("/all\(path)").text + browser.get("/api/v1/all\(call)").text
            #expect(told.contains("Medical license"))
            for closed in ["Hepatitis", "I-9", "NPDB"] { #expect(!told.contains(closed), "\(account) \(closed)") }
        }
        #expect(whole.contains("Medical license"))
    }

    @Test func `refuse what is no day, and what is not known yet`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let file = "/denver/people/\(self.corrected)/credentials"
        for (query, words) in [
            ("?valid=2026-02-29", "Enter a day such as 2026-02-28"), ("?known=soon", "Enter a day such as 2026-03-14"),
            ("?valid=2024-02-29&known=2999-01-01", "What will be known is not known yet"),
        ] {
            for path in [file, "/denver/clearance"] {
                let page = try await browser.get(path + query)
                #expect(page.status == .unprocessableContent && page.text.contains(words), "\(path)\(query)")
                #expect(page.text.contains("There is a problem"))
            }
            let call = try await browser.json(.get, "/api/v1/denver/people/\(self.corrected)/as-of\(query)")
            #expect(call.status == .unprocessableContent, "\(query)")
        }
        #expect(
            try await browser.json(.get, "/api/v1/denver/people/\(self.corrected)/as-of").status == .ok,
            "today, as it is known")
        let ancient = try await browser.get("\(file)?valid=2024-02-29&known=2016-02-29").text
        #expect(ancient.contains("Nothing was on file") && ancient.contains("Recorded since then"))
    }

    @Test func `show who could work where`() async throws {
        let site = try TestSite()
        let query = "?valid=\(self.day(-20))&known=\(self.day(-20))"
        let manager = try site.browser(as: .managerOfDenver)
        let page = try await manager.get("/denver/clearance\(query)")
        #expect(page.text.contains("This is clearance as of") && page.text.contains("Not cleared"))
        #expect(page.text.contains("/denver/people/\(self.corrected)/credentials?valid="))
        #expect(try await manager.get("/phoenix/clearance\(query)").status == .notFound)
        #expect(try await site.browser(as: .buyer).get("/denver/clearance\(query)").status == .forbidden)
        #expect(try await manager.get("/denver/clearance?known=2016-02-29").text.contains("Nobody was appointed"))
        let asked = "/api/v1/denver/clearance?person=\(self.corrected)&role=physician"
        #expect(try await manager.json(.get, asked).status == .unprocessableContent)
        let hours = "from=\(self.day(-20))T15:00:00Z&until=\(self.day(-20))T16:00:00Z"
        let answer = try await manager.json(.get, "\(asked)&\(hours)&known=\(self.day(-15))")
        #expect(answer.status == .ok && answer.text.contains(#""verdict":"blocked""#))
    }
}
