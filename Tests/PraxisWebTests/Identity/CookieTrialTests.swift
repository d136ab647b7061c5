import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `A browser that refuses cookies` {
    private let form: HTTPFields = [
        .contentType: "application/x-www-form-urlencoded", .origin: "http://localhost",
    ]
    private let body = Array("email=staff%40cascade.example&password=whatever%20it%20is".utf8)

    @Test func `is told so instead of asked again for ever`() async throws {
        let answer = try await TestSite().browser().send(.post, "/sign-in", self.form, self.body)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("Your browser refused the cookie") && answer.text.contains("https"))
    }

    @Test func `is any that brings back no cookie of the form`() async throws {
        let browser = try TestSite().browser()
        let page = try await browser.get("/sign-in")
        #expect(page.headers[values: .setCookie].contains { $0.hasPrefix("__Host-try=1; Path=/; Secure; HttpOnly") })
        let answer = try await browser.send(.post, "/sign-in", self.form, self.body)
        #expect(!answer.text.contains("refused the cookie"))
    }
}
