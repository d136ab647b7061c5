import Budgeting
import PraxisCore
import Testing

@Suite struct `Importing a budget` {
    let denver = BudgetClinic(id: .make(), slug: Slug("denver")!, name: "Denver")
    let supplies = LedgerAccount(
        id: .make(), code: LedgerCode("6010")!, name: "Medical and surgical supplies", type: .expense, control: .stop)
    let bank = LedgerAccount(
        id: .make(), code: LedgerCode("1010")!, name: "Operating bank", type: .asset, isBudgetable: false)

    private func read(_ text: String) throws -> BudgetImport {
        try BudgetImport(text.utf8, clinics: [self.denver], accounts: [self.supplies, self.bank])
    }

    @Test func `reads twelve amounts by period or by month`() throws {
        let numbers = (1...12).map { "p\($0)" }.joined(separator: ",")
        let months = "jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec"
        for headings in [numbers, months] {
            let budget = try self.read(
                "clinic,account,\(headings)\ndenver,6010,100,,\"1,250.50\",4,5,6,7,8,9,10,11,12\n")
            #expect(budget.problems.isEmpty)
            #expect(budget.lines.first?.amounts.prefix(3).map(\.minorUnits) == [10_000, 0, 125_050])
            #expect(budget.spending == Money(minorUnits: 142_250))
        }
    }

    @Test func `lays an annual amount evenly over the year`() throws {
        let budget = try self.read("account,clinic,annual\n6010,denver,10000.00\n")
        #expect(budget.lines.first?.amounts.map(\.minorUnits).prefix(5) == [83_334, 83_334, 83_334, 83_334, 83_333])
        #expect(budget.lines.first?.total == Money(minorUnits: 1_000_000))
    }

    @Test func `keeps the good rows and names row and column of the others`() throws {
        let budget = try self.read(
            """
            clinic,account,annual
            denver,6010,100.00
            boulder,6010,100.00
            denver,9999,100.00
            denver,1010,100.00
            denver,6010,1.005
            denver,6010
            """)
        #expect(budget.lines.count == 1)
        #expect(
            budget.problems.map { "\($0.row) \($0.heading ?? "-")" } == [
                "3 clinic", "4 account", "5 account", "6 account", "6 annual", "7 -",
            ])
    }

    @Test func `refuses amounts that no practice has, in a period, a row and the whole file`() throws {
        let headings = "clinic,account," + (1...12).map { "p\($0)" }.joined(separator: ",")
        let huge = Array(repeating: "92233720368547758.07", count: 12).joined(separator: ",")
        let wide = Array(repeating: "1000000000000", count: 12).joined(separator: ",")
        let periods = try self.read("\(headings)\ndenver,6010,\(huge)\ndenver,6010,\(wide)\n")
        #expect(periods.lines.isEmpty)
        #expect(periods.problems.map(\.row) == Array(repeating: 2, count: 12) + [3])
        #expect(periods.spending == .zero)
        let others = (6001...6009).map {
            LedgerAccount(id: .make(), code: LedgerCode(String($0))!, name: "Supplies", type: .expense)
        }
        let rows = others.map { "denver,\($0.code),999999999999.99\n" }.joined()
        let whole = try BudgetImport(
            "clinic,account,annual\n\(rows)".utf8, clinics: [self.denver], accounts: others)
        #expect(whole.lines.count == 1)
        #expect(whole.problems.first?.description.contains("more than a trillion") == true)
    }

    @Test func `refuses a negative amount where it can only be a slip`() throws {
        let interest = LedgerAccount(
            id: .make(), code: LedgerCode("8030")!, name: "Gain on disposals", type: .nonOperating)
        let budget = try BudgetImport(
            "clinic,account,annual\ndenver,6010,-5\ndenver,8030,-5\n".utf8, clinics: [self.denver],
            accounts: [self.supplies, interest])
        #expect(budget.lines.map(\.account.code.description) == ["8030"])
        #expect(budget.problems.map { "\($0.row) \($0.heading ?? "-")" } == ["2 annual"])
    }

    @Test func `refuses a file that has both an annual amount and periods`() {
        #expect(throws: CSVFailure.conflictingHeadings("annual", "p1")) {
            try self.read("clinic,account,annual,p1\ndenver,6010,5,7\n")
        }
    }

    @Test func `refuses two rows for one clinic and account`() throws {
        let budget = try self.read("clinic,account,annual\ndenver,6010,1\nDenver,6010,2\n")
        #expect(budget.lines.count == 1)
        let problem = try #require(budget.problems.first)
        #expect(problem.description.hasPrefix("Row 3, column account: has a row for this clinic"))
    }

    @Test func `names the headings that a file lacks`() {
        #expect(throws: CSVFailure.missingHeadings(["account"])) { try self.read("clinic,annual\ndenver,5\n") }
        #expect(throws: CSVFailure.missingHeadings(["p12"])) {
            try self.read("clinic,account,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11\n")
        }
        #expect(throws: CSVFailure.empty) { try self.read("") }
    }
}

@Suite struct `Importing a chart of accounts` {
    @Test func `reads every attribute`() throws {
        let chart = try ChartImport(
            """
            code,name,type,behavior,driver,control,budgetable
            5320,"Licenses, DEA and board fees",expense,step,provider_fte,warn,yes
            1010,Operating bank,asset,,,,no
            """.utf8)
        #expect(chart.problems.isEmpty)
        #expect(chart.lines.first?.name == "Licenses, DEA and board fees")
        #expect(chart.lines.first?.driver == .providerFTE)
        #expect(chart.lines.last?.control == ControlLevel.none)
        #expect(chart.lines.last?.isBudgetable == false)
    }

    @Test func `names row and column of what is wrong`() throws {
        let chart = try ChartImport(
            """
            code,name,type,behavior,driver,control,budgetable
            6010,Supplies,expense,variable,visits,stop,yes
            6010,Again,expense,,,,yes
            60x,Bad code,expense,,,,yes
            6020,Bad type,cost,,,,yes
            6030,Bad control,expense,,,halt,maybe
            """.utf8)
        #expect(chart.lines.count == 1)
        #expect(
            chart.problems.map { "\($0.row) \($0.heading ?? "-")" } == [
                "3 code", "4 code", "5 type", "6 control", "6 budgetable",
            ])
    }
}
