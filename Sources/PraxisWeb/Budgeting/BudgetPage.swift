import Budgeting
import HTML
import PraxisCore

/// What this year's budget says, the fiscal years, and every version of their budgets.
func budgetsPage(
    _ frame: Frame, _ years: [FiscalYear], _ versions: [BudgetVersion], now summary: BudgetSummary?
) -> HTML {
    let scope = frame.scope
    return group {
        pageHeader("Budgets", lead: frame.scopeName) {
            buttonLink("Chart of accounts", .chart(scope), icon: .list)
            if frame.may(.budgetWrite) { buttonLink("Import a budget", .budgetImport(.all), .primary, icon: .upload) }
        }
        if let summary { thisYear(scope, summary) }
        card("Fiscal years") {
            if years.isEmpty {
                emptyState("No fiscal year yet", "Importing a budget opens its year.", icon: .wallet)
            } else {
                dataTable(
                    "Fiscal years", years,
                    columns: [
                        Column("Year") { year in a(.href(.budget(scope, year.code))) { year.code.description } },
                        Column("From") { date($0.start) },
                        Column("To") { date($0.end.adding(days: -1)) },
                        .state("Control") { year in
                            year.isControlled ? statusTag("Controlled", .ok) : statusTag("No approved budget", .warn)
                        },
                    ])
            }
        }
        if !versions.isEmpty {
            card("Versions") {
                dataTable(
                    "Budget versions", versions,
                    columns: [
                        Column("Name") { version in
                            a(.href(.budgetVersion(scope, version.id))) { version.name }
                        },
                        Column("Year") { $0.year.description },
                        Column("Kind") { $0.kind == .original ? "Original" : "Revision" },
                        .state("Status") { budgetStatusTag($0) },
                    ])
                buttonLink("Versions as CSV", .budgetVersionsFile(scope), icon: .download)
            }
        }
    }
}

/// The figures of the year that runs, with the way to its months and accounts.
@HTMLBuilder
private func thisYear(_ scope: Scope, _ summary: BudgetSummary) -> HTML {
    budgetTiles(summary)
    if scope == .all { budgetClinicsCard(summary) }
    div(.class("bar")) {
        buttonLink("Budget \(summary.year.code) by month and account", .budget(scope, summary.year.code), .primary)
    }
}

func budgetStatusTag(_ version: BudgetVersion) -> HTML {
    switch version.status {
    case .draft: statusTag("Draft")
    case .submitted: statusTag("Waits for approval", .info)
    case .returned: statusTag("Returned", .warn)
    case .discarded: statusTag("Discarded")
    case .approved: statusTag(version.controls ? "Approved, controls" : "Approved", .ok)
    }
}

/// The moves behind one account's figures, newest first.
func budgetEntriesPage(
    _ frame: Frame, _ year: FiscalYearCode, _ account: LedgerCode, _ name: String, _ entries: [BudgetEntry],
    next: BudgetEntry.ID?
) -> HTML {
    let scope = frame.scope
    return group {
        pageHeader(
            name, lead: "\(frame.scopeName), \(year)",
            trail: [Crumb("Budgets", .budgets(scope)), Crumb("Budget \(year)", .budget(scope, year))]
        ) {
            buttonLink("All as CSV", .budgetEntriesFile(scope, year, account), icon: .download)
        }
        if entries.isEmpty {
            emptyState("No entries", "Nothing was budgeted, promised or spent on this account.", icon: .wallet)
        } else {
            dataTable(
                "Entries", entries,
                columns: [
                    Column("Date") { date($0.date) },
                    Column("Kind") { $0.kind.title },
                    Column("Document") { $0.source ?? $0.sourceType },
                ] + (frame.showsClinics ? [Column("Clinic") { $0.clinic.name }] : []) + [
                    Column("Reason") { $0.reason ?? "" }, .number("Amount") { money($0.amount) },
                ])
            pager(Place.budgetAccount(scope, year, account).path, shown: entries.count, next: next?.description)
        }
    }
}

extension BudgetEntry.Kind {
    /// As people say it.
    var title: String {
        switch self {
        case .original: "Original budget"
        case .revision: "Revision"
        case .transfer: "Transfer"
        case .commitment: "Commitment"
        case .actual: "Actual"
        }
    }
}
