import FoundationEssentials
import Ordering
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `An order in the books` {
    /// An order of ten cases of gloves that was sent.
    private func sent(_ desk: Desk) async throws -> PurchaseOrder.ID {
        let requisition = try await desk.requisition([("MSD-GLV-M", 10), ("MSD-NDL-25", 3)])
        let order = try #require(
            try await desk.ordering.approve(requisition, version: 2, as: desk.caller(.managerOfDenver)).first)
        try await desk.ordering.move(order, .release, version: 1, as: desk.caller(.buyer))
        return order
    }

    @Test func `turns promised into spent as it arrives, and closes when all of it has`() async throws {
        let desk = try Desk()
        let before = try await desk.available("6010")
        let order = try await self.sent(desk)
        let (buyer, today) = (try desk.caller(.buyer), try await desk.today())
        _ = try await desk.ordering.receive([.init(number: 1, packs: 4)], of: order, on: today, as: buyer)
        var record = try await desk.ordering.order(order, as: buyer)
        #expect(record.receiptStatus == .partly)
        #expect(record.receipts.map(\.amount) == [Money(minorUnits: 33_800)])
        _ = try await desk.ordering.receive(
            [.init(number: 1, packs: 6), .init(number: 2, packs: 3)], of: order, on: today, as: buyer)
        record = try await desk.ordering.order(order, as: buyer)
        #expect(record.order.status == .closed)
        #expect(record.receiptStatus == .received)
        let held = try await desk.ask(
            "SELECT coalesce(sum(amount), 0)::bigint FROM praxis.budget_entry WHERE origin_id = \(order) AND kind = 'commitment'",
            as: Int64.self)
        #expect(held == 0)
        #expect(try await desk.available("6010") == before - record.order.total)
        #expect(try await desk.discrepancies() == 0)
    }

    @Test func `V2: lets one of two receivers have the last six of ten`() async throws {
        let desk = try Desk()
        let order = try await self.sent(desk)
        let today = try await desk.today()
        let (buyer, manager) = (try desk.caller(.buyer), try desk.caller(.administrator))
        let results = await withTaskGroup(of: Bool.self) { group in
            for caller in [buyer, manager] {
                group.addTask {
                    do {
                        _ = try await desk.ordering.receive(
                            [.init(number: 1, packs: 6)], of: order, on: today, as: caller)
                        return true
                    } catch {
                        #expect(error as? OrderingError == .overReceived)
                        return false
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.sorted { !$0 && $1 } == [false, true])
        let record = try await desk.ordering.order(order, as: buyer)
        #expect(record.lines.map(\.received) == [6, 0], "the other line stays open")
    }

    @Test func `is not received by who approved it alone`() async throws {
        let desk = try Desk()
        let order = try await self.sent(desk)
        let (approver, today) = (try desk.caller(.managerOfDenver), try await desk.today())
        await #expect(throws: OrderingError.onlyReceiver) {
            try await desk.ordering.receive([.init(number: 1, packs: 1)], of: order, on: today, as: approver)
        }
        _ = try await desk.ordering.receive(
            [.init(number: 1, packs: 1)], of: order, on: today, as: desk.caller(.buyer))
        await #expect(throws: Never.self) {
            try await desk.ordering.receive([.init(number: 1, packs: 1)], of: order, on: today, as: approver)
        }
    }

    @Test func `knows its lines, and no day to come`() async throws {
        let desk = try Desk()
        let order = try await self.sent(desk)
        let (buyer, today) = (try desk.caller(.buyer), try await desk.today())
        await #expect(throws: OrderingError.unknownLine) {
            try await desk.ordering.receive([.init(number: 9, packs: 1)], of: order, on: today, as: buyer)
        }
        await #expect(throws: OrderingError.receivedInFuture) {
            try await desk.ordering.receive(
                [.init(number: 1, packs: 1)], of: order, on: today.adding(days: 1), as: buyer)
        }
    }

    @Test func `that arrives when no budget is open is booked where it was promised, and says so`() async throws {
        let desk = try Desk()
        let before = try await desk.available("6010")
        let order = try await self.sent(desk)
        let (buyer, today) = (try desk.caller(.buyer), try await desk.today())
        try await TestDatabase.current.tell("UPDATE praxis.fiscal_period SET status = 'closed'")
        _ = try await desk.ordering.receive([.init(number: 1, packs: 4)], of: order, on: today, as: buyer)
        #expect(try await desk.available("6010") == before - Money(minorUnits: 84_500 + 2940))
        try await desk.ordering.move(order, .cancel, reason: "The year is over", version: 2, as: buyer)
        #expect(try await desk.available("6010") == before - Money(minorUnits: 33_800))
        #expect(try await desk.discrepancies() == 0)
    }

    @Test func `that arrives after its year is booked in it where the next has no budget`() async throws {
        let desk = try Desk()
        let order = try await self.sent(desk)
        let today = try await desk.today()
        // As if the order were of a year that is over, and this one had no budget yet.
        try await TestDatabase.current.tell(
            "UPDATE praxis.fiscal_period SET starts_on = starts_on - 1000, ends_on = ends_on - 1000",
            "UPDATE praxis.purchase_order SET needed_on = needed_on - 1000")
        _ = try await desk.ordering.receive(
            [.init(number: 1, packs: 4)], of: order, on: today, as: desk.caller(.buyer))
        let record = try await desk.ordering.order(order, as: desk.caller(.buyer))
        #expect(record.receipts.first?.bookedOn == record.order.neededOn)
        let reason = try await desk.ask(
            "SELECT min(reason) FROM praxis.budget_entry WHERE source_type = 'receipt' AND origin_id = \(order)",
            as: String.self)
        #expect(reason.contains("Arrived on \(today)"))
    }

    @Test func `gives its budget back when it is canceled`() async throws {
        let desk = try Desk()
        let before = try await desk.available("6010")
        let order = try await self.sent(desk)
        _ = try await desk.ordering.receive(
            [.init(number: 1, packs: 1)], of: order, on: try await desk.today(), as: desk.caller(.buyer))
        try await desk.ordering.move(order, .cancel, reason: "Not delivered", version: 2, as: desk.caller(.buyer))
        #expect(try await desk.available("6010") == before - Money(minorUnits: 8450))
        #expect(try await desk.discrepancies() == 0)
        await #expect(throws: OrderingError.notAllowed("receive", from: "canceled")) {
            try await desk.ordering.receive(
                [.init(number: 1, packs: 1)], of: order, on: try await desk.today(), as: desk.caller(.buyer))
        }
    }

    @Test func `cannot exist without its money`() async throws {
        let desk = try Desk()
        let requisition = try await desk.requisition([("MSD-GAU-44", 1)])
        let manager = try desk.caller(.managerOfDenver)
        let vendor = try #require(
            try await desk.ordering.requisition(requisition, as: manager).lines.first?.vendor)
        let refused = await #expect(throws: PostgresError.self) {
            try await self.order(requisition, from: vendor, withoutMoney: desk.database, as: manager)
        }
        #expect(refused?.raised?.code == "not_reserved")
    }

    /// What approving does, but for the reservation.
    private func order(
        _ requisition: Requisition.ID, from vendor: Vendor.ID, withoutMoney database: Database, as caller: Caller
    ) async throws {
        let _: Bool = try await database.write(as: caller) { transaction in
            try await transaction.run(
                RequisitionStore.decide(requisition, .approved, reason: nil),
                RequisitionStore.move(requisition, to: .approved, version: 2))
            try await transaction.run(OrderStore.add(PurchaseOrder.ID.make(), to: vendor, from: requisition))
            return true
        }
    }

    @Test func `keeps the price of the day it was asked for`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("OFF-TONER", 1)])
        try await TestDatabase.current.tell("UPDATE praxis.catalog_item SET unit_price = 999 WHERE sku = 'OFF-TONER'")
        let record = try await desk.ordering.requisition(id, as: desk.caller(.buyer))
        // 113.333333 is 113.33, rounded once.
        #expect(record.requisition.total == Money(minorUnits: 11_333))
    }

    @Test func `has lines that nobody changes after they were handed in`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)])
        let refused = await #expect(throws: PostgresError.self) {
            try await desk.tell("DELETE FROM praxis.requisition_line WHERE requisition_id = \(id)", as: .buyer)
        }
        #expect(refused?.raised?.code == "requisition_not_editable")
    }
}

