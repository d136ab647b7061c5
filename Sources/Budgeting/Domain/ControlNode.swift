package import PraxisCore

/// The key of every budget figure: one clinic, one ledger account.
package struct BudgetCell: Hashable, Sendable {
    package let clinic: Identifier<BudgetClinic>
    package let account: LedgerAccount.ID

    package init(clinic: Identifier<BudgetClinic>, account: LedgerAccount.ID) {
        self.clinic = clinic
        self.account = account
    }
}

/// A clinic as budgets know it.
package struct BudgetClinic: Equatable, Sendable {
    package typealias ID = Identifier<BudgetClinic>

    package let id: ID
    package let slug: Slug
    package let name: String

    package init(id: ID, slug: Slug, name: String) {
        self.id = id
        self.slug = slug
        self.name = name
    }
}

/// A filter over cells that has limits of its own. A move touches every node whose filter covers its cell.
package enum ControlNode: Hashable, Sendable {
    case cell(BudgetCell)
    case clinic(BudgetClinic.ID)
    case account(LedgerAccount.ID)
    case practice
}

extension ControlNode {
    /// The place in the order in which all transactions lock: the row that everybody shares comes last.
    package var rank: Int {
        switch self {
        case .cell: 1
        case .clinic: 2
        case .account: 3
        case .practice: 4
        }
    }

    /// Every node above a cell, in locking order. Totals over accounts cover spending only: income and statistics
    /// have no part in them.
    package static func above(_ cell: BudgetCell, type: AccountType) -> [ControlNode] {
        let along: [ControlNode] = [.cell(cell), .clinic(cell.clinic), .account(cell.account), .practice]
        return type.isSpending ? along : [.cell(cell), .account(cell.account)]
    }
}
