import FoundationEssentials
import HTTPTypes
import Identity
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Account pages` {
    private func id(_ account: DemoAccount) -> String { account.id }

    private func role(_ browser: Browser, _ name: String) async throws -> String {
        let page = try await browser.get("/all/accounts/\(DemoAccount.staff.id)/grants/new").text
        let options = page.matches(of: /<option value="([0-9a-f-]{36})"[^>]*>([^<]+)</)
        return String(try #require(options.first { $0.2 == name }?.1))
    }

    @Test func `list the practice's accounts to who may read them`() async throws {
        let site = try TestSite()
        let statuses: [(DemoAccount, HTTPResponse.Status)] = [
            (.administrator, .ok), (.managerOfDenver, .ok), (.auditor, .ok), (.finance, .forbidden),
            (.credentialing, .forbidden), (.medicalDirector, .forbidden), (.buyer, .forbidden), (.staff, .forbidden),
        ]
        for (account, status) in statuses {
            let answer = try await site.browser(as: account).get("/all/accounts")
            #expect(answer.status == status, "\(account)")
            #expect(!answer.text.contains("lakeside.example"), "\(account)")
        }
    }

    @Test func `tell nothing of another practice's account`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let random = UUID().uuidString.lowercased()
        let foreign = try await browser.get("/all/accounts/\(DemoAccount.lakesideStaff.id)")
        let missing = try await browser.get("/all/accounts/\(random)")
        #expect(foreign.status == .notFound && foreign.bytes == missing.bytes)
        let grants = "/all/accounts/\(DemoAccount.lakesideStaff.id)/status"
        #expect(try await browser.post(grants, form: [("status", "disabled")]).status == .notFound)
    }

    @Test func `add and change an account, and refuse a stale version`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let hostile = "<script>alert(1)</script> \"O'Hara\""
        let form = [("email", "new@cascade.example"), ("display_name", hostile)]
        let made = try await browser.post("/all/accounts", form: form)
        let place = try #require(made.location)
        let page = try await browser.get(place)
        #expect(page.status == .ok && !page.text.contains("<script>alert"))
        let change = [("email", "new@cascade.example"), ("display_name", "Mina O'Hara"), ("version", "1")]
        #expect(try await browser.post(place, form: change).status == .seeOther)
        #expect(try await browser.post(place, form: change).status == .conflict)
        let twice = try await browser.post("/all/accounts", form: form)
        #expect(twice.status == .unprocessableContent && twice.text.contains("has an account already"))
        let empty = try await browser.post("/all/accounts", form: [("email", "x"), ("display_name", "")])
        #expect(empty.status == .unprocessableContent && empty.text.contains("There is a problem"))
    }

    @Test func `show an invitation link once`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let form = [("email", "new@cascade.example"), ("display_name", "Noor Hale")]
        let place = try #require(try await browser.post("/all/accounts", form: form).location)
        let first = try await browser.post(place + "/link", key: "once")
        #expect(first.text.firstMatch(of: /\/sign-in\/link\/l\.[A-Za-z0-9_-]{43}/) != nil)
        #expect(try await browser.post(place + "/link", key: "once").status == .conflict)
    }

    @Test func `give a role, which works at once and ends at once`() async throws {
        let site = try TestSite()
        let admin = try site.browser(as: .administrator)
        let buyer = try site.browser(as: .buyer)
        #expect(try await buyer.get("/all/accounts").status == .forbidden)
        let role = try await self.role(admin, "Site manager")
        let grants = "/all/accounts/\(DemoAccount.buyer.id)/grants"
        let clinic = "01900000-0000-7000-8000-00000000a001"
        let given = try await admin.post(
            grants, form: [("role", role), ("reach", clinic), ("reason", "covers for a colleague")])
        #expect(given.status == .seeOther)
        #expect(try await buyer.get("/denver/accounts").status == .ok)
        let page = try await admin.get("/all/accounts/\(DemoAccount.buyer.id)").text
        let ends = page.matches(of: /action="([^"]+\/grants\/[^"]+\/end)"/).map { String($0.1) }
        for end in ends { #expect(try await admin.post(end).status == .seeOther) }
        #expect(try await buyer.get("/denver/accounts").status == .notFound)
    }

    @Test func `keep a manager to their own clinics and rights`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        let role = try await self.role(try site.browser(as: .administrator), "Practice administrator")
        let grants = "/denver/accounts/\(DemoAccount.staff.id)/grants"
        let wide = try await manager.post(grants, form: [("role", role), ("reach", "practice"), ("reason", "x")])
        #expect([.unprocessableContent, .notFound].contains(wide.status))
        let own = "/denver/accounts/\(DemoAccount.managerOfDenver.id)/grants"
        let mine = try await manager.post(own, form: [("role", role), ("reach", "practice"), ("reason", "x")])
        #expect(mine.status == .unprocessableContent)
    }

    @Test func `end other sessions`() async throws {
        let site = try TestSite()
        let (mine, other) = (try site.browser(as: .staff), try site.browser(as: .staff))
        #expect(try await mine.post("/account/sessions/end").status == .seeOther)
        #expect(try await other.get("/account").status == .seeOther)
        #expect(try await mine.get("/account").status == .ok)
    }

    @Test func `change the password for who knows it, and end other sessions`() async throws {
        let site = try TestSite()
        let admin = try site.browser(as: .administrator)
        let made = try await admin.post("/all/accounts/\(DemoAccount.staff.id)/link")
        let link = try #require(made.text.firstMatch(of: /\/sign-in\/link\/l\.[A-Za-z0-9_-]{43}/)?.0)
        let first = "a winter morning"
        #expect(
            try await site.browser().post(String(link), form: [("password", first), ("repeat", first)]).status
                == .seeOther)
        let (mine, other) = (try site.browser(as: .staff), try site.browser(as: .staff))
        let second = "another long morning"
        func change(_ current: String, _ new: String) async throws -> Browser.Answer {
            try await mine.post(
                "/account/password", form: [("current", current), ("password", new), ("repeat", new)])
        }
        #expect(try await change("not the password", second).status == .unprocessableContent)
        #expect(try await change(first, "password123").status == .unprocessableContent)
        #expect(try await other.get("/account").status == .ok)
        #expect(try await change(first, second).status == .seeOther)
        #expect(try await mine.get("/account").status == .ok)
        #expect(try await other.get("/account").status == .seeOther)
        func signIn(_ password: String) async throws -> HTTPResponse.Status {
            try await site.browser().post(
                "/sign-in", form: [("email", "staff@cascade.example"), ("password", password)]
            ).status
        }
        #expect(try await signIn(second) == .seeOther)
        #expect(try await signIn(first) != .seeOther)
    }

    @Test func `open no way to accounts in an emergency`() async throws {
        let site = try TestSite()
        let finance = try site.browser(as: .finance)
        let clinic = "01900000-0000-7000-8000-00000000a002"
        let form = [
            ("role", "site_manager"), ("clinic", clinic), ("reason", "the manager is out of reach"), ("minutes", "30"),
        ]
        #expect(try await finance.post("/account/emergency", form: form).status == .seeOther)
        #expect(try await finance.get("/phoenix/people").status == .ok)
        for path in ["link", "status", "factor/reset", "sessions/end"] {
            let answer = try await finance.post("/phoenix/accounts/\(DemoAccount.staff.id)/\(path)")
            #expect(answer.status == .forbidden, "\(path)")
        }
        let again = try await finance.post("/account/emergency", form: form)
        #expect(again.status == .unprocessableContent && again.text.contains("has not been reviewed"))
        #expect(try await site.browser(as: .administrator).get("/all").text.contains("emergency waits for a review"))
    }

    @Test func `refuse a form of another session`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .staff)
        let forged = try await browser.send(
            .post, "/account/sessions/end", [.contentType: "application/x-www-form-urlencoded"], Array("_token=0".utf8))
        #expect(forged.status == .forbidden)
        let crossSite = try await browser.send(
            .post, "/sign-out",
            [.contentType: "application/x-www-form-urlencoded", HTTPField.Name("Sec-Fetch-Site")!: "cross-site"], [])
        #expect(crossSite.status == .forbidden)
    }
}

