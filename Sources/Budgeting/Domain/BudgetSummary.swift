package import PraxisCore

/// A fiscal year of the practice.
package struct FiscalYear: Equatable, Sendable {
    package let code: FiscalYearCode
    package let start: LocalDate
    /// The first day after it.
    package let end: LocalDate
    /// Whether an approved budget controls it.
    package let isControlled: Bool
}

extension [FiscalYear] {
    /// Of years, newest first: the one that a day belongs to, else the newest.
    package func current(on day: LocalDate) -> FiscalYear? {
        self.first { $0.start <= day && day < $0.end } ?? self.first
    }
}

/// What a year's budget says, as far as the caller may see it: by clinic, by account and by period.
package struct BudgetSummary: Equatable, Sendable {
    package let year: FiscalYear
    /// Spending of each clinic; income and statistics have no part in it.
    package let clinics: [ClinicFigures]
    /// Every account, summed over the clinics of the scope.
    package let accounts: [AccountFigures]
    /// Spending of each period.
    package let periods: [PeriodFigures]

    /// Spending of all clinics of the scope.
    package var total: BalanceFigures { self.clinics.reduce(.zero) { $0 + $1.figures } }
}

/// What a clinic may spend, has promised and has spent.
package struct ClinicFigures: Equatable, Sendable {
    package let clinic: BudgetClinic
    package let figures: BalanceFigures
}

/// The same for one ledger account.
package struct AccountFigures: Equatable, Sendable {
    package let code: LedgerCode
    package let name: String
    package let type: AccountType
    /// Where its amounts are positive: a total takes away what stands on the other side.
    package let side: AccountSide
    /// Whether its figures are averages of the periods, as those of a level are, not sums.
    package let isAveraged: Bool
    package let control: ControlLevel
    package let figures: BalanceFigures

    package var title: String { "\(self.code) \(self.name)" }
}

/// One account of one clinic.
package struct CellFigures: Equatable, Sendable {
    package let clinic: BudgetClinic
    package let account: AccountFigures
}

/// The same for one period.
package struct PeriodFigures: Equatable, Sendable {
    package let number: Int
    package let name: String
    package let figures: BalanceFigures
}

/// One move of money, as the drill-down shows it.
package struct BudgetEntry: Equatable, Sendable {
    package typealias ID = Identifier<BudgetEntry>

    package let id: ID
    package let clinic: BudgetClinic
    package let account: String
    package let period: String
    package let date: LocalDate
    package let kind: Kind
    package let amount: Money
    /// The document that caused it: `PO-2026-0042`, `Budget 2026`.
    package let source: String?
    package let sourceType: String
    package let reason: String?

    /// What a move does to a balance.
    package enum Kind: String, CaseIterable, Sendable {
        case original, revision, transfer, commitment, actual
    }
}
