import Foundation
import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `Saved views of lists` {
    private let nurses = "position=registered_nurse"

    private func fields(_ name: String, _ audience: String = "private", filter: String? = nil) -> [(String, String)] {
        [("screen", "people"), ("filter", filter ?? self.nurses), ("name", name), ("audience", audience)]
    }

    /// The identifier at the end of the address to which saving leads.
    private func id(_ answer: Browser.Answer) throws -> String {
        String(try #require(answer.location?.split(separator: "=").last))
    }

    @Test func `are offered where a list is filtered in a way that has no name yet`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let whole = try await browser.get("/denver/people").text
        #expect(!whole.contains("Save this view") && whole.contains("Front office"))
        let filtered = try await browser.get("/denver/people?\(self.nurses)").text
        #expect(filtered.contains("/denver/views/new?screen=people&amp;filter=position%3Dregistered_nurse"))
        let form = try await browser.get("/denver/views/new?screen=people&filter=position%3Dregistered_nurse")
        #expect(form.status == .ok && form.text.contains("not what it finds: Registered nurse."))
        let named = try await browser.get("/denver/people?position=front_desk").text
        #expect(!named.contains("Save this view"))
    }

    @Test func `lead to their list with the filter, and nobody else is shown private ones`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .managerOfDenver)
        let saved = try await browser.post("/denver/views", form: self.fields("Our nurses"))
        #expect(saved.status == .seeOther)
        #expect(saved.location == "/denver/people?\(self.nurses)&view=\(try self.id(saved))")
        let list = try await browser.get(try #require(saved.location)).text
        #expect(list.contains("aria-current=\"true\">Our nurses") && list.contains("View saved"))
        for account in [DemoAccount.administrator, .auditor, .managerOfPhoenix] {
            let scope = account == .managerOfPhoenix ? "phoenix" : "denver"
            let page = try await site.browser(as: account).get("/\(scope)/people")
            #expect(page.status == .ok && !page.text.contains("Our nurses"), "\(account)")
        }
    }

    @Test func `are shared with a clinic by its manager, and shown there alone`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        #expect(
            try await manager.post("/denver/views", form: self.fields("Denver nurses", "clinic")).status == .seeOther)
        for (account, path, isShown) in [
            (DemoAccount.auditor, "/denver/people", true), (.administrator, "/denver/people", true),
            (.administrator, "/phoenix/people", false), (.administrator, "/all/people", false),
            (.managerOfPhoenix, "/phoenix/people", false), (.lakesideAdministrator, "/all/people", false),
        ] {
            let page = try await site.browser(as: account).get(path)
            #expect(page.status == .ok && page.text.contains("Denver nurses") == isShown, "\(account) \(path)")
        }
    }

    @Test func `are shared with the practice by who holds that permission for all of it`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        let refused = try await manager.post("/denver/views", form: self.fields("All nurses", "practice"))
        #expect(refused.status == .unprocessableContent && refused.text.contains("Choose who is shown the view"))
        let auditor = try await site.browser(as: .auditor).post("/denver/views", form: self.fields("All", "clinic"))
        #expect(auditor.status == .unprocessableContent)
        let administrator = try site.browser(as: .administrator)
        let saved = try await administrator.post("/all/views", form: self.fields("All nurses", "practice"))
        #expect(saved.status == .seeOther)
        #expect(try await manager.get("/denver/people").text.contains("All nurses"))
        let id = try self.id(saved)
        #expect(try await manager.post("/denver/views/\(id)/removal").status == .notFound)
        #expect(try await administrator.post("/all/views/\(id)/removal").status == .seeOther)
        #expect(!(try await manager.get("/denver/people").text.contains("All nurses")))
    }

    @Test func `say nothing about lists that one may not open`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        #expect(try await specialist.get("/all/views/new?screen=orders&filter=status%3Dclosed").status == .forbidden)
        let own = try await specialist.get("/all/views").text
        #expect(own.contains("Front office") && !own.contains("To send"))
        let sneaked = try await specialist.post(
            "/all/views",
            form: [("screen", "orders"), ("filter", "status=closed"), ("name", "x"), ("audience", "private")])
        #expect(sneaked.status == .forbidden)
    }

    @Test func `can be begun with, and everything stays in reach`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let saved = try await browser.post("/denver/views", form: self.fields("Mine") + [("first", "on")])
        let (id, place) = (try self.id(saved), try #require(saved.location))
        let bare = try await browser.get("/denver/people")
        #expect(bare.status == .seeOther && bare.location == place)
        #expect(try await browser.get(place).text.contains("href=\"/denver/people?view=\(id)\""))
        #expect(try await browser.get("/denver/people?view=\(id)").status == .ok)
        #expect(try await browser.get("/denver/people?view=all").status == .ok)
        let other = try await browser.post("/denver/views", form: self.fields("Desk", filter: "position=front_desk"))
        #expect(try await browser.post("/denver/views/\(try self.id(other))/start").status == .seeOther)
        #expect(try await browser.get("/denver/people").location?.contains("front_desk") == true)
        #expect(try await browser.post("/denver/views/\(try self.id(other))/start/removal").status == .seeOther)
        #expect(try await browser.get("/denver/people").status == .ok)
        #expect(try await browser.post("/denver/views/\(id)/start/removal").status == .notFound)
    }

    @Test func `keep what the list knows and nothing else`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let saved = try await browser.post(
            "/all/views", form: self.fields("Odd", filter: "evil=1&position=physician&after=x&q=a%26b"))
        #expect(saved.location?.hasPrefix("/all/people?q=a%26b&position=physician&view=") == true)
        let empty = try await browser.post("/all/views", form: self.fields("None", filter: "evil=1"))
        #expect(empty.status == .unprocessableContent)
        #expect(try await browser.post("/all/views", form: self.fields("Odd")).status == .unprocessableContent)
        let long = String(repeating: "x", count: 61)
        #expect(try await browser.post("/all/views", form: self.fields(long)).status == .unprocessableContent)
    }

    @Test func `are kept and given up by programs as well`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .buyer)
        let made = try await browser.json(
            .post, "/api/v1/all/views", #"{"screen":"orders","name":"Closed","query":"status=closed","first":true}"#)
        #expect(made.status == .created)
        let id = try JSONDecoder().decode([String: String].self, from: Data(made.bytes))["id"] ?? ""
        let list = try await browser.json(.get, "/api/v1/all/views?screen=orders").text
        #expect(list.contains(id) && list.contains(#""is_first":true"#) && list.contains("To send"))
        #expect(try await browser.json(.delete, "/api/v1/all/views/\(id)/start").status == .noContent)
        #expect(try await browser.json(.put, "/api/v1/all/views/\(id)/start").status == .noContent)
        let shared = #"{"screen":"orders","name":"All","query":"status=closed","audience":"practice"}"#
        #expect(try await browser.json(.post, "/api/v1/all/views", shared).status == .forbidden)
        #expect(try await site.browser(as: .finance).json(.delete, "/api/v1/all/views/\(id)").status == .notFound)
        #expect(try await browser.json(.delete, "/api/v1/all/views/\(id)").status == .noContent)
        #expect(try await browser.json(.delete, "/api/v1/all/views/\(id)").status == .notFound)
    }
}
