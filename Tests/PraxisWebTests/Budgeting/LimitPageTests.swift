import FoundationEssentials
import HTTPTypes
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Limits and caps` {
    private func year() async throws -> Int {
        try #require(try await TestDatabase.current.ask("SELECT CURRENT_DATE", as: LocalDate.self)).year
    }

    private func node(_ condition: SQL) async throws -> UUID {
        try #require(
            try await TestDatabase.current.ask(
                """
                SELECT n.node_id FROM praxis.budget_node n
                  LEFT JOIN praxis.ledger_account a USING (practice_id, ledger_account_id)
                 WHERE n.practice_id = '01900000-0000-7000-8000-00000000a000' AND \(condition)
                 LIMIT 1
                """, as: UUID.self))
    }

    @Test func `are seen and changed by finance alone`() async throws {
        let site = try TestSite()
        let path = "/all/budgets/\(try await self.year())/limits"
        let finance = try site.browser(as: .finance)
        let page = try await finance.get(path)
        #expect(page.status == .ok)
        for text in ["All clinics, all spending", "7360", "$98,000.00", "Close January", "Whoever approves"] {
            #expect(page.text.contains(text), "\(text)")
        }
        #expect(try await finance.get(path + "?account=6010").text.contains("Cascade Denver"))
        for account in [DemoAccount.managerOfDenver, .buyer, .auditor, .staff] {
            #expect(try await site.browser(as: account).get(path).status == .forbidden, "\(account)")
        }
    }

    @Test func `take a cap that stops the next order, and refuse what is no limit`() async throws {
        let site = try TestSite()
        let finance = try site.browser(as: .finance)
        let id = try await self.node("n.kind = 'account' AND a.code = '6010'")
        let path = "/all/budgets/\(try await self.year())/limits/\(id.uuidString.lowercased())"
        let bad = try await finance.post(
            path,
            form: [("version", "1"), ("control", "halt"), ("warn_percent", "-1"), ("stop_percent", "x"), ("cap", "-5")])
        #expect(bad.status == .unprocessableContent)
        #expect(bad.text.contains("Write an amount from 0") && bad.text.contains("value=\"-5\""))
        let form = [("control", "stop"), ("warn_percent", "80"), ("stop_percent", "100"), ("cap", "1,000,000")]
        #expect(try await finance.post(path, form: form + [("version", "1")]).status == .seeOther)
        #expect(try await finance.post(path, form: form + [("version", "1")]).status == .conflict)
        let limit = try await TestDatabase.current.ask(
            "SELECT stop_limit FROM praxis.budget_balance WHERE node_id = \(id) AND horizon = 'year'", as: Int64.self)
        #expect(limit == 100_000_000)
    }

    @Test func `say who approves up to how much`() async throws {
        let site = try TestSite()
        let finance = try site.browser(as: .finance)
        let year = String(try await self.year())
        let form = [("year", year), ("usual", "750")]
        #expect(try await finance.post("/all/approval-limits", form: form).status == .seeOther)
        #expect(try await finance.json(.get, "/api/v1/all/approval-limits").text.contains("750.00"))
        let bad = try await finance.json(
            .put, "/api/v1/all/approval-limits", "{\"tier\":\"ordering.requisition.approve\",\"amount\":\"-1.00\"}")
        #expect(bad.status == .unprocessableContent)
        #expect(
            try await site.browser(as: .managerOfDenver).post("/denver/approval-limits", form: form).status
                == .forbidden)
    }

    @Test func `close a month for everybody, and let somebody else open it again`() async throws {
        let site = try TestSite()
        let finance = try site.browser(as: .finance)
        let path = "/all/budgets/\(try await self.year())/periods/1"
        #expect(try await finance.post(path + "/closure").status == .seeOther)
        #expect(try await finance.post(path + "/closure").status == .conflict)
        #expect(try await finance.post(path + "/reopening").status == .unprocessableContent)
        #expect(try await finance.post(path + "/reopening", form: [("reason_1", "Late")]).status == .forbidden)
        let administrator = try site.browser(as: .administrator)
        #expect(try await administrator.post(path + "/reopening", form: [("reason_1", "Late")]).status == .seeOther)
        #expect(try await finance.post("/all/budgets/1950/periods/1/closure").status == .notFound)
    }

    @Test func `that a practice does not have let nobody approve`() async throws {
        let seeded = try await TestDatabase.current.ask(
            "SELECT count(*) FROM praxis.approval_limit", as: Int.self)
        #expect(seeded == 4, "every practice begins with limits")
    }
}
