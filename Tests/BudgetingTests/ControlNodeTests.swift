import Budgeting
import PraxisCore
import Testing

@Suite struct `The nodes above a cell` {
    let cell = BudgetCell(clinic: .make(), account: .make())

    @Test func `run along both axes, and the row that everybody shares comes last`() {
        let nodes = ControlNode.above(self.cell, type: .expense)
        #expect(nodes == [.cell(self.cell), .clinic(self.cell.clinic), .account(self.cell.account), .practice])
        #expect(nodes.map(\.rank) == nodes.map(\.rank).sorted())
    }

    @Test func `leave income and statistics out of totals over accounts`() {
        for type in [AccountType.revenue, .statistic, .nonOperating] {
            #expect(ControlNode.above(self.cell, type: type) == [.cell(self.cell), .account(self.cell.account)])
        }
    }
}

@Suite struct `The figures of a balance` {
    @Test func `tell what is available`() {
        let figures = BalanceFigures(
            original: Money(minorUnits: 500_000), revision: Money(minorUnits: -1000),
            committed: Money(minorUnits: 3840), actual: Money(minorUnits: 20_390))
        #expect(figures.available == Money(minorUnits: 474_770))
        #expect(figures.percentConsumed == 4)
        #expect(BalanceFigures.zero.percentConsumed == nil)
    }
}

@Suite struct `A budget version` {
    @Test func `goes from draft through submission to approval`() throws {
        #expect(try BudgetStatus.draft.after(.submit).after(.approve) == .approved)
        #expect(try BudgetStatus.submitted.after(.return).after(.submit) == .submitted)
    }

    @Test(arguments: BudgetEvent.allCases)
    func `never changes after approval`(event: BudgetEvent) {
        #expect(throws: BudgetingError.notAllowed(event, from: .approved)) { try BudgetStatus.approved.after(event) }
    }
}