@Suite(.demonstration) struct `A vendor in the books` {
    @Test func `that is blocked gets nothing, and comes back by somebody else who says why`() async throws {
        let desk = try Desk()
        let requisition = try await desk.requisition([("MSD-GAU-44", 1)])
        let order = try #require(
            try await desk.ordering.approve(requisition, version: 2, as: desk.caller(.managerOfDenver)).first)
        let (administrator, finance) = (try desk.caller(.administrator, "all"), try desk.caller(.finance, "all"))
        let seller = try #require(
            try await desk.ordering.vendors(matching: "front range", status: nil, after: nil, as: finance).rows.first)
        func with(_ status: VendorStatus, _ reason: String?, _ version: Int) -> Vendor {
            Vendor(id: seller.id, name: seller.name, status: status, statusReason: reason, version: version)
        }
        await #expect(throws: OrderingError.reasonMissing) {
            try await desk.ordering.change(with(.blocked, nil, 1), as: finance)
        }
        try await desk.ordering.change(with(.blocked, "On an exclusion list", 1), as: finance)
        await #expect(throws: OrderingError.vendorNotApproved(seller.name)) {
            try await desk.ordering.move(order, .release, version: 1, as: desk.caller(.buyer))
        }
        await #expect(throws: OrderingError.ownHold) {
            try await desk.ordering.change(with(.approved, "It was another", 2), as: finance)
        }
        for reason in [nil, "On an exclusion list"] {
            await #expect(throws: OrderingError.reasonMissing) {
                try await desk.ordering.change(with(.approved, reason, 2), as: administrator)
            }
        }
        try await desk.ordering.change(with(.approved, "It was another of that name", 2), as: administrator)
        await #expect(throws: Never.self) {
            try await desk.ordering.move(order, .release, version: 1, as: desk.caller(.buyer))
        }
    }

    @Test func `is approved by somebody else than who entered it`() async throws {
        let desk = try Desk()
        let (administrator, finance) = (try desk.caller(.administrator, "all"), try desk.caller(.finance, "all"))
        let id = try await desk.ordering.add(Vendor(id: .make(), name: "Ridge Linen"), as: administrator)
        let vendor = try await desk.ordering.vendor(id, as: administrator)
        #expect(vendor.status == .pendingReview)
        let approved = Vendor(id: id, name: vendor.name, status: .approved, version: vendor.version)
        await #expect(throws: OrderingError.ownVendor) {
            try await desk.ordering.change(approved, as: administrator)
        }
        try await desk.ordering.change(approved, as: finance)
        await #expect(throws: OrderingError.stale(seen: 1, now: 2)) {
            try await desk.ordering.change(approved, as: finance)
        }
        let change = try await desk.ask(
            """
            SELECT before::text || after::text FROM praxis.audit_event
             WHERE object_id = \(id) AND action = 'ordering.vendor.change'
            """, as: String.self)
        #expect(change.contains("pending_review") && change.contains("approved"))
        await #expect(throws: OrderingError.alreadyThere) {
            try await desk.ordering.add(Vendor(id: .make(), name: "RIDGE LINEN"), as: administrator)
        }
    }
}
