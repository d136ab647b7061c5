import Ordering
import Postgres
import PraxisCore
import TestSupport
import Testing

/// Statements that people with rights to some of the rows would write past every service.
@Suite(.demonstration) struct `Past the services` {
    /// An order of two lines that was sent, worth 218.00 of 6010.
    private func sent(_ desk: Desk) async throws -> PurchaseOrder.ID {
        let requisition = try await desk.requisition([("MSD-GLV-M", 2), ("MSD-SYR-3", 4)])
        let order = try #require(
            try await desk.ordering.approve(requisition, version: 2, as: desk.caller(.managerOfDenver)).first)
        try await desk.ordering.move(order, .release, version: 1, as: desk.caller(.buyer))
        return order
    }

    /// The code of the refusal, or the server's state.
    private func refusal(
        of statements: SQL..., as account: DemoAccount, at desk: Desk
    ) async throws -> String? {
        let refused = await #expect(throws: PostgresError.self, "\(account)") {
            let _: Bool = try await desk.database.write(as: try desk.caller(account)) { transaction in
                for sql in statements { try await transaction.run(sql) }
                return true
            }
        }
        return refused?.raised?.code ?? refused?.sqlState?.rawValue
    }

    @Test(arguments: [DemoAccount.buyer, .managerOfDenver, .finance, .administrator])
    func `nobody moves the books by hand`(account: DemoAccount) async throws {
        let desk = try Desk()
        let calls: [SQL] = [
            "SELECT praxis.budget_post('ledger', '[]', NULL)",
            "SELECT praxis_private.budget_post('ledger', '[]', NULL)",
        ]
        for call in calls {
            let code = try await self.refusal(of: call, as: account, at: desk)
            #expect(["42501", "42883"].contains(code))
        }
    }

    @Test func `an order holds its money until it is canceled, and a canceled one gives it back`() async throws {
        let desk = try Desk()
        let order = try await self.sent(desk)
        let release: SQL = "SELECT praxis_private.release_order(\(order))"
        let cancel: SQL = "UPDATE praxis.purchase_order SET status = 'canceled' WHERE order_id = \(order)"
        #expect(try await self.refusal(of: release, as: .buyer, at: desk) == "not_canceled")
        #expect(try await self.refusal(of: cancel, as: .buyer, at: desk) == "not_reserved")
        #expect(try await self.refusal(of: cancel, release, release, as: .buyer, at: desk) != nil)
        #expect(try await self.refusal(of: cancel, release, as: .managerOfDenver, at: desk) == "permission_missing")
        try await desk.ordering.move(order, .cancel, reason: "Not needed", version: 2, as: desk.caller(.buyer))
        #expect(try await self.refusal(of: release, as: .buyer, at: desk) != nil)
        #expect(try await desk.discrepancies() == 0)
    }

    @Test func `nothing arrives without a receipt, and no receipt without its money`() async throws {
        let desk = try Desk()
        let order = try await self.sent(desk)
        let receipt = Receipt.ID.make()
        let day = try await desk.today()
        let arrive = ReceiptStore.add(
            receipt, of: order, on: day, note: nil, JSONText(text: #"[{"number":1,"packs":2}]"#))
        let spend: SQL = "SELECT praxis_private.spend_receipt(\(receipt))"
        let counted: SQL = "UPDATE praxis.purchase_order_line SET received = packs WHERE order_id = \(order)"
        let closed: SQL = "UPDATE praxis.purchase_order SET status = 'closed' WHERE order_id = \(order)"
        #expect(try await self.refusal(of: counted, as: .buyer, at: desk) == "42501")
        #expect(try await self.refusal(of: closed, as: .buyer, at: desk) == "not_reserved")
        #expect(try await self.refusal(of: spend, as: .buyer, at: desk) == "not_received")
        #expect(try await self.refusal(of: arrive[0], arrive[1], as: .buyer, at: desk) == "not_reserved")
        #expect(try await self.refusal(of: arrive[0], arrive[1], spend, spend, as: .buyer, at: desk) != nil)
        let tomorrow = ReceiptStore.add(
            receipt, of: order, on: day.adding(days: 2), note: nil, JSONText(text: #"[{"number":1,"packs":2}]"#))
        #expect(try await self.refusal(of: tomorrow[0], as: .buyer, at: desk) == "receipt_in_future")
    }

    @Test func `lines of orders are those of their requisitions`() async throws {
        let desk = try Desk()
        let order = try await self.sent(desk)
        let added: SQL = """
            INSERT INTO praxis.purchase_order_line (
                   clinic_id, order_id, line_no, catalog_item_id, description, packs, unit, pack_size, unit_price,
                   line_total, ledger_account_id)
            SELECT l.clinic_id, l.order_id, 99, l.catalog_item_id, 'A million', 1, 'EA', 1, 1000000, 100000000,
                   l.ledger_account_id
              FROM praxis.purchase_order_line l WHERE l.order_id = \(order) AND l.line_no = 1
            """
        #expect(try await self.refusal(of: added, as: .managerOfDenver, at: desk) == "42501")
        // Reserving once more finds no order that waits for it, and an approved one has its entries already.
        let again: SQL = """
            SELECT praxis_private.reserve_orders(o.requisition_id) FROM praxis.purchase_order o
             WHERE o.order_id = \(order)
            """
        #expect(try await self.refusal(of: again, as: .managerOfDenver, at: desk) == "not_approved")
    }

    @Test func `lines of requisitions cost what the catalog says`() async throws {
        let desk = try Desk()
        let draft = RequisitionDraft(
            neededOn: try await desk.today(), lines: [.init(item: try await desk.item("MSD-GAU-44"), packs: 1)])
        let id = try await desk.ordering.request(draft, as: desk.caller(.buyer))
        let cheap: SQL = """
            INSERT INTO praxis.requisition_line (
                   clinic_id, requisition_id, line_no, catalog_item_id, vendor_id, description, packs, unit, pack_size,
                   unit_price, line_total, ledger_account_id)
            SELECT l.clinic_id, l.requisition_id, 2, l.catalog_item_id, l.vendor_id, 'Cheap', 1, 'EA', 1, 0, 0,
                   l.ledger_account_id
              FROM praxis.requisition_line l WHERE l.requisition_id = \(id)
            """
        #expect(try await self.refusal(of: cheap, as: .buyer, at: desk) == "42501")
    }

    @Test func `what the budgets had left is kept as it was, and read like the balances`() async throws {
        let desk = try Desk()
        _ = try await self.sent(desk)
        let forgeries: [SQL] = [
            "UPDATE praxis.requisition_budget SET committed = 0", "DELETE FROM praxis.requisition_budget",
        ]
        for sql in forgeries { #expect(try await self.refusal(of: sql, as: .administrator, at: desk) == "42501") }
        let kinds: SQL = "SELECT count(*) FILTER (WHERE clinic_id IS NULL) FROM praxis.requisition_budget"
        for (account, seesShared) in [(DemoAccount.managerOfDenver, false), (.finance, true)] {
            let shared = try await desk.database.read(as: desk.caller(account), Query<Figure<Int>>(kinds)).first?.value
            #expect((shared ?? 0 > 0) == seesShared, "\(account)")
        }
        #expect(
            try await desk.database.read(
                as: desk.caller(.buyer), Query<Figure<Int>>("SELECT count(*) FROM praxis.requisition_budget")
            ).first?.value == 0)
    }
}
