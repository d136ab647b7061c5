import HTTPTypes
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Ordering calls` {
    @Test func `take a requisition from its first draft to the goods on the shelf`() async throws {
        let site = try TestSite()
        let (buyer, manager) = (try site.browser(as: .buyer), try site.browser(as: .managerOfDenver))
        let list = "/api/v1/denver/requisitions"
        let made = try await buyer.json(.post, list, try await self.draft(packs: 1))
        #expect(made.status == .created)
        let id = try self.id(in: made)
        let place = "\(list)/\(id)"
        let changed = try await buyer.json(.put, place, try await self.draft(packs: 2), self.version(1))
        #expect(changed.status == .ok && changed.text.contains("\"packs\":2"))
        #expect(
            try await buyer.json(.put, place, try await self.draft(packs: 3), self.version(1)).status == .conflict)
        #expect(try await buyer.json(.post, place + "/submission", nil, self.version(2)).status == .ok)
        let bare = try await manager.json(.post, place + "/return", "{}", self.version(3))
        #expect(bare.status == .unprocessableContent)
        let back = try await manager.json(.post, place + "/return", #"{"reason": "Fewer"}"#, self.version(3))
        #expect(back.text.contains("\"status\":\"returned\"") && back.text.contains("\"reason\":\"Fewer\""))
        #expect(try await buyer.json(.post, place + "/submission", nil, self.version(4)).status == .ok)
        let own = try await buyer.json(.post, place + "/approval", nil, self.version(5))
        #expect(own.status == .forbidden)
        #expect(try await manager.json(.post, place + "/approval", nil, self.version(5)).status == .ok)

        let order = try #require(
            try await TestDatabase.current.ask(
                "SELECT order_id::text FROM praxis.purchase_order WHERE requisition_id = \(id)::uuid", as: String.self))
        try await self.deliver("/api/v1/denver/orders/\(order)", to: buyer)
        #expect(try await buyer.get(place).text.contains("\"status\":\"closed\""))
        #expect(try await buyer.get("/api/v1/denver/orders?status=closed").text.contains(order))
        #expect(try await !buyer.get("/api/v1/denver/orders?status=approved").text.contains(order))
    }

    private func deliver(_ place: String, to buyer: Browser) async throws {
        #expect(try await buyer.json(.post, place + "/release", nil, self.version(1)).status == .ok)
        let today = try await self.today()
        let unknown = try await buyer.json(
            .post, place + "/receipts", #"{"received_on": "\#(today)", "lines": [{"number": 7, "packs": 1}]}"#)
        #expect(unknown.status == .unprocessableContent && unknown.text.contains("lines"))
        let twice = try await buyer.json(
            .post, place + "/receipts",
            #"{"received_on": "\#(today)", "lines": [{"number": 1, "packs": 1}, {"number": 1, "packs": 1}]}"#)
        #expect(twice.status == .unprocessableContent)
        let arrived = try await buyer.json(
            .post, place + "/receipts", #"{"received_on": "\#(today)", "lines": [{"number": 1, "packs": 2}]}"#)
        #expect(arrived.status == .created)
    }

    @Test func `enter a vendor and what it sells, and hold it`() async throws {
        let site = try TestSite()
        let (administrator, finance) = (try site.browser(as: .administrator), try site.browser(as: .finance))
        let vendors = "/api/v1/all/vendors"
        let vendor = try self.id(in: try await administrator.json(.post, vendors, #"{"name": "Ridge Linen"}"#))
        let place = "\(vendors)/\(vendor)"
        let approved = #"{"name": "Ridge Linen", "status": "approved"}"#
        #expect(try await finance.json(.put, place, approved, self.version(1)).status == .ok)
        let held = #"{"name": "Ridge Linen", "status": "on_hold"}"#
        #expect(try await finance.json(.put, place, held, self.version(2)).status == .unprocessableContent)
        let reasoned = #"{"name": "Ridge Linen", "status": "on_hold", "reason": "Late"}"#
        #expect(
            try await finance.json(.put, place, reasoned, self.version(2)).text.contains("\"status_reason\":\"Late\""))

        let item = """
            {"vendor": "\(vendor)", "sku": "RL-1", "name": "Gown", "unit": "EA", "pack_size": 1, "unit_price": "38,40",
             "account": "6010"}
            """
        let wrong = try await administrator.json(.post, "/api/v1/all/catalog", item)
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("unit_price"))
        let right = try await administrator.json(
            .post, "/api/v1/all/catalog", item.replacing("38,40", with: "38.40"))
        #expect(right.status == .created)
        let sold = "/api/v1/all/catalog/\(try self.id(in: right))"
        #expect(try await administrator.get(sold).text.contains("\"unit_price\":\"38.40\""))
        let change = """
            {"name": "Gown, blue", "unit": "EA", "pack_size": 1, "unit_price": "39", "account": "6010",
             "active": false}
            """
        let changed = try await administrator.json(.put, sold, change, self.version(1))
        #expect(changed.text.contains("Gown, blue") && changed.text.contains("\"active\":false"))
        // What it is used for stays where nothing is said of it, and goes where null is.
        func put(_ service: String, version: Int) async throws -> Browser.Answer {
            try await administrator.json(
                .put, sold, change.replacing("\"active\": false", with: "\"active\": true\(service)"),
                self.version(version))
        }
        let word = try #require(
            try await TestDatabase.current.ask(
                "SELECT min(service) FROM praxis.clinical_service", as: String.self))
        let used = "\"service\":\"\(word)\""
        #expect(try await put(", \"service\": \"\(word)\"", version: 2).text.contains(used))
        #expect(try await put("", version: 3).text.contains(used))
        let cleared = try await put(", \"service\": null", version: 4)
        #expect(cleared.status == .ok && !cleared.text.contains("\"service\""))
        #expect(try await !administrator.get(sold).text.contains("\"service\""))
    }

    @Test func `take a colleague's request back only with a word to them`() async throws {
        let site = try TestSite()
        let (buyer, manager) = (try site.browser(as: .buyer), try site.browser(as: .managerOfDenver))
        let list = "/api/v1/denver/requisitions"
        let made = try await buyer.json(.post, list, try await self.draft(packs: 1))
        let place = "\(list)/\(try self.id(in: made))"
        let bare = try await manager.json(.post, place + "/withdrawal", "{}", self.version(1))
        #expect(bare.status == .unprocessableContent && bare.text.contains("reason"))
        let told = try await manager.json(.post, place + "/withdrawal", #"{"reason": "Twice"}"#, self.version(1))
        #expect(told.status == .ok && told.text.contains("withdrawn"))
    }

    @Test func `turn a request down for those who decide at its clinic, once and with a reason`() async throws {
        let site = try TestSite()
        let place = try await self.submitted(by: .buyer, on: site) + "/rejection"
        let reasoned = #"{"reason": "Not this year"}"#
        let others: [(DemoAccount, HTTPResponse.Status)] = [
            (.buyer, .forbidden), (.auditor, .forbidden), (.medicalDirector, .forbidden), (.staff, .notFound),
            (.managerOfPhoenix, .notFound), (.managerOfEvanston, .notFound),
        ]
        for (account, status) in others {
            let answer = try await site.browser(as: account).json(.post, place, reasoned, self.version(2))
            #expect(answer.status == status, "\(account)")
        }
        let manager = try site.browser(as: .managerOfDenver)
        #expect(try await manager.json(.post, place, "{}", self.version(2)).status == .unprocessableContent)
        #expect(try await manager.json(.post, place, reasoned, self.version(1)).status == .conflict)
        let rejected = try await manager.json(.post, place, reasoned, self.version(2))
        #expect(rejected.status == .ok && rejected.headers[.eTag] == "\"3\"")
        #expect(rejected.text.contains("\"status\":\"rejected\"") && rejected.text.contains("Not this year"))
        let again = try await manager.json(.post, place, reasoned, self.version(3))
        #expect(again.status == .conflict && again.text.contains("not_allowed"))
        let own = try await self.submitted(by: .managerOfDenver, on: site) + "/rejection"
        let refused = try await manager.json(.post, own, reasoned, self.version(2))
        #expect(refused.status == .conflict && refused.text.contains("sod_violation"))
        #expect(try await site.browser(as: .finance).json(.post, own, reasoned, self.version(2)).status == .ok)
    }

    @Test func `cancel an order for those who place orders, once and with a reason`() async throws {
        let site = try TestSite()
        let order = try #require(
            try await TestDatabase.current.ask(
                """
                SELECT o.order_id::text FROM praxis.purchase_order o JOIN praxis.clinic c USING (practice_id, clinic_id)
                 WHERE c.slug = 'denver' AND o.status = 'approved' ORDER BY o.number LIMIT 1
                """, as: String.self))
        let place = "/api/v1/denver/orders/\(order)/cancellation"
        let reasoned = #"{"reason": "Sold out"}"#
        let others: [(DemoAccount, HTTPResponse.Status)] = [
            (.managerOfDenver, .forbidden), (.finance, .forbidden), (.auditor, .forbidden), (.staff, .notFound),
            (.managerOfPhoenix, .notFound), (.managerOfEvanston, .notFound),
        ]
        for (account, status) in others {
            let answer = try await site.browser(as: account).json(.post, place, reasoned, self.version(1))
            #expect(answer.status == status, "\(account)")
        }
        let buyer = try site.browser(as: .buyer)
        #expect(try await buyer.json(.post, place, "{}", self.version(1)).status == .unprocessableContent)
        #expect(try await buyer.json(.post, place, reasoned, self.version(9)).status == .conflict)
        let canceled = try await buyer.json(.post, place, reasoned, self.version(1))
        #expect(canceled.status == .ok && canceled.headers[.eTag] == "\"2\"")
        #expect(canceled.text.contains("\"status\":\"canceled\""))
        let again = try await buyer.json(.post, place, reasoned, self.version(2))
        #expect(again.status == .conflict && again.text.contains("not_allowed"))
        let held = try await TestDatabase.current.ask(
            """
            SELECT h.committed::bigint
              FROM praxis.purchase_order o, praxis_private.budget_held(o.practice_id, o.order_id) h
             WHERE o.order_id = \(order)::uuid
            """, as: Int64.self)
        #expect(held == 0)
    }

    @Test func `approve nothing where the approver's tier has no limit`() async throws {
        let site = try TestSite()
        let (manager, finance) = (try site.browser(as: .managerOfDenver), try site.browser(as: .finance))
        try await TestDatabase.current.tell(
            "DELETE FROM praxis.approval_limit WHERE permission = 'ordering.requisition.approve'")
        let place = try await self.submitted(by: .buyer, on: site) + "/approval"
        let refused = try await manager.json(.post, place, nil, self.version(2))
        #expect(refused.status == .forbidden && refused.text.contains("above_limit"))
        #expect(refused.text.contains("\"limit\":\"0.00\""))
        let rejection = place.replacing("/approval", with: "/return")
        #expect(try await manager.json(.post, rejection, #"{"reason": "Fewer"}"#, self.version(2)).status == .ok)
        let other = try await self.submitted(by: .buyer, on: site) + "/approval"
        #expect(try await finance.json(.post, other, nil, self.version(2)).status == .ok)
        try await TestDatabase.current.tell("DELETE FROM praxis.approval_limit")
        let last = try await self.submitted(by: .buyer, on: site) + "/approval"
        #expect(try await finance.json(.post, last, nil, self.version(2)).status == .forbidden)
    }

    /// The place of a requisition of Denver that somebody handed in; its version is 2.
    private func submitted(by account: DemoAccount, on site: TestSite) async throws -> String {
        let browser = try site.browser(as: account)
        let list = "/api/v1/denver/requisitions"
        let place = "\(list)/\(try self.id(in: try await browser.json(.post, list, try await self.draft(packs: 1))))"
        #expect(try await browser.json(.post, place + "/submission", nil, self.version(1)).status == .ok)
        return place
    }

    private func draft(packs: Int) async throws -> String {
        let item = try #require(
            try await TestDatabase.current.ask(
                """
                SELECT catalog_item_id::text FROM praxis.catalog_item
                 WHERE sku = 'MSD-SYR-3' AND practice_id = '01900000-0000-7000-8000-00000000a000'
                """, as: String.self))
        let day = try await self.today()
        return #"{"needed_on": "\#(day)", "lines": [{"item": "\#(item)", "packs": \#(packs)}]}"#
    }

    private func today() async throws -> String {
        try #require(
            try await TestDatabase.current.ask(
                "SELECT (now() AT TIME ZONE c.zone)::date::text FROM praxis.clinic c WHERE c.slug = 'denver'",
                as: String.self))
    }

    private func id(in answer: Browser.Answer) throws -> String {
        try #require(answer.text.split(separator: "\"").first { $0.count == 36 }.map(String.init), "\(answer.text)")
    }

    private func version(_ number: Int) -> HTTPFields { [.ifMatch: "\"\(number)\""] }
}
