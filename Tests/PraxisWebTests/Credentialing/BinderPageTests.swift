import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import PraxisWeb

@Suite(.demonstration) struct `The survey binder` {
    private let path = "/all/credentials/binder"
    private let random = [("purpose", "Survey of March"), ("way", "random"), ("count", "3"), ("seed", "2026")]

    @Test func `is for who prepares or audits files`() async throws {
        let site = try TestSite()
        for (account, status) in [
            (DemoAccount.auditor, HTTPResponse.Status.ok), (.credentialing, .ok), (.administrator, .ok),
            (.finance, .forbidden), (.managerOfDenver, .forbidden), (.staff, .forbidden),
            (.medicalDirector, .forbidden),
        ] {
            let browser = try site.browser(as: account)
            #expect(try await browser.get(self.path).status == status, "\(account)")
            #expect(try await browser.post(self.path, form: self.random).status == status, "\(account)")
        }
    }

    @Test func `is an archive, and each file's trail says who opened it for what`() async throws {
        let site = try TestSite()
        let auditor = try site.browser(as: .auditor)
        let answer = try await auditor.post(self.path, form: self.random)
        #expect(answer.headers[.contentType] == "application/zip")
        #expect(answer.bytes.starts(with: [0x50, 0x4B, 3, 4]))
        let again = try await auditor.post(self.path, form: self.random)
        let index = try #require(
            answer.text.split(separator: "<ol>").dropFirst().first?.split(separator: "</ol>").first)
        #expect(again.text.contains(index), "the same seed picks the same files")
        let trail = try await site.browser(as: .administrator).get("/all/audit").text
        #expect(trail.contains("File opened for a survey binder") && trail.contains("Survey binder prepared"))
    }

    @Test func `proves itself: every digest of the manifest is that of its file, and the documents are there`()
        async throws
    {
        let site = try TestSite()
        let rao = "01900000-0000-7000-8000-0000001a0011"
        let specialist = try site.browser(as: .credentialing)
        for (part, name) in [
            ("credential", "license-copy.pdf"), ("medical", "titer-secret.pdf"), ("i9", "passport.pdf"),
        ] {
            let sent = try await specialist.upload(
                "/denver/people/\(rao)/documents", fields: [("compartment", part)],
                file: ("file", name, "%PDF-1.7 bytes of \(part)"))
            #expect(sent.status == .seeOther)
        }
        let chosen = [("purpose", "Survey of March"), ("way", "chosen"), ("people[]", rao)]
        for account in [DemoAccount.auditor, .administrator, .credentialing] {
            let answer = try await site.browser(as: account).post(self.path, form: chosen)
            let files = try ZipReader.files(of: answer.bytes)
            let manifest = try #require(files["MANIFEST.sha256"])
            let text = String(decoding: manifest, as: UTF8.self)
            #expect(text.contains("# Population, all clinics: Everybody with an appointment or a decision from"))
            let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            #expect(lines.count == files.count - 1)
            for line in lines {
                let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
                let contents = try #require(files[parts[1].trimmingCharacters(in: .whitespaces)], "\(line)")
                #expect(Self.digest(contents) == parts[0], "\(line)")
            }
            let document = try #require(files.first { $0.key.hasSuffix("license-copy.pdf") })
            #expect(String(decoding: document.value, as: UTF8.self) == "%PDF-1.7 bytes of credential")
            let index = String(decoding: try #require(files["index.html"]), as: UTF8.self)
            #expect(index.contains(document.key) && index.contains(Self.digest(document.value)))
            #expect(index.contains("What is left out, and why"))
            #expect(files.keys.contains { $0.hasSuffix("/checklist.csv") })
            #expect(files.keys.contains { $0.hasSuffix("/coverage-holes.csv") })
            let checks = try #require(files.first { $0.key.hasSuffix("/verifications.csv") }?.value)
            let titles = String(decoding: checks.prefix { $0 != 0x0A }, as: UTF8.self)
            for title in [
                "Element", "What was asked", "Otherwise than the file", "Reviewed by", "Reviewed on", "Counts until",
                "Rule",
                "SHA-256 of the document", "Corrects",
            ] {
                #expect(titles.contains(title), "\(title)")
            }
            #expect(files.keys.contains { $0.hasSuffix("/decisions.csv") })
            for word in ["titer", "passport", "bytes of medical", "bytes of i9"] {
                #expect(!answer.text.contains(word), "\(account) \(word)")
            }
        }
        let trail = try await site.browser(as: .administrator).get("/all/audit").text
        #expect(trail.contains("Document opened"))
    }

    private static func digest(_ bytes: [UInt8]) -> String { BinderArchive.digest(bytes) }

    @Test func `is prepared by programs, for the same people and purpose, with the same trail`() async throws {
        let site = try TestSite()
        let call = "/api/v1/all/credentials/binders"
        let body = #"{"purpose": "Survey of April", "way": "random", "count": 2, "seed": "2026"}"#
        for (account, status) in [
            (DemoAccount.auditor, HTTPResponse.Status.ok), (.credentialing, .ok), (.administrator, .ok),
            (.finance, .forbidden), (.managerOfDenver, .forbidden), (.staff, .forbidden),
            (.medicalDirector, .forbidden),
        ] {
            let answer = try await site.browser(as: account).json(.post, call, body)
            #expect(answer.status == status, "\(account)")
            guard status == .ok else { continue }
            #expect(answer.headers[.contentType] == "application/zip")
            let files = try ZipReader.files(of: answer.bytes)
            #expect(files.keys.filter { $0.hasSuffix("/checklist.csv") }.count == 2 && files["MANIFEST.sha256"] != nil)
        }
        let auditor = try site.browser(as: .auditor)
        let trail = try await site.browser(as: .administrator).get("/all/audit").text
        #expect(trail.contains("File opened for a survey binder") && trail.contains("Survey binder prepared"))
        for (wrong, field) in [
            (#"{"way": "random", "count": 2}"#, "purpose"), (#"{"purpose": "Survey", "way": "random"}"#, "count"),
            (#"{"purpose": "Survey", "way": "some", "count": 1}"#, "way"),
            (#"{"purpose": "Survey", "way": "chosen"}"#, "people"),
            (#"{"purpose": "Survey", "way": "chosen", "people": ["01900000-0000-7000-8000-0000001affff"]}"#, "people"),
            (#"{"purpose": "   ", "way": "random", "count": 1}"#, "purpose"),
        ] {
            let answer = try await auditor.json(.post, call, wrong)
            #expect(answer.status == .unprocessableContent, "\(wrong)")
            #expect(answer.text.contains("\"field\":\"\(field)\""), "\(answer.text)")
        }
        let described = try await auditor.get("/api/v1/openapi.json").text
        #expect(described.contains("application/zip") && described.contains("/credentials/binders"))
    }

    @Test func `says what is wrong and keeps what was entered`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let answer = try await browser.post(self.path, form: [("way", "chosen"), ("count", "7"), ("purpose", "x")])
        #expect(answer.status == .unprocessableContent)
        for text in ["Say for whom or what", "Choose 1 to 50 people", "value=\"7\""] {
            #expect(answer.text.contains(text), "\(text)")
        }
    }
}
