import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// Approvals from before, on pages and over calls.
@Suite(.demonstration) struct `Pages and calls of an approval from before` {
    private static let person = "/all/people/01900000-0000-7000-8000-0000001a0040"
    private static let call = "/api/v1\(Self.person)/approvals"
    private static let fields = [
        ("role", "physician"), ("decided", "2026-01-05"), ("until", "2028-12-31"), ("by", "Committee of Summit"),
    ]
    private static let pdf = ("document", "letter.pdf", "%PDF-1.7 approved")

    @Test func `are for those who read files; who prepares them records, who decides them confirms`() async throws {
        let site = try TestSite()
        let readers: [(DemoAccount, HTTPResponse.Status)] = [
            (.medicalDirector, .ok), (.credentialing, .ok), (.auditor, .ok), (.finance, .forbidden),
            (.staff, .forbidden), (.managerOfEvanston, .forbidden),
        ]
        for (account, status) in readers {
            #expect(
                try await site.browser(as: account).get(Self.person + "/approvals").status == status, "\(account)")
        }
        for account in [DemoAccount.medicalDirector, .auditor, .finance, .staff] {
            let refused = try await site.browser(as: account).upload(
                Self.person + "/approvals", fields: Self.fields, file: Self.pdf)
            #expect(refused.status == .forbidden, "\(account)")
        }
        let other = try await site.browser(as: .lakesideAdministrator).get(Self.call)
        #expect(other.status == .notFound, "of another practice")
    }

    @Test func `record one, confirm it by somebody else, and show it as taken over`() async throws {
        let site = try TestSite()
        let (specialist, director) = (try site.browser(as: .credentialing), try site.browser(as: .medicalDirector))
        let path = Self.person + "/approvals"
        let bare = try await specialist.upload(path, fields: Self.fields)
        #expect(bare.status == .unprocessableContent && bare.text.contains("Add the document"))
        let future = try await specialist.upload(
            path, fields: [("role", "physician"), ("decided", "2999-01-05"), ("by", "x")], file: Self.pdf)
        #expect(future.status == .unprocessableContent && future.text.contains("not made in the future"))
        #expect(try await specialist.upload(path, fields: Self.fields, file: Self.pdf).status == .seeOther)
        let list = try await specialist.get(Self.call).text
        #expect(list.contains(#""standing":"waiting""#) && list.contains(#""version":0"#))
        let id = try #require(list.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1)
        let review = "\(Self.call)/\(id)/reviews"
        let early = try await specialist.json(.post, review, #"{"accepted": true}"#, [.ifMatch: "\"0\""])
        #expect(early.status == .forbidden)
        #expect(try await director.get("/all/files/decisions").text.contains("Approvals from before, to confirm"))
        let opened = try await director.post("\(path)/\(id)/document", form: [("purpose", "To confirm the approval")])
        #expect(opened.status == .ok && opened.text.hasPrefix("%PDF-1.7 approved"))
        let silent = try await director.post("\(path)/\(id)/review", form: [("accepted", "no"), ("version", "0")])
        #expect(silent.status == .unprocessableContent && silent.text.contains("Say why it does not count"))
        let confirmed = try await director.post(
            "\(path)/\(id)/review", form: [("accepted", "yes"), ("version", "0"), ("approval", String(id))])
        #expect(confirmed.status == .seeOther)
        let late = try await director.json(
            .post, review, #"{"accepted": false, "note": "Another person"}"#, [.ifMatch: "\"0\""])
        #expect(late.status == .conflict || late.status == .preconditionFailed)
        let page = try await specialist.get(Self.person + "/credentials").text
        #expect(page.contains("Taken over: approved as physician on") && page.contains("no decision made here"))
        #expect(try await director.get(path).text.contains("Take it back"))
        #expect(try await director.get(Self.person + "/ending").status == .ok)
    }
}
