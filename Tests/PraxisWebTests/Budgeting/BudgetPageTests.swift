import FoundationEssentials
import HTTPTypes
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Budget pages` {
    private func year() async throws -> Int {
        try #require(try await TestDatabase.current.ask("SELECT CURRENT_DATE", as: LocalDate.self)).year
    }

    @Test func `show finance every clinic, and a site's manager the own one`() async throws {
        let site = try TestSite()
        let path = "/all/budgets/\(try await self.year())"
        let finance = try await site.browser(as: .finance).get(path)
        #expect(finance.status == .ok)
        for name in [
            "Denver", "Phoenix", "Chicago", "Gary", "Aurora", "Available", "6010 Medical and surgical supplies",
        ] {
            #expect(finance.text.contains(name))
        }
        let manager = try await site.browser(as: .managerOfDenver).get(path)
        #expect(manager.status == .ok)
        #expect(manager.text.contains("Cascade Denver"))
        for name in ["Cascade Phoenix", "Cascade Gary"] { #expect(!manager.text.contains(name)) }
    }

    @Test func `answer each role as it may`() async throws {
        let site = try TestSite()
        let year = try await self.year()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.managerOfDenver, "/denver/budgets/\(year)", .ok), (.auditor, "/all/budgets/\(year)", .ok),
            (.managerOfDenver, "/phoenix/budgets/\(year)", .notFound), (.buyer, "/denver/budgets", .forbidden),
            (.staff, "/all/budgets", .forbidden), (.managerOfEvanston, "/denver/budgets", .notFound),
            (.managerOfDenver, "/all/budgets/import", .forbidden), (.finance, "/all/budgets/import", .ok),
            (.finance, "/all/budgets/1950", .notFound), (.finance, "/all/budgets/x", .notFound),
            (.finance, "/all/budgets/\(year)/accounts/6010", .ok), (.finance, "/all/chart", .ok),
            (.buyer, "/denver/chart", .ok), (.finance, "/all/budgets/\(year)/accounts.csv", .ok),
            (.finance, "/all/budgets/\(year)/accounts.xlsx", .ok), (.finance, "/all/chart.csv", .ok),
            (.finance, "/api/v1/all/budgets/\(year)", .ok),
            (.finance, "/api/v1/all/budgets/\(year)/accounts/6010", .ok),
        ]
        for (account, path, status) in expected {
            let answer = try await site.browser(as: account).get(path).status
            #expect(answer == status, "\(account) \(path)")
        }
    }

    @Test func `take a file through its preview to approval`() async throws {
        let site = try TestSite()
        let finance = try site.browser(as: .finance)
        let next = String(try await self.year() + 1)
        let file = "clinic,account,annual\r\ndenver,6010,\"12,000\"\r\nboulder,6010,5\r\ndenver,6020,1.005\r\n"
        let preview = try await finance.upload(
            "/all/budgets/import", fields: [("year", next), ("name", "Next year")], file: ("file", "b.csv", file))
        #expect(preview.status == .ok)
        for text in ["Row 3, column clinic", "Row 4, column annual", "Enter the 1 good row", "$12,000.00"] {
            #expect(preview.text.contains(text), "\(text)")
        }
        let entered = try await finance.upload(
            "/all/budget-versions", fields: [("year", next), ("name", "Next year"), ("content", file)])
        #expect(entered.status == .seeOther)
        let place = try #require(entered.location)
        #expect(try await finance.post(place + "/submission", form: [("version", "1")]).status == .seeOther)
        #expect(try await finance.post(place + "/approval", form: [("version", "2")]).status == .conflict)
        let administrator = try site.browser(as: .administrator)
        #expect(try await administrator.post(place + "/approval", form: [("version", "1")]).status == .conflict)
        #expect(try await administrator.post(place + "/approval", form: [("version", "2")]).status == .seeOther)
        let budget = try await administrator.get("/denver/budgets/\(next)")
        #expect(budget.text.contains("$12,000.00"))
    }

    @Test(arguments: [
        ("", "Choose a CSV file"), ("clinic,account\r\n", "lacks the headings"), ("PK\u{3}\u{4}rest", "cannot be read"),
    ])
    func `say what is wrong with a file that cannot be read`(file: String, message: String) async throws {
        let answer = try await TestSite().browser(as: .finance).upload(
            "/all/budgets/import", fields: [("year", "2031")], file: ("file", "b.csv", file))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains(message))
    }
}
