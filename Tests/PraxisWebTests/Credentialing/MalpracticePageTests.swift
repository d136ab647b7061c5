import Foundation
import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `Malpractice pages` {
    /// A physician of Phoenix whose policy reaches back less far than the work does, and one of Denver.
    private let gap = "01900000-0000-7000-8000-0000001a0022"
    private let rao = "01900000-0000-7000-8000-0000001a0011"

    @Test func `tell of earlier work that nothing covers, and record what a certificate says`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .credentialing)
        let page = try await browser.get("/all/people/\(self.gap)/credentials")
        #expect(page.text.contains("Not covered: work from") && page.text.contains("Claims-made"))
        #expect(page.text.contains("$1,000,000.00 / $3,000,000.00"))
        let form = try #require(page.text.firstMatch(of: /href="([^"]+\/terms\/[0-9a-f-]+\/covers)\/new"/)?.1)
        #expect(try await browser.get(form + "/new").text.contains("Retroactive date"))
        let wrong = try await browser.post(String(form), form: [("policy", "claims_made"), ("each", "1")])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("Enter the retroactive date"))
        let fields = [
            ("policy", "occurrence"), ("each", "1,000,000"), ("aggregate", "3,000,000"), ("named_insured", "A & B"),
            ("clinics[]", "phoenix"), ("clinics[]", "denver"), ("follows", "1"),
        ]
        #expect(try await browser.post(String(form), form: fields).status == .seeOther)
        #expect(try await browser.post(String(form), form: fields).status == .conflict)
        let after = try await browser.get("/all/people/\(self.gap)/credentials")
        #expect(
            after.text.contains("A &amp; B; Cascade Denver, Cascade Phoenix")
                && after.text.contains("Not checked since"))
        #expect(try await browser.get("/all/people/\(self.gap)/tails/new").text.contains("Document that proves it"))
        #expect(try await site.browser(as: .finance).get(form + "/new").status == .forbidden)
        #expect(
            try await site.browser(as: .managerOfDenver).get(form.replacing("/all/", with: "/denver/") + "/new").status
                == .notFound)
    }

    @Test func `certificates are told in lists that are sent on and in binders`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let list = try await browser.get("/all/credentials.csv?type=malpractice").text
        #expect(list.contains("Carrier,Policy,Retroactive date,Limit per claim,Limit per year"))
        #expect(list.contains("Claims-made,") && list.contains(",1000000.00,3000000.00,"))
        #expect(list.contains(",500000.00,1500000.00,"), "the lower limits of Indiana")
        #expect(try await browser.get("/all/credentials.xlsx?type=malpractice").status == .ok)
        let binder = try await browser.post(
            "/all/credentials/binder", form: [("purpose", "Survey"), ("way", "chosen"), ("people[]", self.gap)])
        let files = try ZipReader.files(of: binder.bytes)
        let table = String(
            decoding: try #require(files.first { $0.key.hasSuffix("/credentials.csv") }).value, as: UTF8.self)
        #expect(table.contains("Policy,Retroactive date,Limit per claim,Limit per year,Insured"))
        #expect(table.contains("Claims-made,") && table.contains(",1000000.00,3000000.00,"))
    }

    @Test func `answer programs the same, and only certificates of that kind have such a form`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let read = try await browser.json(.get, "/api/v1/all/people/\(self.gap)/malpractice")
        #expect(read.text.contains("\"uncovered\":[{\"starts\"") && read.text.contains("\"each\":\"1000000.00\""))
        let page = try await browser.get("/denver/people/\(self.rao)/credentials")
        let terms = page.text.matches(of: /\/terms\/([0-9a-f-]{36})\/verifications\/new/).map { String($0.1) }
        let covers = Set(page.text.matches(of: /\/terms\/([0-9a-f-]{36})\/covers\/new/).map { String($0.1) })
        let other = try #require(terms.first { !covers.contains($0) })
        #expect(try await browser.get("/denver/people/\(self.rao)/terms/\(other)/covers/new").status == .notFound)
        let term = try #require(covers.first)
        let body =
            #"{"policy": "occurrence", "each": "2000000", "aggregate": "4000000", "named_insured": "R", "clinics": ["denver"], "follows": 1}"#
        let path = "/api/v1/denver/people/\(self.rao)/terms/\(term)/covers"
        #expect(try await browser.json(.post, path, body).status == .created)
        let unknown = body.replacing("[\"denver\"]", with: "[\"evanston\"]").replacing(
            "\"follows\": 1", with: "\"follows\": 2")
        #expect(try await browser.json(.post, path, unknown).status == .notFound)
    }
}
