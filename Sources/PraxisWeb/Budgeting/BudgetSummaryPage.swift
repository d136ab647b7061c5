import Budgeting
import HTML
import PraxisCore

/// A year's budget: what was planned, promised and spent, and what is left.
func budgetSummaryPage(_ frame: Frame, _ summary: BudgetSummary) -> HTML {
    let scope = frame.scope
    return group {
        pageHeader(
            "Budget \(summary.year.code)", lead: frame.scopeName,
            trail: [Crumb("Budgets", .budgets(scope))]
        ) {
            if frame.may(.budgetApprove) {
                buttonLink("Limits and caps", .budgetLimits(scope, summary.year.code), icon: .key)
            }
            if frame.may(.budgetWrite) { buttonLink("Import a budget", .budgetImport(.all), icon: .upload) }
        }
        if !summary.year.isControlled {
            notice(.warn, "This year has no approved budget yet") {
                p { "Orders that fall into it are refused until there is one." }
            }
        }
        budgetTiles(summary)
        if scope == .all { budgetClinicsCard(summary) }
        periodsCard(summary)
        accountCards(scope, summary)
    }
}

/// The four figures of a year that matter.
func budgetTiles(_ summary: BudgetSummary) -> HTML {
    let total = summary.total
    return tiles {
        statTile("Current budget", total.current.description, detail: "Original \(total.original)")
        statTile("Committed", total.committed.description, detail: "Promised to vendors")
        statTile("Actual", total.actual.description, detail: "Spent")
        statTile("Available", total.available.description, tone: total.available < .zero ? .bad : .ok)
    }
}

/// What each clinic may spend, has promised and has spent.
func budgetClinicsCard(_ summary: BudgetSummary) -> HTML {
    card("Clinics") {
        dataTable(
            "Spending by clinic", summary.clinics, cards: true,
            columns: [
                Column("Clinic") { row in
                    a(.href(.budget(.clinic(row.clinic.slug), summary.year.code))) { row.clinic.name }
                }
            ] + figureColumns { $0.figures }
        ) {
            totalRow(
                "All clinics", covering: 1, figures(summary.total),
                titles: figureTitles)
        }
        buttonLink("Clinics as CSV", .budgetClinicsFile(.all, summary.year.code), icon: .download)
    }
}

private func periodsCard(_ summary: BudgetSummary) -> HTML {
    card("Months") {
        barChart(
            "Spent and promised by month",
            "Each bar is what was spent and promised in a month; hatched where it is more than the month's budget.",
            summary.periods.map { period in
                let over = period.figures.consumed > period.figures.current
                let text = "\(period.figures.consumed) of \(period.figures.current)"
                return Bar(period.name, period.figures.consumed.minorUnits, text, tone: over ? .bad : .neutral)
            })
    }
}

/// A card for each part of the year that has accounts.
private func accountCards(_ scope: Scope, _ summary: BudgetSummary) -> HTML {
    group {
        for part in BudgetPart.allCases {
            let rows = summary.accounts.filter { part.holds($0.type) }
            if !rows.isEmpty { card(part.title) { accountsTable(scope, summary, part, rows) } }
        }
        pager(
            Place.budgetAccounts(scope, summary.year.code).path, shown: summary.accounts.count, next: nil,
            exports: true)
    }
}

private func accountsTable(
    _ scope: Scope, _ summary: BudgetSummary, _ part: BudgetPart, _ rows: [AccountFigures]
) -> HTML {
    dataTable(part.title, rows, cards: true, columns: accountColumns(scope, summary.year.code, part)) {
        let sum = rows.reduce(BalanceFigures.zero) { $0 + part.side.counted($1.figures, on: $1.side) }
        if part.isMoney {
            totalRow(
                part.total, covering: 1, figures(sum) + (part == .spending ? [""] : []), titles: figureTitles)
        }
    }
}

private func accountColumns(_ scope: Scope, _ year: FiscalYearCode, _ part: BudgetPart) -> [Column<AccountFigures>] {
    let account = Column<AccountFigures>("Account") { row in
        a(.href(.budgetAccount(scope, year, row.code))) { row.title }
    }
    switch part {
    case .spending: return [account] + figureColumns { $0.figures } + [.state("Use") { row in useTag(row) }]
    case .income, .other: return [account] + figureColumns { $0.figures }
    case .statistics: return [account] + statisticColumns
    }
}

/// How the accounts of a year are grouped on its page.
private enum BudgetPart: CaseIterable {
    case spending, income, other, statistics

    var title: String {
        switch self {
        case .spending: "Spending"
        case .income: "Income"
        case .other: "Interest and taxes"
        case .statistics: "Statistics"
        }
    }

    /// The side on which its total is positive.
    var side: AccountSide { self == .income ? .credit : .debit }

    /// What its total is: contra accounts take away from it.
    var total: String {
        switch self {
        case .spending, .statistics: "Total"
        case .income: "Net income from patients and others"
        case .other: "Net cost"
        }
    }

    var isMoney: Bool { self != .statistics }

    func holds(_ type: AccountType) -> Bool {
        switch self {
        case .spending: type.isSpending
        case .income: type == .revenue || type == .contraRevenue
        case .other: type == .nonOperating
        case .statistics: type == .statistic
        }
    }
}

/// Statistics are plain numbers, of which nothing is left over.
private var statisticColumns: [Column<AccountFigures>] {
    [
        .number("Planned") { count($0.figures.original) },
        .number("Revised to") { count($0.figures.current) },
        .number("Actual") { count($0.figures.actual) },
        Column("Year's figure") { $0.isAveraged ? "Average" : "Sum" },
    ]
}

/// `31,680`, `7.20`: a number that is kept as amounts are.
private func count(_ figure: Money) -> String {
    let text = figure.description.filter { $0 != "$" }
    return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
}

private func useTag(_ row: AccountFigures) -> HTML {
    guard let used = row.figures.percentConsumed else { return HTML() }
    if used >= 100, row.control == .stop { return statusTag("\(used) %, stopped", .bad) }
    if used >= 90, row.control != .none { return statusTag("\(used)%", .warn) }
    return statusTag("\(used)%")
}

/// Original, revisions, committed, actual, available: the columns of every budget table.
func figureColumns<Row: Sendable>(_ figures: @escaping @Sendable (Row) -> BalanceFigures) -> [Column<Row>] {
    [
        .number("Original") { money(figures($0).original) }, .number("Revisions") { money(figures($0).revision) },
        .number("Committed") { money(figures($0).committed) }, .number("Actual") { money(figures($0).actual) },
        .number("Available") { money(figures($0).available) },
    ]
}

private let figureTitles = ["Original", "Revisions", "Committed", "Actual", "Available"]

private func figures(_ sum: BalanceFigures) -> [String] {
    [sum.original, sum.revision, sum.committed, sum.actual, sum.available].map(\.description)
}
