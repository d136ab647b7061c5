package import Budgeting
package import PraxisCore

extension Place {
    /// The fiscal years and the versions of their budgets.
    package static func budgets(_ scope: Scope) -> Place { Place(scope, "budgets") }
    /// What a year's budget says.
    package static func budget(_ scope: Scope, _ year: FiscalYearCode) -> Place {
        Place(scope, "budgets", year.description)
    }
    /// The accounts of a year, for their export.
    static func budgetAccounts(_ scope: Scope, _ year: FiscalYearCode) -> Place {
        Place(scope, "budgets", year.description, "accounts")
    }
    /// The moves behind one account's figures.
    package static func budgetAccount(_ scope: Scope, _ year: FiscalYearCode, _ account: LedgerCode) -> Place {
        Place(scope, "budgets", year.description, "accounts", account.description)
    }
    /// The form that takes a budget file, and its preview.
    package static func budgetImport(_ scope: Scope) -> Place { Place(scope, "budgets", "import") }
    /// Where a confirmed file becomes a version.
    static func budgetVersions(_ scope: Scope) -> Place { Place(scope, "budget-versions") }
    /// One version.
    package static func budgetVersion(_ scope: Scope, _ id: BudgetVersion.ID) -> Place {
        Place(scope, "budget-versions", id.description)
    }
    /// Handing a version in, sending it back, approving it.
    static func budgetStep(_ scope: Scope, _ id: BudgetVersion.ID, _ event: BudgetEvent) -> Place {
        Place(scope, "budget-versions", id.description, event.noun)
    }
    /// The chart of accounts.
    package static func chart(_ scope: Scope) -> Place { Place(scope, "chart") }
    /// The form that takes a chart file, and its preview.
    static func chartImport(_ scope: Scope) -> Place { Place(scope, "chart", "import") }
    /// Takes the default chart over.
    static func defaultChart(_ scope: Scope) -> Place { Place(scope, "chart", "default") }
}

extension BudgetEvent {
    /// What it makes: the last part of its path.
    var noun: String {
        switch self {
        case .submit: "submission"
        case .return: "return"
        case .approve: "approval"
        }
    }
}
