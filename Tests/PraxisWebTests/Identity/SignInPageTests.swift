import HTTPTypes
import Identity
import PraxisCore
import TestSupport
import Testing

/// Accounts of the demonstration with a password.
struct Doors {
    static let password = "a winter morning"

    let site: TestSite
    private let operation = IdentityOperator(
        pool: TestDatabase.current.pool(.migrator), hasher: PasswordHasher(.init(cost: .light)))

    init() throws { self.site = try TestSite() }

    /// A browser in front of the sign-in page, and the second factor where one is asked for.
    func visitor(_ email: String, withFactor: Bool = false) async throws -> (Browser, TOTP?) {
        let account = try await self.operation.account(email)
        try await self.operation.setPassword(Self.password, of: account)
        guard withFactor, let box = SecretBox(key: [UInt8](repeating: 7, count: 32)) else {
            return (self.site.browser(), nil)
        }
        let totp = TOTP()
        try await self.operation.setSecondFactor(totp, of: account, box: box)
        return (self.site.browser(), totp)
    }

    func link(_ email: String) async throws -> String {
        let account = try await self.operation.account(email)
        return "/sign-in/link/" + (try await self.operation.issueLink(for: account).token.text)
    }

    static func form(_ email: String, _ password: String = Self.password) -> [(String, String)] {
        [("email", email), ("password", password)]
    }
}

@Suite(.demonstration) struct `The sign-in page` {
    private let staff = "staff@cascade.example"

    @Test func `opens the site with a cookie that scripts and other sites cannot use`() async throws {
        let doors = try Doors()
        let (browser, _) = try await doors.visitor(self.staff)
        let answer = try await browser.post("/sign-in", form: Doors.form(self.staff))
        #expect(answer.status == .seeOther && answer.location == "/")
        let cookies = answer.headers[values: .setCookie]
        let session = try #require(cookies.first { $0.hasPrefix("__Host-sid=") })
        #expect(session.hasSuffix("; Path=/; Secure; HttpOnly; SameSite=Lax"))
        #expect(session.split(separator: ";")[0].dropFirst("__Host-sid=".count).utf8.count == 43)
        #expect(cookies.contains { $0.hasPrefix("__Host-device=") })
        #expect(try await browser.get("/account").status == .ok)
    }

    @Test func `keeps nothing of a session from before`() async throws {
        let doors = try Doors()
        let (browser, _) = try await doors.visitor(self.staff)
        let planted = try await browser.send(.get, "/sign-in", [.cookie: "__Host-sid=planted"], [])
        #expect(planted.status == .ok)
        let answer = try await browser.post("/sign-in", form: Doors.form(self.staff))
        #expect(answer.headers[values: .setCookie].allSatisfy { !$0.contains("planted") })
    }

