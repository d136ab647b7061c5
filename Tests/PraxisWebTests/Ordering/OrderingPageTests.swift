import FoundationEssentials
import HTTPTypes
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Ordering pages` {
    @Test(arguments: [
        "/denver/requisitions", "/denver/requisitions?status=submitted", "/all/requisitions",
        "/denver/requisitions/new",
        "/denver/orders", "/all/orders?status=released", "/denver/catalog?q=glove", "/denver/vendors?status=approved",
        "/denver/vendors.csv", "/denver/catalog.xlsx", "/denver/orders.csv", "/denver/requisitions.csv",
        "/api/v1/denver/vendors", "/api/v1/denver/catalog", "/api/v1/denver/orders", "/api/v1/denver/requisitions",
    ])
    func `answer the buyer`(path: String) async throws {
        #expect(try await TestSite().browser(as: .buyer).get(path).status == .ok)
    }

    @Test func `answer each role as it may`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.managerOfDenver, "/denver/orders", .ok), (.managerOfDenver, "/phoenix/orders", .notFound),
            (.finance, "/denver/requisitions/new", .forbidden), (.staff, "/denver/orders", .notFound),
            (.auditor, "/all/orders", .ok), (.credentialing, "/all/vendors", .forbidden),
            (.managerOfEvanston, "/denver/orders", .notFound), (.buyer, "/denver/vendors/new", .forbidden),
            (.administrator, "/all/vendors/new", .ok), (.administrator, "/all/catalog/new", .ok),
        ]
        for (account, path, status) in expected {
            let answer = try await site.browser(as: account).get(path).status
            #expect(answer == status, "\(account) \(path)")
        }
    }

    @Test func `take a requisition from the buyer's form to the printed order`() async throws {
        let site = try TestSite()
        let (buyer, manager) = (try site.browser(as: .buyer), try site.browser(as: .managerOfDenver))
        let item = try #require(
            try await TestDatabase.current.ask(
                """
                SELECT catalog_item_id::text FROM praxis.catalog_item
                 WHERE sku = 'MSD-SYR-3' AND practice_id = '01900000-0000-7000-8000-00000000a000'
                """, as: String.self))
        let day = try #require(try await TestDatabase.current.ask("SELECT CURRENT_DATE::text", as: String.self))
        let wrong = try await buyer.post(
            "/denver/requisitions",
            form: [("needed_on", "2026-02-30"), ("lines.0.item", item), ("lines.0.packs", "-3"), ("submit", "1")])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("Give the day by which it is needed"))
        #expect(wrong.text.contains("Say how many packs in line 1"))
        let more = try await buyer.post(
            "/denver/requisitions",
            form: [("needed_on", day), ("lines.0.item", item), ("lines.0.packs", "2"), ("more", "1")])
        #expect(more.text.contains("lines.6.item"))

        let made = try await buyer.post(
            "/denver/requisitions",
            form: [("needed_on", day), ("lines.0.item", item), ("lines.0.packs", "2"), ("submit", "1")])
        let place = try #require(made.location)
        let own = try await buyer.get(place)
        #expect(own.text.contains("Somebody else decides this"))
        #expect(try await buyer.post(place + "/approval", form: [("version", "2")]).status == .forbidden)
        let page = try await manager.get(place)
        for text in ["Approve and reserve $24.50", "Available now", "Within budget"] {
            #expect(page.text.contains(text), "\(text)")
        }
        let bare = try await manager.post(place + "/return", form: [("version", "2")])
        #expect(bare.status == .unprocessableContent)
        #expect(try await manager.post(place + "/approval", form: [("version", "2")]).status == .seeOther)
        let approved = try await manager.get(place)
        #expect(approved.text.contains("PO-"))
        #expect(try await manager.post(place + "/approval", form: [("version", "2")]).status == .conflict)
    }

    @Test func `say in words which budget is short`() async throws {
        let site = try TestSite()
        let waiting = try #require(
            try await TestDatabase.current.ask(
                "SELECT requisition_id::text FROM praxis.requisition WHERE note = 'Printers at the front desk'",
                as: String.self))
        let manager = try site.browser(as: .managerOfDenver)
        let page = try await manager.get("/denver/requisitions/\(waiting)")
        #expect(page.text.contains("Will be refused"))
        let refused = try await manager.post("/denver/requisitions/\(waiting)/approval", form: [("version", "2")])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("account 7310 Office supplies"))
        #expect(refused.text.contains("$120.00 available, $340.00 asked"))
        let call = try await manager.json(
            .post, "/api/v1/denver/requisitions/\(waiting)/approval", nil, [.ifMatch: "\"2\""])
        #expect(call.status == .unprocessableContent)
        #expect(call.text.contains("budget_exceeded"))
    }

    @Test func `send, receive and cancel orders`() async throws {
        let site = try TestSite()
        let buyer = try site.browser(as: .buyer)
        let approved = try #require(
            try await TestDatabase.current.ask(
                """
                SELECT o.order_id::text FROM praxis.purchase_order o JOIN praxis.clinic c USING (practice_id, clinic_id)
                 WHERE c.slug = 'denver' AND o.status = 'approved' ORDER BY o.number LIMIT 1
                """, as: String.self))
        let place = "/denver/orders/\(approved)"
        #expect(
            try await buyer.post(place + "/receipts", form: [("lines.1.packs", "0")]).status == .unprocessableContent)
        #expect(try await buyer.post(place + "/release", form: [("version", "1")]).status == .seeOther)
        #expect(try await buyer.get(place).text.contains("Book what arrived"))
        let wrong = try await buyer.post(
            place + "/receipts",
            form: [("received_on", "2026-02-30"), ("lines.1.packs", "two"), ("note", "By the back door")])
        #expect(wrong.status == .unprocessableContent)
        for text in [
            "Give whole packs in line 1", "Give the day on which it arrived", "2026-02-30", "By the back door",
        ] {
            #expect(wrong.text.contains(text), "\(text)")
        }
        #expect(
            try await buyer.post(place + "/cancellation", form: [("version", "2"), ("reason", "Wrong size")]).status
                == .seeOther)
        #expect(try await buyer.get(place).text.contains("Canceled"))
    }
}
