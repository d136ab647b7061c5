import HTTPTypes
import PraxisCore
import TestSupport
import Testing

private struct CatalogItem: Decodable {
    let id, sku, account: String
}

private struct Approved: Decodable {
    let orders: [String]
}

extension Walk {
    /// Syringes for 49.00 and influenza tests for 168.00: two accounts, two vendors.
    private static let wanted = [("MSD-SYR-3", 4), ("LAB-FLUAB", 1)]
    private static let total = Money(minorUnits: 217_00)
    private static let byAccount = ["6010": Money(minorUnits: 49_00), "6040": Money(minorUnits: 168_00)]

    /// The site manager asks, somebody else approves, and what is available falls by exactly the total: at the clinic,
    /// in the practice, on each account, nowhere else.
    func orderSupplies() async throws {
        let (clinic, practice) = (try await self.budget("denver"), try await self.budget("all"))
        let requisition = try await self.request()
        #expect(try await self.budget("denver") == clinic, "asking promises nothing")

        let own = try await self.approve(requisition, as: self.manager)
        #expect(own.status == .conflict)
        #expect(try own.decoded(as: Refused<[String: String]>.self).code == "sod_violation")
        #expect(try await self.approve(requisition, as: self.specialist).status == .forbidden)
        #expect(try await self.budget("denver") == clinic)

        let approved = try await self.approve(requisition, as: self.administrator)
        #expect(approved.status == .ok)
        let orders = try approved.decoded(as: Approved.self).orders
        #expect(orders.count == 2)
        try await self.expectReserved(clinic, practice)
        try await self.send(orders)
        #expect(try await self.budget("all").committed == practice.committed + Self.total, "sending promises no more")
    }

    private func expectReserved(_ clinic: BudgetReading, _ practice: BudgetReading) async throws {
        let (clinicAfter, practiceAfter) = (try await self.budget("denver"), try await self.budget("all"))
        #expect(clinicAfter == clinic.reserving(Self.total, at: "denver", byAccount: Self.byAccount))
        #expect(practiceAfter == practice.reserving(Self.total, at: "denver", byAccount: Self.byAccount))
        let page = try await self.finance.get("/all/budgets/\(self.today.year)").text
        for amount in [practiceAfter.available, practiceAfter.committed, practiceAfter.clinics["denver"]?.available] {
            #expect(page.contains(try #require(amount).description))
        }
    }

    /// The manager writes a draft and hands it in.
    private func request() async throws -> String {
        let catalog: Items<CatalogItem> = try await self.manager.json(.get, "/api/v1/denver/catalog").decoded()
        let lines = try Self.wanted.map { sku, packs in
            let item = try #require(catalog.items.first { $0.sku == sku })
            return #"{"item": "\#(item.id)", "packs": \#(packs)}"#
        }
        let body = #"{"needed_on": "\#(self.today)", "lines": [\#(lines.joined(separator: ", "))]}"#
        let draft: Made = try await self.manager.json(.post, "/api/v1/denver/requisitions", body).decoded()
        let written: ClinicRow = try await self.manager.json(.get, "/api/v1/denver/requisitions/\(draft.id)").decoded()
        #expect(written.status == "draft" && written.total == Self.total.plain)
        let handedIn = try await self.manager.post(
            "/denver/requisitions/\(draft.id)/submission", form: [("version", String(written.version))])
        #expect(handedIn.status == .seeOther)
        return draft.id
    }

    private func approve(_ requisition: String, as browser: Browser) async throws -> Browser.Answer {
        try await browser.json(
            .post, "/api/v1/denver/requisitions/\(requisition)/approval", nil, [.ifMatch: "\"2\""])
    }

    /// The orders go to their vendors.
    private func send(_ orders: [String]) async throws {
        for order in orders {
            let release = "/denver/orders/\(order)/release"
            #expect(try await self.manager.post(release, form: [("version", "1")]).status == .forbidden)
            #expect(try await self.administrator.post(release, form: [("version", "1")]).status == .seeOther)
        }
        let listed: Items<ClinicRow> = try await self.manager.json(.get, "/api/v1/denver/orders").decoded()
        let sent = listed.items.filter { orders.contains($0.id) }
        #expect(sent.map(\.status) == ["released", "released"])
        #expect(sent.compactMap { Money(typed: $0.total) }.reduce(.zero, +) == Self.total)
    }

    /// The manager reads the clinic's budget, finance that of the practice.
    private func budget(_ scope: String) async throws -> BudgetReading {
        let reader = scope == "all" ? self.finance : self.manager
        return BudgetReading(
            try await reader.json(.get, "/api/v1/\(scope)/budgets/\(self.today.year)").decoded())
    }
}