    @Test func `answers alike for a wrong password and an address that nobody has`() async throws {
        let doors = try Doors()
        let (browser, _) = try await doors.visitor(self.staff)
        var bodies: Set<String> = []
        for email in [self.staff, "ghost@cascade.example"] {
            let answer = try await browser.post("/sign-in", form: Doors.form(email, "not the password"))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("<title>Error: Sign in"))
            bodies.insert(Self.plain(answer.text, email))
        }
        #expect(bodies.count == 1)
    }

    /// A page without what differs each time.
    private static func plain(_ text: String, _ email: String) -> String {
        text.replacing(/name="_key" value="[^"]*"/, with: "").replacing(email, with: "")
    }

    @Test func `makes the sixth try wait`() async throws {
        let doors = try Doors()
        let browser = doors.site.browser()
        for _ in 0..<5 { _ = try await browser.post("/sign-in", form: Doors.form("ghost@cascade.example")) }
        let answer = try await browser.post("/sign-in", form: Doors.form("ghost@cascade.example"))
        #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] == "2")
    }

    @Test(arguments: [
        ("/denver/people?status=open", "/denver/people?status=open"), ("//evil.example/x", "/evil.example/x"),
        ("https://evil.example", "/"), ("/\\evil.example", "/%5Cevil.example"), ("/a/../../b", "/a/b"),
    ])
    func `leads back to where one wanted to go, on this site only`(next: String, place: String) async throws {
        let doors = try Doors()
        let (browser, _) = try await doors.visitor(self.staff)
        let answer = try await browser.post("/sign-in", form: Doors.form(self.staff) + [("next", next)])
        #expect(answer.location == place)
    }

    @Test func `asks an administrator for the second factor before any other page`() async throws {
        let doors = try Doors()
        let (browser, totp) = try await doors.visitor("admin@cascade.example", withFactor: true)
        let answer = try await browser.post("/sign-in", form: Doors.form("admin@cascade.example"))
        #expect(answer.location == "/sign-in/code")
        #expect(try await browser.get("/all/people").location == "/sign-in/code?next=%2Fall%2Fpeople")
        #expect(try await browser.json(.get, "/api/v1/all/accounts").status == .unauthorized)
        let wrong = try await browser.post("/sign-in/code", form: [("code", "000000")])
        #expect(wrong.status == .unprocessableContent)
        let code = try #require(totp).code(step: TOTP.step(at: .now()))
        let right = try await browser.post("/sign-in/code", form: [("code", code), ("next", "/all/people")])
        #expect(right.location == "/all/people")
        #expect(try await browser.get("/account").status == .ok)
    }

    @Test func `makes an administrator set up a second factor first`() async throws {
        let doors = try Doors()
        let (browser, _) = try await doors.visitor("finance@cascade.example")
        let answer = try await browser.post("/sign-in", form: Doors.form("finance@cascade.example"))
        #expect(answer.location == "/sign-in/enrollment")
        #expect(try await browser.get("/account").location == "/sign-in/enrollment?next=%2Faccount")
        let page = try await browser.get("/sign-in/enrollment").text
        #expect(page.contains("<svg class=\"qr\""))
        let offer = try #require(page.firstMatch(of: /name="offer" value="([^"]+)"/)?.1)
        let secret = try #require(page.firstMatch(of: /class="secret">([A-Z2-7 ]+)</)?.1)
        let totp = TOTP(secret: try #require(Base32.decode(secret)))
        let form = [("offer", String(offer)), ("code", totp.code(step: TOTP.step(at: .now())))]
        let codes = try await browser.post("/sign-in/enrollment", form: form)
        #expect(codes.status == .ok && codes.text.matches(of: /[A-Z2-7]{4}(-[A-Z2-7]{4}){3}/).count == 10)
        #expect(try await browser.get("/account").status == .ok)
    }

    @Test func `is where signing out leads, and the session is gone from the server`() async throws {
        let doors = try Doors()
        let (browser, _) = try await doors.visitor(self.staff)
        let answer = try await browser.post("/sign-in", form: Doors.form(self.staff))
        let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-sid=") })
        let out = try await browser.post("/sign-out")
        #expect(out.location == "/sign-in" && out.headers[HTTPField.Name("Clear-Site-Data")!] != nil)
        let stolen = String(cookie.split(separator: ";")[0])
        let again = try await doors.site.browser().send(.get, "/account", [.cookie: stolen], [])
        #expect(again.location == "/sign-in?next=%2Faccount")
    }

    @Test func `has a way for whoever forgot, alike for everybody`() async throws {
        let doors = try Doors()
        let browser = doors.site.browser()
        var bodies: Set<String> = []
        for email in [self.staff, "ghost@cascade.example"] {
            let answer = try await browser.post("/sign-in/forgot", form: [("email", email)])
            #expect(answer.status == .ok)
            bodies.insert(Self.plain(answer.text, email))
        }
        #expect(bodies.count == 1)
    }

    @Test func `takes a link once`() async throws {
        let doors = try Doors()
        _ = try await doors.visitor(self.staff)
        let link = try await doors.link(self.staff)
        let browser = doors.site.browser()
        #expect(try await browser.get(link).text.contains(self.staff))
        let weak = try await browser.post(link, form: [("password", "password1"), ("repeat", "password1")])
        #expect(weak.status == .unprocessableContent && weak.text.contains("tried first"))
        let form = [("password", "another long morning"), ("repeat", "another long morning")]
        #expect(try await browser.post(link, form: form).location == "/sign-in")
        #expect(try await browser.post(link, form: form).status == .gone)
        let answer = try await browser.post("/sign-in", form: Doors.form(self.staff, "another long morning"))
        #expect(answer.location == "/")
    }
}
