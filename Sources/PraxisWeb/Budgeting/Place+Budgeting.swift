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
    /// The clinics of a year, as a file.
    static func budgetClinicsFile(_ scope: Scope, _ year: FiscalYearCode) -> Place {
        Place(scope, "budgets", year.description, "clinics.csv")
    }
    /// The moves behind one account's figures, as a file.
    static func budgetEntriesFile(_ scope: Scope, _ year: FiscalYearCode, _ account: LedgerCode) -> Place {
        Place(scope, "budgets", year.description, "accounts", account.description, "entries.csv")
    }
    /// Every version, as a file.
    static func budgetVersionsFile(_ scope: Scope) -> Place { Place(scope, "budget-versions.csv") }
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
    /// The amounts of a version, for their export.
    static func budgetLines(_ scope: Scope, _ id: BudgetVersion.ID) -> Place {
        Place(scope, "budget-versions", id.description, "lines.csv")
    }
    /// Handing a version in, sending it back, approving it.
    static func budgetStep(_ scope: Scope, _ id: BudgetVersion.ID, _ event: BudgetEvent) -> Place {
        Place(scope, "budget-versions", id.description, event.noun)
    }
    /// Limits, caps and periods of a year.
    static func budgetLimits(_ scope: Scope, _ year: FiscalYearCode) -> Place {
        Place(scope, "budgets", year.description, "limits")
    }
    /// The limits of one node.
    static func budgetLimit(_ scope: Scope, _ year: FiscalYearCode, _ id: NodeLimit.ID) -> Place {
        Place(scope, "budgets", year.description, "limits", id.description)
    }
    /// Closing a period, or opening it again.
    static func period(_ scope: Scope, _ year: FiscalYearCode, _ number: Int, _ step: String) -> Place {
        Place(scope, "budgets", year.description, "periods", String(number), step)
    }
    /// Where approval limits are set.
    static func approvalLimits(_ scope: Scope) -> Place { Place(scope, "approval-limits") }
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
        case .withdraw: "withdrawal"
        case .discard: "discard"
        case .return: "return"
        case .approve: "approval"
        }
    }
}
