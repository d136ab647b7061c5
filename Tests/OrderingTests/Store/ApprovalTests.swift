import FoundationEssentials
import Ordering
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Approving a requisition` {
    @Test func `reserves its budget and makes an order for each vendor`() async throws {
        let desk = try Desk()
        let (supplies, office) = (try await desk.available("6010"), Money(minorUnits: 100_000))
        try await desk.leave(100_000, of: "7310")
        let id = try await desk.requisition([("MSD-GLV-M", 2), ("OFF-PEN", 1), ("MSD-SYR-3", 4)])
        let orders = try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfDenver))
        #expect(orders.count == 2)
        // 2 × 84.50 + 4 × 12.25 = 218.00, and 6.48.
        #expect(try await desk.available("6010") == supplies - Money(minorUnits: 21_800))
        #expect(try await desk.available("7310") == office - Money(minorUnits: 648))
        let record = try await desk.ordering.requisition(id, as: desk.caller(.managerOfDenver))
        #expect(record.requisition.status == .approved)
        #expect(record.decisions.map(\.outcome) == [.approved])
        #expect(record.orders.map(\.total.minorUnits).sorted() == [648, 21_800])
        #expect(record.orders.allSatisfy { $0.number.hasPrefix("PO-") })
        #expect(try await desk.discrepancies() == 0)
    }

    @Test(.timeLimit(.minutes(20)), arguments: [1, 9, 63])
    func `lets as many of 64 racers pass as the budget affords, every time`(affordable: Int) async throws {
        let pool = PostgresPool(
            PoolConfiguration(
                connection: ConnectionSettings(conninfo: TestDatabase.current.conninfo()), connections: 24))
        let desk = try Desk(pool: pool)
        // A roll of labels is 8.25.
        try await desk.leave(Int64(affordable) * 825 + 500, of: "7310")
        var waiting: [Requisition.ID] = []
        for _ in 0..<64 { waiting.append(try await desk.requisition([("OFF-LABEL", 1)])) }
        let manager = try desk.caller(.managerOfDenver)
        let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
            for id in waiting {
                group.addTask {
                    while true {
                        do {
                            _ = try await desk.ordering.approve(id, version: 2, as: manager)
                            return true
                        } catch OrderingError.budgetExceeded(let shortage) {
                            #expect(shortage.asked == Money(minorUnits: 825))
                            return false
                        } catch let error as PostgresError where error.isTemporary && !error.isOutcomeUnknown {
                            continue
                        }
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(passed == affordable)
        #expect(try await desk.available("7310") == Money(minorUnits: 500))
        #expect(try await desk.discrepancies() == 0)
        await pool.close()
    }

    @Test func `is refused in words where the budget does not afford it, and nothing is left behind`() async throws {
        let desk = try Desk()
        try await desk.leave(12_000, of: "7310")
        let id = try await desk.requisition([("OFF-TONER", 3)])
        let refused = await #expect(throws: OrderingError.self) {
            try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfDenver))
        }
        guard case .budgetExceeded(let shortage)? = refused else {
            Issue.record("not refused for the budget")
            return
        }
        let year = try await desk.today().year
        #expect(
            shortage.description
                == "Clinic Cascade Denver, account 7310 Office supplies, fiscal year \(year): $120.00 available, $340.00 asked"
        )
        let record = try await desk.ordering.requisition(id, as: desk.caller(.managerOfDenver))
        #expect(record.requisition.status == .submitted)
        #expect(record.orders.isEmpty)
        #expect(record.decisions.isEmpty)
        #expect(try await desk.available("7310") == Money(minorUnits: 12_000))
    }

    @Test func `is never for who asked, neither here nor by direct SQL`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)], of: .managerOfDenver)
        await #expect(throws: OrderingError.ownRequest) {
            try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfDenver))
        }
        let statements: [SQL] = [
            """
            INSERT INTO praxis.requisition_decision (clinic_id, decision_id, requisition_id, outcome)
            SELECT r.clinic_id, gen_random_uuid(), r.requisition_id, 'approved'
              FROM praxis.requisition r WHERE r.requisition_id = \(id)
            """,
            "UPDATE praxis.requisition SET status = 'approved' WHERE requisition_id = \(id)",
            """
            INSERT INTO praxis.purchase_order (clinic_id, order_id, vendor_id, requisition_id)
            SELECT r.clinic_id, gen_random_uuid(), l.vendor_id, r.requisition_id
              FROM praxis.requisition r
              JOIN praxis.requisition_line l USING (practice_id, clinic_id, requisition_id)
             WHERE r.requisition_id = \(id)
            """,
        ]
        for (statement, code) in zip(statements, ["sod_violation", "not_decided", "not_approved"]) {
            let refused = await #expect(throws: PostgresError.self) {
                try await desk.tell(statement, as: .managerOfDenver)
            }
            #expect(refused?.raised?.code == code)
        }
    }

    @Test func `is never for who changed it, though somebody else opened it`() async throws {
        let desk = try Desk()
        let (buyer, manager) = (try desk.caller(.buyer), try desk.caller(.managerOfDenver))
        let gauze = try await desk.item("MSD-GAU-44")
        let day = try await desk.today()
        let one = RequisitionDraft(neededOn: day, lines: [.init(item: gauze, packs: 1)])
        let many = RequisitionDraft(neededOn: day, lines: [.init(item: gauze, packs: 25)])
        let changed = try await desk.ordering.request(one, as: buyer)
        try await desk.ordering.revise(changed, many, version: 1, as: manager)
        try await desk.ordering.move(changed, .submit, version: 2, as: buyer)
        let handedIn = try await desk.ordering.request(one, as: buyer)
        try await desk.ordering.move(handedIn, .submit, version: 1, as: manager)
        for (id, version) in [(changed, 3), (handedIn, 2)] {
            #expect(try await desk.ordering.requisition(id, as: manager).requisition.isOwn)
            await #expect(throws: OrderingError.ownRequest) {
                try await desk.ordering.approve(id, version: version, as: manager)
            }
            let refused = await #expect(throws: PostgresError.self) {
                try await desk.tell(RequisitionStore.decide(id, .approved, reason: nil), as: .managerOfDenver)
            }
            #expect(refused?.raised?.code == "sod_violation")
        }
        await #expect(throws: Never.self) {
            try await desk.ordering.approve(changed, version: 3, as: desk.caller(.administrator))
        }
    }

    @Test func `is never for who wrote one of its lines past the service`() async throws {
        let desk = try Desk()
        let draft = RequisitionDraft(
            neededOn: try await desk.today(), lines: [.init(item: try await desk.item("MSD-GAU-44"), packs: 1)])
        let id = try await desk.ordering.request(draft, as: desk.caller(.buyer))
        try await desk.tell(
            """
            INSERT INTO praxis.requisition_line (clinic_id, requisition_id, line_no, catalog_item_id, packs)
            SELECT l.clinic_id, l.requisition_id, 2, l.catalog_item_id, 40
              FROM praxis.requisition_line l WHERE l.requisition_id = \(id)
            """, as: .managerOfDenver)
        try await desk.ordering.move(id, .submit, version: 1, as: desk.caller(.buyer))
        await #expect(throws: OrderingError.ownRequest) {
            try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfDenver))
        }
    }

    @Test func `V5: sees one person in two accounts`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)])
        // The buyer signs in with a manager's account.
        try await TestDatabase.current.tell(
            "UPDATE praxis.account SET person_id = NULL WHERE account_id = \(DemoAccount.buyer.id)::uuid",
            """
            UPDATE praxis.account SET person_id = '01900000-0000-7000-8000-0000001a0006'
             WHERE account_id = \(DemoAccount.managerOfDenver.id)::uuid
            """)
        await #expect(throws: OrderingError.ownRequest) {
            try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfDenver))
        }
    }

    @Test func `is taken back by a colleague only with a word to who asked`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)])
        await #expect(throws: OrderingError.reasonMissing) {
            try await desk.ordering.move(id, .withdraw, version: 2, as: desk.caller(.managerOfDenver))
        }
        try await desk.ordering.move(
            id, .withdraw, reason: "There is some in the store room", version: 2, as: desk.caller(.managerOfDenver))
        let own = try await desk.requisition([("MSD-GAU-44", 1)])
        await #expect(throws: Never.self) {
            try await desk.ordering.move(own, .withdraw, version: 2, as: desk.caller(.buyer))
        }
    }

    @Test func `shows every budget above it that the approver may read, before and after`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)])
        for (account, seesShared) in [(DemoAccount.managerOfDenver, false), (.finance, true)] {
            let effects = try await desk.ordering.requisition(id, as: desk.caller(account)).effects
            #expect(effects.contains { $0.clinic != nil && $0.account?.hasPrefix("6010") == true })
            #expect(effects.contains { $0.clinic != nil && $0.account == nil }, "the clinic's total")
            #expect(effects.contains { $0.clinic == nil && $0.span != nil } == seesShared, "\(account)")
        }
        let before = try await desk.ordering.requisition(id, as: desk.caller(.managerOfDenver)).effects
        _ = try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfDenver))
        let taken = try await desk.ordering.requisition(id, as: desk.caller(.managerOfDenver)).taken
        #expect(taken.map(\.available) == before.map(\.available))
    }

    @Test func `is not for a day that has gone by, nor for more than anybody can mean`() async throws {
        let desk = try Desk()
        let (gauze, day) = (try await desk.item("MSD-GAU-44"), try await desk.today())
        await #expect(throws: OrderingError.neededInPast) {
            try await desk.ordering.request(
                RequisitionDraft(neededOn: day.adding(days: -1), lines: [.init(item: gauze, packs: 1)]),
                submitting: true, as: desk.caller(.buyer))
        }
        try await TestDatabase.current.tell(
            "UPDATE praxis.catalog_item SET unit_price = 10000000 WHERE sku = 'MSD-GAU-44'")
        await #expect(throws: OrderingError.lineTooLarge) {
            try await desk.ordering.request(
                RequisitionDraft(neededOn: day, lines: [.init(item: gauze, packs: 90_000)]), as: desk.caller(.buyer))
        }
    }

    @Test func `keeps to the approver's limit`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("EQP-EXAM", 1)])
        await #expect(
            throws: OrderingError.aboveLimit(Money(minorUnits: 250_000), total: Money(minorUnits: 685_000))
        ) {
            try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfDenver))
        }
        await #expect(throws: Never.self) {
            try await desk.ordering.approve(id, version: 2, as: desk.caller(.administrator))
        }
    }

    @Test func `is not for another clinic's manager, nor seen by another practice`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)])
        await #expect(throws: OrderingError.notFound) {
            try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfPhoenix, "phoenix"))
        }
        await #expect(throws: (any Error).self) {
            try await desk.ordering.requisition(id, as: desk.caller(.lakesideAdministrator, "evanston"))
        }
    }

    @Test func `goes stale, and happens once`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)])
        let manager = try desk.caller(.managerOfDenver)
        await #expect(throws: OrderingError.stale(seen: 1, now: 2)) {
            try await desk.ordering.approve(id, version: 1, as: manager)
        }
        _ = try await desk.ordering.approve(id, version: 2, as: manager)
        await #expect(throws: OrderingError.self) { try await desk.ordering.approve(id, version: 3, as: manager) }
    }

    @Test func `needs vendors that are approved`() async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)])
        try await TestDatabase.current.tell(
            """
            UPDATE praxis.vendor SET status = 'on_hold', status_reason = 'Late' WHERE name = 'Front Range Medical Supply'
            """)
        await #expect(throws: OrderingError.vendorNotApproved("Front Range Medical Supply")) {
            try await desk.ordering.approve(id, version: 2, as: desk.caller(.managerOfDenver))
        }
    }
}
