import Foundation
import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `Marking several orders as sent` {
    private func orders(_ status: String) throws -> [String] {
        let ids = try ScriptSession().value(
            """
            SELECT coalesce(string_agg(order_id::text, ',' ORDER BY number), '') FROM praxis.purchase_order
             WHERE practice_id = '01900000-0000-7000-8000-00000000a000' AND status = '\(status)'
            """)
        return (ids ?? "").split(separator: ",").map(String.init)
    }

    private func seen(_ page: String) -> [(String, String)] {
        page.matches(of: /name="seen\[\]" value="([^"]+)"/).map { ("seen[]", String($0.1)) }
    }

    @Test func `begins with boxes before those that wait`() async throws {
        let site = try TestSite()
        let list = try await site.browser(as: .buyer).get("/all/orders").text
        let waiting = try self.orders("approved")
        #expect(waiting.count >= 2)
        #expect(list.matches(of: /name="order\[\]" value="([^"]+)"/).map { String($0.1) }.sorted() == waiting.sorted())
        #expect(list.contains("form=\"chosen-orders\"") && list.contains("id=\"chosen-orders\""))
        #expect(!(try await site.browser(as: .finance).get("/all/orders").text.contains("chosen-orders")))
    }

    @Test func `says what would happen and changes nothing before it is confirmed`() async throws {
        let browser = try TestSite().browser(as: .buyer)
        let (waiting, sent) = (try self.orders("approved"), try self.orders("released"))
        let page = try await browser.post("/all/orders/releases", form: (waiting + sent).map { ("order[]", $0) })
        #expect(page.status == .ok && page.text.contains("Nothing has been changed yet"))
        #expect(page.text.contains("Will be marked as sent") && page.text.contains("Stays: sent"))
        #expect(self.seen(page.text).count == waiting.count)
        #expect(try self.orders("approved") == waiting)
        let done = try await browser.post("/all/orders/releases", form: self.seen(page.text))
        #expect(done.status == .seeOther && done.location == "/all/orders")
        #expect(try self.orders("approved").isEmpty)
        #expect(try await browser.get("/all/orders").text.contains("\(waiting.count) orders marked as sent"))
    }

    @Test func `marks none where one of them changed meanwhile`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .buyer)
        let waiting = try self.orders("approved")
        let page = try await browser.post("/all/orders/releases", form: waiting.map { ("order[]", $0) })
        let first = try #require(waiting.first)
        let version = try #require(page.text.firstMatch(of: try Regex("\(first):([0-9]+)"))?.output[1].substring)
        let alone = try await browser.post("/all/orders/\(first)/release", form: [("version", String(version))])
        #expect(alone.status == .seeOther)
        let late = try await browser.post("/all/orders/releases", form: self.seen(page.text))
        #expect(late.status == .conflict && late.text.contains("Nothing was marked"))
        #expect(self.seen(late.text).count == waiting.count - 1)
        #expect(try self.orders("approved").count == waiting.count - 1)
    }

    @Test func `has one effect when it is sent twice`() async throws {
        let browser = try TestSite().browser(as: .buyer)
        let page = try await browser.post(
            "/all/orders/releases", form: try self.orders("approved").map { ("order[]", $0) })
        for _ in 0..<2 {
            let done = try await browser.post("/all/orders/releases", form: self.seen(page.text), key: "twice-0001")
            #expect(done.status == .seeOther)
        }
    }

    @Test func `asks for something to mark, and refuses who may not`() async throws {
        let site = try TestSite()
        let nothing = try await site.browser(as: .buyer).post("/all/orders/releases")
        #expect(nothing.status == .unprocessableContent && nothing.text.contains("Tick the orders"))
        let waiting = try self.orders("approved").map { ("order[]", $0) }
        #expect(try await site.browser(as: .finance).post("/all/orders/releases", form: waiting).status == .forbidden)
        let foreign = try site.browser(as: .lakesideAdministrator)
        let page = try await foreign.post("/all/orders/releases", form: waiting)
        #expect(page.status == .ok && page.text.contains("None of these orders is there"))
        let forged = try await foreign.post(
            "/all/orders/releases", form: try self.orders("approved").map { ("seen[]", "\($0):1") })
        #expect(forged.status == .notFound)
    }
}
