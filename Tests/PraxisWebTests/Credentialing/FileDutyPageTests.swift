import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `What follows from an adverse decision` {
    /// A physician who was denied a month ago.
    private let file = "01900000-0000-7000-8000-0000000f0024"

    @Test func `stands on the file and on the queues: the time to appeal, and the report for who may know`()
        async throws
    {
        let site = try TestSite()
        for account in [DemoAccount.credentialing, .medicalDirector] {
            let page = try await site.browser(as: account).get("/all/files/\(self.file)")
            #expect(page.text.contains("The person may appeal until") && page.text.contains("Report due"), "\(account)")
        }
        let queue = try await site.browser(as: .credentialing).get("/all/files")
        #expect(queue.text.contains("Time to appeal") && queue.text.contains("Reports to the data bank"))
        let waiting = try await site.browser(as: .medicalDirector).get("/all/files/decisions")
        #expect(waiting.text.contains("Time to appeal") && waiting.text.contains("Reports to the data bank"))
        let auditor = try site.browser(as: .auditor)
        let told = try await auditor.get("/all/files/\(self.file)")
        #expect(told.text.contains("The person may appeal until") && !told.text.contains("Report due"))
        for path in ["/all/files", "/all/files.csv", "/api/v1/all/files/\(self.file)", "/all/search?q=report", "/"] {
            let answer = try await auditor.get(path)
            #expect(
                !answer.text.contains("Reports to the data bank") && !answer.text.contains("\"reports\""), "\(path)")
        }
        for account in [DemoAccount.auditor, .finance, .staff] {
            let browser = try site.browser(as: account)
            #expect(try await browser.get("/api/v1/all/files/reports").status == .forbidden, "\(account)")
        }
        #expect(try await auditor.json(.get, "/api/v1/all/files/appeals").text.contains(self.file))
    }

    @Test func `stands on the start page of those who act on it`() async throws {
        let site = try TestSite()
        for account in [DemoAccount.credentialing, .medicalDirector] {
            let page = try await site.browser(as: account).get("/all").text
            #expect(page.contains("to the data bank") && page.contains("appeal"), "\(account)")
        }
        for (account, start) in [
            (DemoAccount.auditor, "/all"), (.managerOfDenver, "/denver"), (.finance, "/all"),
        ] {
            let page = try await site.browser(as: account).get(start).text
            #expect(page.contains("<main"), "\(account)")
            #expect(!page.contains("data bank") && !page.contains("may still be appealed"), "\(account)")
        }
    }

    @Test func `is recorded with the number of the report, and the trail does not say what`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .credentialing)
        let reports = "/all/files/\(self.file)/reports"
        let list = try await browser.json(.get, "/api/v1/all/files/reports")
        let decision = try #require(list.text.firstMatch(of: /"decision":"([0-9a-f-]{36})"/)?.1)
        let form = [("decision", String(decision)), ("outcome", "reported"), ("follows", "0")]
        let wrong = try await browser.post(reports, form: form)
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("Enter the day of the report"))
        let ahead = form + [("reported", "2999-01-01"), ("reference", "SECRET-77")]
        #expect(try await browser.post(reports, form: ahead).text.contains("The report was sent after the action"))
        let body = #"{"decision": "\#(decision)", "outcome": "not_due", "reason": "SECRET-77", "follows": 0}"#
        #expect(try await browser.json(.post, "/api/v1\(reports)", body).status == .noContent)
        #expect(try await browser.get("/all/files/\(self.file)").text.contains("SECRET-77"))
        #expect(try await site.browser(as: .auditor).post(reports, form: form).status == .forbidden)
        let trail = try await site.browser(as: .auditor).get("/all/audit")
        #expect(trail.text.contains("Peer review record added") && !trail.text.contains("SECRET-77"))
    }
}