@Suite(.demonstration) struct `The identity API` {
    @Test func `adds accounts and says what is wrong`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let body = #"{"email":"new@cascade.example","display_name":"Noor Hale"}"#
        let made = try await browser.json(.post, "/api/v1/all/accounts", body)
        #expect(made.status == .created)
        let read = try await browser.json(.get, try #require(made.location))
        #expect(read.status == .ok && read.headers[.eTag] == "\"1\"")
        #expect(try await browser.json(.post, "/api/v1/all/accounts", body).status == .conflict)
        let wrong = try await browser.json(.post, "/api/v1/all/accounts", #"{"email":"x","status":"active"}"#)
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("display_name"))
    }

    @Test func `works with a token within its permissions, and not after it is revoked`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .administrator)
        let form = [
            ("name", "Reports"), ("days", "30"), ("permission[]", "identity.account.read"), ("clinic[]", "all"),
        ]
        let made = try await browser.post("/account/tokens", form: form)
        let token = try #require(made.text.firstMatch(of: /praxis_[A-Za-z0-9_-]{43}/)?.0)
        let headers: HTTPFields = [.authorization: "Bearer \(token)"]
        let program = site.browser()
        #expect(try await program.json(.get, "/api/v1/all/accounts", nil, headers).status == .ok)
        #expect(
            try await program.json(
                .post, "/api/v1/all/accounts", #"{"email":"a@b.example","display_name":"A"}"#, headers
            )
            .status == .forbidden)
        let page = try await browser.get("/account").text
        let revocation = try #require(page.firstMatch(of: /action="(\/account\/tokens\/[^"]+\/revocation)"/)?.1)
        let id = try #require(revocation.split(separator: "/").dropLast().last)
        for (method, path) in [
            (HTTPRequest.Method.get, "/api/v1/account/tokens"), (.delete, "/api/v1/account/tokens/\(id)"),
        ] {
            let answer = try await program.json(method, path, nil, headers)
            #expect([.forbidden, .notFound].contains(answer.status), "\(method)")
        }
        #expect(try await browser.post(String(revocation)).status == .seeOther)
        #expect(try await program.json(.get, "/api/v1/all/accounts", nil, headers).status == .unauthorized)
    }

    @Test func `lists a clinic's people for a token that is for people alone`() async throws {
        let site = try TestSite()
        let form = [("name", "Badges"), ("days", "30"), ("permission[]", "people.person.read"), ("clinic[]", "all")]
        let made = try await site.browser(as: .administrator).post("/account/tokens", form: form)
        let token = try #require(made.text.firstMatch(of: /praxis_[A-Za-z0-9_-]{43}/)?.0)
        let list = try await site.browser().json(
            .get, "/api/v1/denver/people", nil, [.authorization: "Bearer \(token)"])
        #expect(list.status == .ok && list.text.contains("family_name"))
    }
}
