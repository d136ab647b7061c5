import Foundation
import HTTPTypes
import PraxisWeb
import TestSupport
import Testing

@Suite(.demonstration) struct `Every answer` {
    static let headers = [
        "content-security-policy", "x-content-type-options", "strict-transport-security", "referrer-policy",
        "cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy", "x-request-id",
        "cache-control",
    ]

    @Test(arguments: ["/all", "/help", "/nowhere/at/all", "/api/v1/nothing", "/design", "/people?a=1&a=2", "/%00"])
    func `carries the security headers`(path: String) async throws {
        let answer = try await TestSite().browser(as: .administrator).get(path)
        for name in Self.headers { #expect(answer.headers[HTTPField.Name(name)!] != nil, "\(name) of \(path)") }
        #expect(answer.headers[.cacheControl] == "no-store")
    }

    @Test func `leads nobody to the sign-in page and back`() async throws {
        let answer = try await TestSite().browser().get("/denver/people?q=x")
        #expect(answer.status == .seeOther)
        #expect(answer.location == "/sign-in?next=%2Fdenver%2Fpeople%3Fq%3Dx")
    }

    @Test func `is a problem for programs`() async throws {
        let answer = try await TestSite().browser().get("/api/v1/nothing")
        #expect(answer.status == .notFound)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.text.contains("\"code\":\"not_found\""))
    }
}

@Suite(.demonstration) struct `A change` {
    @Test(arguments: ["cross-site", "same-site"]) func `is refused from another site`(site: String) async throws {
        let browser = try TestSite().browser(as: .administrator)
        let headers: HTTPFields = [
            .contentType: "application/x-www-form-urlencoded", HTTPField.Name("Sec-Fetch-Site")!: site,
        ]
        #expect(try await browser.send(.post, "/all/people", headers, []).status == .forbidden)
    }

    @Test func `is refused from another origin`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .origin: "https://evil.example"]
        #expect(try await browser.send(.post, "/all/people", headers, []).status == .forbidden)
    }

    @Test func `is refused without the token of its form`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        let answer = try await browser.send(.post, "/all/people", headers, Array("given_name=x".utf8))
        #expect(answer.status == .forbidden && answer.text.contains("no longer good"))
    }

    @Test func `is refused where the form is too large or of another kind`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let large = [UInt8](repeating: 0x61, count: 300_000)
        let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        #expect(try await browser.send(.post, "/all/people", form, large).status == .contentTooLarge)
        let other: HTTPFields = [.contentType: "text/plain"]
        #expect(try await browser.send(.post, "/all/people", other, Array("a=1".utf8)).status == .unsupportedMediaType)
    }

    @Test func `happens once however often it is sent`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let form = [
            ("given_name", "Ada"), ("family_name", "Quill"), ("clinic", "denver"), ("position", "physician"),
            ("starts_on", "2026-03-01"),
        ]
        let first = try await browser.post("/denver/people", form: form, key: "k1")
        let second = try await browser.post("/denver/people", form: form, key: "k1")
        #expect(first.status == .seeOther && second.location == first.location)
        let list = try await browser.get("/denver/people?q=quill")
        #expect(list.text.components(separatedBy: "Quill, Ada").count == 2)
        let other = try await browser.post("/denver/people", form: form + [("suffix", "Jr")], key: "k1")
        #expect(other.status == .unprocessableContent && other.text.contains("sent before"))
    }
}
