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
            "/all/budget-versions",
            fields: [("year", next), ("name", "Next year"), ("content", Data(file.utf8).base64EncodedString())])
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

    @Test func `add each part up by its own side`() async throws {
        let site = try TestSite()
        let year = try await self.year()
        let income = try #require(
            try await TestDatabase.current.ask(
                """
                SELECT sum(CASE type WHEN 'revenue' THEN original ELSE -original END)::bigint
                  FROM praxis.budget_summary
                 WHERE practice_id = '01900000-0000-7000-8000-00000000a000' AND type IN ('revenue', 'contra-revenue')
                """, as: Int64.self))
        let page = try await site.browser(as: .finance).get("/all/budgets/\(year)").text
        #expect(page.contains(Money(minorUnits: income).description))
        #expect(!page.contains("hundredths"))
        #expect(page.contains("26.70") && !page.contains("$26.70"), "full-time equivalents are numbers, averaged")
    }

    @Test func `hand a file on as it came, whatever its encoding`() async throws {
        let finance = try TestSite().browser(as: .finance)
        let file: [UInt8] =
            Array("code,name,type,budgetable\r\n6991,Caf".utf8) + [0xE9] + Array(",expense,yes\r\n".utf8)
        let preview = try await finance.send(.get, "/all/chart", [:], [])
        #expect(preview.status == .ok)
        let taken = try await finance.upload(
            "/all/chart", fields: [("content", Data(file).base64EncodedString())])
        #expect(taken.status == .seeOther)
        #expect(try await finance.get("/all/chart").text.contains("Café"))
    }

    @Test func `take the default chart over`() async throws {
        let finance = try TestSite().browser(as: .finance)
        #expect(try await finance.post("/all/chart/default").status == .seeOther)
        let answer = try await finance.json(.post, "/api/v1/all/chart/default")
        #expect(answer.status == .ok)
        #expect(answer.text.contains("\"added\":0"))
    }

    @Test func `say what each row of a chart would do, and refuse what the books forbid`() async throws {
        let finance = try TestSite().browser(as: .finance)
        let file = """
            code,name,type,behavior,driver,control,budgetable
            6992,New account,expense,,,warn,yes
            6010,Medical and surgical supplies,revenue,,,none,yes
            6020,Other name,expense,variable,visits,none,yes
            6030,"Vaccines, purchased",expense,,,none,no
            """
        let preview = try await finance.upload("/all/chart/import", fields: [], file: ("file", "c.csv", file))
        for text in [
            "Row 3, column type", "Row 5, column budgetable", "control stop → none", "New", "Take 2 accounts over",
        ] {
            #expect(preview.text.contains(text), "\(text)")
        }
        let whole = try await finance.send(.post, "/api/v1/all/chart", [.contentType: "text/csv"], Array(file.utf8))
        #expect(whole.status == .unprocessableContent)
        let part = try await finance.send(
            .post, "/api/v1/all/chart?partial=true", [.contentType: "text/csv"], Array(file.utf8))
        #expect(part.status == .ok)
        #expect(part.text.contains("\"added\":1"))
    }

    @Test func `go from file to approval over the API`() async throws {
        let site = try TestSite()
        let finance = try site.browser(as: .finance)
        let next = String(try await self.year() + 1)
        let list = "/api/v1/all/budget-versions"
        let csv: HTTPFields = [.contentType: "text/csv"]
        let bad = Array("clinic,account,annual\ndenver,6010,1200\nboulder,6010,5\n".utf8)
        let preview = try await finance.send(.post, "\(list)/preview?year=\(next)", csv, bad)
        #expect(preview.text.contains("\"row\":3"))
        #expect(try await finance.send(.post, "\(list)?year=\(next)", csv, bad).status == .unprocessableContent)
        let good = Array("clinic,account,annual\ndenver,6010,1200\n".utf8)
        let entered = try await finance.send(.post, "\(list)?year=\(next)&name=Next", csv, good)
        #expect(entered.status == .created)
        #expect(try await finance.send(.post, "\(list)?year=\(next)", csv, good).status == .conflict)
        let id = try #require(entered.text.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1)
        let version: (String) -> HTTPFields = { [.ifMatch: "\"\($0)\""] }
        #expect(try await finance.json(.post, "\(list)/\(id)/submission", nil, version("1")).status == .ok)
        #expect(try await finance.json(.post, "\(list)/\(id)/approval", nil, version("2")).status == .conflict)
        let administrator = try site.browser(as: .administrator)
        let back = try await administrator.json(.post, "\(list)/\(id)/return", "{\"reason\":\"Low\"}", version("2"))
        #expect(back.text.contains("\"return_reason\":\"Low\""))
        #expect(try await finance.json(.post, "\(list)/\(id)/submission", nil, version("3")).status == .ok)
        let approved = try await administrator.json(.post, "\(list)/\(id)/approval", nil, version("4"))
        #expect(approved.status == .ok && approved.text.contains("\"controls\":true"))
        #expect(try await finance.get("\(list)/\(id)/lines").text.contains("1200.00"))
        #expect(try await finance.get("\(list)?year=\(next)&status=approved").text.contains(id))
        #expect(try await finance.get("/all/budget-versions/\(id)/lines.csv").text.contains("denver,6010"))
    }
}
