import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Credentialing file pages` {
    private static func file(_ number: Int) -> String { "01900000-0000-7000-8000-0000000f00\(number)" }

    @Test(arguments: [
        "/all/files", "/all/files?state=verifying", "/denver/files?q=zzz", "/all/files?cycle=recred", "/all/files.csv",
        "/all/files/new",
        "/all/files/\(file(17))", "/all/files/\(file(17))/edit", "/all/files/\(file(17))/elements/license",
        "/all/files/\(file(17))/elements/npdb", "/all/files/\(file(22))", "/all/committee",
        "/all/files/\(file(22))/notices/01900000-0000-7000-8000-0000000a0022",
        "/all/committee/01900000-0000-7000-8000-0000000b0001",
    ])
    func `answer the specialist`(path: String) async throws {
        let answer = try await TestSite().browser(as: .credentialing).get(path)
        #expect(answer.status == .ok, "\(answer.text.prefix(2000))")
    }

    @Test func `are for the roles that hold the permission`() async throws {
        let site = try TestSite()
        let (file, decision) = ("/all/files/\(Self.file(18))", "/all/files/\(Self.file(18))/decision")
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.medicalDirector, "/all/files", .ok), (.auditor, file, .ok),
            (.managerOfDenver, "/denver/files", .forbidden),
            (.finance, file, .forbidden), (.staff, file, .forbidden), (.staff, "/account/applications", .ok),
            (.auditor, "/account/applications", .forbidden), (.credentialing, decision, .forbidden),
            (.administrator, decision, .forbidden), (.medicalDirector, decision, .ok),
            (.managerOfEvanston, file, .forbidden),
            (.medicalDirector, "/all/files/\(UUID().uuidString.lowercased())", .notFound),
        ]
        for (account, path, status) in expected {
            #expect(try await site.browser(as: account).get(path).status == status, "\(account) \(path)")
        }
    }

    @Test func `show what peers said to those who decide, and to no auditor`() async throws {
        let site = try TestSite()
        let path = "/all/files/\(Self.file(17))/elements/malpractice_history"
        #expect(try await site.browser(as: .medicalDirector).get(path).text.contains("Confirmed with findings"))
        let audited = try await site.browser(as: .auditor).get(path).text
        #expect(!audited.contains("Confirmed with findings") && audited.contains("closed to you"))
    }

    @Test func `take a check with its evidence from the worksheet`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let sheet = "/all/files/\(Self.file(15))/elements/dea"
        let wrong = try await browser.upload(sheet, fields: [("result", "confirmed"), ("method", "phone")])
        #expect(wrong.status == .unprocessableContent)
        for text in [
            "Choose the source", "Enter exactly what was asked", "name and title of the person",
            "number for this check",
        ] {
            #expect(wrong.text.contains(text), "\(text)")
        }
        let term = try #require(
            try await browser.get(sheet).text.firstMatch(
                of: /<select[^>]*name="term".*?<option value="([0-9a-f-]{36})"/)?.1)
        let fields = [
            ("source_name", "DEA"), ("method", "web"), ("query", "Everybody <b>"), ("result", "confirmed"),
            ("printed_status", "Active"),
        ]
        let unnamed = try await browser.upload(sheet, fields: fields + [("reference", "1")])
        #expect(unnamed.status == .unprocessableContent && unnamed.text.contains("Choose the credential and term"))
        let script = try await browser.upload(sheet, fields: fields, file: ("document", "a.pdf", "<script>"))
        #expect(script.status == .unprocessableContent && script.text.contains("Add a PDF, a PNG or a JPEG"))
        let done = try await browser.upload(
            sheet, fields: fields + [("term", String(term))], file: ("document", "dea \"1\".pdf", "%PDF-1.7 answer"))
        #expect(done.status == .seeOther)
        let page = try await browser.get(sheet)
        #expect(page.text.contains("Everybody &lt;b&gt;") && page.text.contains("SHA-256"))
        let link = try #require(page.text.firstMatch(of: /\/all\/files\/[0-9a-f-]+\/evidence\/[0-9a-f-]+/)?.0)
        let evidence = try await browser.get(String(link))
        #expect(evidence.text == "%PDF-1.7 answer" && evidence.headers[.contentType] == "application/pdf")
        #expect(evidence.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    }

    @Test func `show both versions to the second of two specialists`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let file = "/all/files/\(Self.file(15))"
        let version = try #require(
            try await browser.get(file + "/edit").text.firstMatch(of: /name="version" value="(\d+)"/)?.1)
        #expect(
            try await browser.post(file, form: [("version", String(version)), ("note", "first")]).status == .seeOther)
        let second = try await browser.post(file, form: [("version", String(version)), ("note", "second")])
        #expect(second.status == .conflict)
        for text in ["Both versions", "first", "second"] { #expect(second.text.contains(text)) }
    }

    @Test func `let the medical director decide a clean file once, and the committee a flagged one`() async throws {
        let site = try TestSite()
        let director = try site.browser(as: .medicalDirector)
        let path = "/all/files/\(Self.file(18))/decision"
        let version = try #require(try await director.get(path).text.firstMatch(of: /name="version" value="(\d+)"/)?.1)
        let form = [("version", String(version)), ("outcome", "approved")]
        #expect(try await site.browser(as: .credentialing).upload(path, fields: form).status == .forbidden)
        let future = try await director.upload(path, fields: form + [("decided", "2999-01-01")])
        #expect(future.status == .unprocessableContent && future.text.contains("not made in the future"))
        #expect(try await director.upload(path, fields: form).status == .seeOther)
        #expect(try await director.upload(path, fields: form).status == .conflict)
        #expect(try await director.get("/all/files/\(Self.file(18))").text.contains("To be credentialed again"))
        let flagged = "/all/files/\(Self.file(19))/decision"
        let refused = try await director.upload(flagged, fields: form)
        #expect(refused.status == .unprocessableContent && refused.text.contains("the committee decides it"))
    }

    @Test func `offer what the file can take: a new signature, the initial checklist, no exception for a license`()
        async throws
    {
        let browser = try TestSite().browser(as: .credentialing)
        let old = "/all/files/\(Self.file(16))"
        #expect(try await browser.get(old).text.contains("Return it as incomplete"))
        #expect(try await browser.get(old + "/edit").text.contains("Go on as an initial file"))
        #expect(try await browser.get(old + "/elements/board").text.contains("Does it apply?"))
        #expect(!(try await browser.get(old + "/elements/license").text.contains("Does it apply?")))
        let young = try await browser.get("/all/files/\(Self.file(15))").text
        #expect(!young.contains("value=\"returned_incomplete\""))
    }

    @Test func `show a signed application to those who decide, for a purpose, and to no auditor`() async throws {
        let site = try TestSite()
        let director = try site.browser(as: .medicalDirector)
        let path = "/all/files/\(Self.file(17))/applications/1"
        #expect(try await director.get("/all/files/\(Self.file(17))").text.contains("Read the application of round 1"))
        #expect(try await director.post(path, form: [("purpose", "short")]).status == .unprocessableContent)
        let purpose = [("purpose", "Deciding about the file")]
        let opened = try await director.post(path, form: purpose)
        #expect(opened.status == .ok && opened.text.contains("Invented application"))
        #expect(
            try await director.post("/all/files/\(Self.file(17))/applications/9", form: purpose).status == .notFound)
        #expect(try await site.browser(as: .auditor).post(path, form: purpose).status == .forbidden)
        #expect(try await site.browser(as: .managerOfEvanston).post(path, form: purpose).status == .forbidden)
    }

    @Test func `say by when an application that came in is called complete, and ask for it in time`() async throws {
        let specialist = try TestSite().browser(as: .credentialing)
        #expect(try await specialist.get("/all").text.contains("application is to be called complete or returned"))
        #expect(try await specialist.get("/all/files/\(Self.file(13))").text.contains("Complete or returned by"))
        #expect(!(try await specialist.get("/all/files/\(Self.file(15))").text.contains("Complete or returned by")))
        #expect(try await specialist.get("/api/v1/all/files/\(Self.file(13))").text.contains("\"complete_by\":"))
        let rule = try await specialist.get("/all/clearance/rules/house.completeness")
        #expect(rule.status == .ok && rule.text.contains("looked through"))
    }

    @Test func `keep the own application to its person`() async throws {
        let site = try TestSite()
        let staff = try site.browser(as: .staff)
        let path = "/account/applications/01900000-0000-7000-8000-0000000f0007"
        let own = try await staff.get(path)
        #expect(own.status == .ok && own.text.contains("Sections"))
        #expect(try await staff.get("/account/applications/\(Self.file(13))").status == .notFound)
        #expect(try await site.browser(as: .credentialing).get(path).status == .notFound)
        let gap = try await staff.post(
            path + "/sections/work", form: [("version", "0"), ("employer_1", "Clinic"), ("from_1", "2025-01-01")])
        #expect(gap.status == .unprocessableContent && gap.text.contains("Explain the time from"))
        let saved = try await staff.post(
            path + "/sections/education",
            form: [("version", "0"), ("school", "State"), ("degree", "MD"), ("graduated", "2005-06-01")])
        #expect(saved.status == .seeOther)
        let twice = try await staff.post(
            path + "/sections/education",
            form: [("version", "0"), ("school", "Other"), ("degree", "MD"), ("graduated", "2005-06-01")])
        #expect(twice.status == .conflict)
        let early = try await staff.post(
            path + "/signature", form: [("signature", "Staff"), ("agree", "on"), ("version", "3")])
        #expect(early.status == .unprocessableContent)
    }

    @Test func `say by the interface what is missing, and take what it brings`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let path = "/api/v1/all/files/\(Self.file(15))"
        let file = try await browser.json(.get, path)
        #expect(file.status == .ok && file.text.contains("\"status\":\"missing\""))
        let tag = try #require(file.headers[.eTag])
        let refused = try await browser.json(.post, path + "/steps", #"{"to": "ready_for_review"}"#, [.ifMatch: tag])
        #expect(refused.status == .unprocessableContent && refused.text.contains("file_incomplete"))
        #expect(refused.text.contains("npdb: missing"))
        let check =
            #"{"element": "npdb", "source_name": "NPDB", "method": "web", "query": "x", "result": "confirmed", "reference": "1"}"#
        #expect(try await browser.json(.post, path + "/checks", check).status == .created)
        #expect(try await browser.json(.get, path).text.contains("\"open_flags\":0"))
        #expect(
            try await browser.json(.get, "/api/v1/all/files?state=decided").text.contains("\"outcome\":\"approved\""))
    }
}
