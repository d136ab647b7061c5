import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Credentialing pages` {
    /// A physician of Denver whose renewal nobody has verified yet.
    private let rao = "01900000-0000-7000-8000-0000001a0011"
    /// A physician of Phoenix.
    private let elsewhere = "01900000-0000-7000-8000-0000001a0012"

    @Test(arguments: [
        "/denver/credentials", "/all/credentials?status=expired", "/denver/credentials?q=zzz", "/denver/clearance",
        "/all/clearance?verdict=blocked", "/denver/clearance/requirements", "/denver/providers/imports",
        "/all/screening",
        "/all/screening/matches", "/all/screening/matches?state=confirmed", "/denver/credentials.csv",
    ])
    func `answer the specialist`(path: String) async throws {
        let answer = try await TestSite().browser(as: .credentialing).get(path)
        #expect(answer.status == .ok)
    }

    @Test func `are for the roles that hold the permission`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.managerOfDenver, "/denver/credentials", .ok), (.managerOfDenver, "/phoenix/credentials", .notFound),
            (.managerOfDenver, "/all/screening/matches", .forbidden), (.finance, "/denver/credentials", .forbidden),
            (.buyer, "/denver/clearance", .forbidden), (.auditor, "/all/screening/matches", .ok),
            (.managerOfEvanston, "/denver/credentials", .notFound),
        ]
        for (account, path, status) in expected {
            #expect(try await site.browser(as: account).get(path).status == status, "\(account) \(path)")
        }
    }

    @Test func `tell a site's manager nothing of somebody at another clinic`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let foreign = try await browser.get("/denver/people/\(self.elsewhere)/credentials")
        let random = try await browser.get("/denver/people/\(UUID().uuidString.lowercased())/credentials")
        #expect(foreign.status == .notFound)
        #expect(foreign.bytes == random.bytes)
    }

    @Test func `put a license on file, verify it, and clear its holder`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        let specialist = try site.browser(as: .credentialing)
        let file = "/denver/people/\(self.rao)/credentials"
        let wrong = try await manager.post(file, form: [("type", "medical_license"), ("issued", "2026-02-30")])
        #expect(wrong.status == .unprocessableContent)
        for text in ["There is a problem", "Enter the state that issued it", "Enter the first day"] {
            #expect(wrong.text.contains(text))
        }
        let form = [
            ("type", "medical_license"), ("state", "CO"), ("number", "<b>CO</b> 77"), ("issued", "2020-01-01"),
            ("expires", "2099-12-31"),
        ]
        #expect(try await manager.post(file, form: form).status == .seeOther)
        let page = try await specialist.get(file)
        #expect(page.text.contains("&lt;b&gt;CO&lt;/b&gt; 77"))
        let twice = try await manager.post(file, form: form)
        #expect(twice.status == .conflict)
        let links = page.text.matches(of: /href="([^"]+\/verifications)\/new"/).map { String($0.1) }
        for link in links {
            let check = [("source", "Board"), ("method", "web"), ("result", "confirmed"), ("reference", "V-77")]
            #expect(try await manager.post(link, form: check).status == .forbidden)
            #expect(try await specialist.post(link, form: check).status == .seeOther)
        }
        let clearance = try await specialist.json(
            .get,
            "/api/v1/denver/clearance?person=\(self.rao)&role=physician&from=2026-12-01T15:00:00Z&until=2026-12-01T23:00:00Z"
        )
        #expect(clearance.text.contains("\"verdict\":\"cleared\""))
    }

    @Test func `show both sides of a match and take a second person's decision`() async throws {
        let site = try TestSite()
        let list = try await site.browser(as: .medicalDirector).get("/all/screening/matches")
        let proposed = "/all/screening/matches/01900000-0000-7000-8000-0000000ac004"
        #expect(list.text.contains(proposed))
        let own = try await site.browser(as: .credentialing).post(
            proposed,
            form: [("decision", "cleared"), ("reason", "name_differs"), ("compared[]", "name"), ("version", "1")])
        #expect(own.status == .forbidden)
        let director = try site.browser(as: .medicalDirector)
        let stale = try await director.post(
            proposed,
            form: [("decision", "cleared"), ("reason", "name_differs"), ("compared[]", "name"), ("version", "0")])
        #expect(stale.status == .conflict)
        let senseless = try await director.post(
            proposed,
            form: [("decision", "confirmed"), ("reason", "name_differs"), ("compared[]", "name"), ("version", "1")])
        #expect(senseless.status == .unprocessableContent)
        let cleared = try await director.post(
            proposed,
            form: [("decision", "cleared"), ("reason", "name_differs"), ("compared[]", "name"), ("version", "1")])
        #expect(cleared.status == .seeOther)
        #expect(try await director.get(proposed).text.contains("Cleared: not the same"))
    }

    @Test func `keep formulas out of spreadsheets`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let form = [
            ("type", "board_certification"), ("number", "=1+1"), ("issued", "2020-01-01"), ("expires", "2099-12-31"),
        ]
        #expect(try await browser.post("/denver/people/\(self.rao)/credentials", form: form).status == .seeOther)
        let file = try await browser.get("/denver/credentials.csv?type=board_certification")
        #expect(file.text.contains("'=1+1"))
    }
}
