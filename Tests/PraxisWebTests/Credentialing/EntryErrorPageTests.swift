import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Entries in error` {
    private let rao = "01900000-0000-7000-8000-0000001a0011"

    @Test func `are told with a form that keeps what was typed, shown with the way back, and told to programs`()
        async throws
    {
        let site = try TestSite()
        let form = [("type", "acls"), ("number", "A-1"), ("issued", "2020-01-01"), ("expires", "2099-12-31")]
        let made = try await site.browser(as: .managerOfDenver).post(
            "/denver/people/\(self.rao)/credentials", form: form)
        #expect(made.status == .seeOther)
        let specialist = try site.browser(as: .credentialing)
        let page = try await specialist.get("/denver/people/\(self.rao)/credentials")
        // The card is the only one of its number.
        let card = try #require(
            page.text.components(separatedBy: "<section").first { $0.contains("A-1") && $0.contains("errors/new") })
        let path = String(try #require(card.firstMatch(of: /href="([^"]+)\/errors\/new"/)?.1))
        #expect(try await specialist.get(path + "/errors/new").text.contains("counts for nothing"))
        let short = try await specialist.post(path + "/errors", form: [("reason", "<b>no</b>")])
        #expect(short.status == .unprocessableContent)
        #expect(
            short.text.contains("Say why, in 10 to 2,000 characters") && short.text.contains("&lt;b&gt;no&lt;/b&gt;"))
        let told = try await specialist.post(path + "/errors", form: [("reason", "It is of her namesake")])
        #expect(told.status == .seeOther, "\(told.text)")
        let after = try await specialist.get("/denver/people/\(self.rao)/credentials")
        #expect(after.text.contains("It is of her namesake"))
        #expect(try await specialist.get(path + "/errors/new").text.contains("Not in error after all"))
        let api = "/api/v1" + path + "/errors"
        let body = #"{"reason": "It is hers, the board says", "none": true}"#
        let own = try await specialist.json(.post, api, body)
        #expect(own.status == .forbidden && own.text.contains("second_person_required"))
        let back = try await site.browser(as: .administrator).json(.post, api, body)
        #expect(back.status == .noContent, "\(back.text)")
        let again = try await site.browser(as: .administrator).json(.post, api, body)
        #expect(again.status == .conflict)
    }
}
