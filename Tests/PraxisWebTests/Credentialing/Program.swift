import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// A program that works with somebody's token.
struct Program {
    private let browser: Browser
    private let token: String

    init(of account: DemoAccount, on site: TestSite, _ permissions: Permission...) async throws {
        let fields = [("name", "Program"), ("days", "30"), ("clinic[]", "all")]
        let made = try await site.browser(as: account).post(
            "/account/tokens", form: fields + permissions.map { ("permission[]", $0.rawValue) })
        self.token = String(try #require(made.text.firstMatch(of: /praxis_[A-Za-z0-9_-]{43}/)?.0))
        self.browser = site.browser()
    }

    func json(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, _ headers: HTTPFields = [:]
    ) async throws -> Browser.Answer {
        var headers = headers
        headers[.authorization] = "Bearer \(self.token)"
        return try await self.browser.json(method, path, body, headers)
    }
}

extension Browser {
    /// Sends a file as the whole body.
    func send(_ text: String, to path: String, _ type: String = "application/pdf") async throws -> Answer {
        try await self.send(.post, path, [.contentType: type], Array(text.utf8))
    }
}
