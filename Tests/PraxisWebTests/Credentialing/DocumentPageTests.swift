import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Documents on pages` {
    /// A physician of Denver.
    private let rao = "01900000-0000-7000-8000-0000001a0011"

    @Test func `C15 Confidentiality: what is closed is nowhere on pages, in exports, in search or in errors`()
        async throws
    {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let file = "/denver/people/\(self.rao)/credentials"
        let form = [
            ("type", "hepatitis_b"), ("number", "HEPSECRET"), ("issued", "2020-01-01"), ("expires", "2099-12-31"),
        ]
        #expect(try await specialist.post(file, form: form).status == .seeOther)
        let upload = try await specialist.upload(
            "/denver/people/\(self.rao)/documents", fields: [("compartment", "medical")],
            file: ("file", "titer-secret.pdf", "%PDF-1.7 x"))
        #expect(upload.status == .seeOther)
        let documents = try await specialist.get("/denver/people/\(self.rao)/documents")
        let opening = try #require(documents.text.firstMatch(of: /href="([^"]+\/openings)\/new"/)?.1)
        let closed: [(DemoAccount, String)] = [(.managerOfDenver, "denver"), (.auditor, "all")]
        for (account, scope) in closed {
            let browser = try site.browser(as: account)
            for path in [
                "/\(scope)/people/\(self.rao)/credentials", "/\(scope)/people/\(self.rao)/documents",
                "/\(scope)/credentials?q=hepsecret", "/\(scope)/credentials.csv?q=hepsecret",
                "/api/v1/\(scope)/people/\(self.rao)/credentials", "/api/v1/\(scope)/credentials?q=hepsecret",
                "/api/v1/\(scope)/people/\(self.rao)/documents", "/\(scope)/search?q=hepsecret",
            ] {
                let answer = try await browser.get(path)
                #expect(answer.status == .ok, "\(account) \(path)")
                for word in ["HEPSECRET", "titer-secret"] { #expect(!answer.text.contains(word), "\(account) \(path)") }
            }
            let path = opening.replacing("/denver/", with: "/\(scope)/")
            let random = "/\(scope)/people/\(self.rao)/documents/\(UUID().uuidString.lowercased())/openings/new"
            let refused = try await browser.get(path + "/new")
            #expect(refused.status == .notFound)
            #expect(refused.bytes == (try await browser.get(random)).bytes)
        }
        // A digest instead of bytes files nothing.
        let digest = try #require(documents.text.firstMatch(of: /[0-9a-f]{64}|[0-9a-f]{16}/)?.0)
        let empty = try await site.browser(as: .managerOfDenver).upload(
            "/denver/people/\(self.rao)/documents",
            fields: [("compartment", "general"), ("sha256", String(digest)), ("digest", String(digest))])
        #expect(empty.status == .unprocessableContent)
        // The specialist says what for.
        let silent = try await specialist.post(String(opening), form: [("purpose", "why")])
        #expect(silent.status == .unprocessableContent)
        #expect(silent.text.contains("Enter what you open it for"))
        let opened = try await specialist.post(String(opening), form: [("purpose", "Exposure of March 3")])
        #expect(opened.status == .ok)
        #expect(opened.text == "%PDF-1.7 x")
        #expect(try await site.browser(as: .auditor).get("/all/audit").text.contains("Document opened"))
    }

    @Test func `are for the roles that hold the permission, and kinds are added by who may`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.managerOfDenver, "/denver/people/\(self.rao)/documents", .ok),
            (.managerOfPhoenix, "/phoenix/people/\(self.rao)/documents", .notFound),
            (.finance, "/all/people/\(self.rao)/documents", .forbidden),
            (.managerOfDenver, "/denver/people/\(self.rao)/names", .ok),
            (.managerOfDenver, "/denver/credentials/types", .ok), (.buyer, "/denver/credentials/types", .forbidden),
        ]
        for (account, path, status) in expected {
            #expect(try await site.browser(as: account).get(path).status == status, "\(account) \(path)")
        }
        let form = [("name", "Laser safety"), ("category", "training"), ("compartment", "credential")]
        let manager = try site.browser(as: .managerOfDenver)
        #expect(try await manager.post("/denver/credentials/types", form: form).status == .forbidden)
        let administrator = try site.browser(as: .administrator)
        #expect(try await administrator.post("/all/credentials/types", form: form).status == .seeOther)
        #expect(try await manager.get("/denver/credentials/types").text.contains("Laser safety"))
        let other = try await site.browser(as: .managerOfEvanston).get("/evanston/credentials/types")
        #expect(!other.text.contains("Laser safety"))
    }
}
