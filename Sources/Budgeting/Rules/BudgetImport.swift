package import PraxisCore

/// A budget as read from a file: a row per clinic and account, with twelve amounts or an annual one.
package struct BudgetImport: Sendable {
    /// The amounts of one cell, one for each period of the year.
    package struct Line: Equatable, Sendable {
        package let clinic: BudgetClinic
        package let account: LedgerAccount
        package let amounts: [Money]

        /// The whole year.
        package var total: Money { self.amounts.reduce(.zero, +) }
    }

    package static let periods = 12

    package let lines: [Line]
    package let problems: [CSVProblem]

    /// Reads `clinic,account,p1,…,p12`, or `clinic,account,annual`, which is laid evenly over the periods.
    ///
    /// - Parameters:
    ///   - clinics: those that the importer may budget for; any other is refused by row.
    ///   - accounts: the chart.
    package init(
        _ bytes: some Sequence<UInt8>, clinics: [BudgetClinic], accounts: [LedgerAccount]
    ) throws(CSVFailure) {
        let file = try CSVFile(
            bytes, requiring: ["clinic", "account"], aliases: Self.aliases,
            limits: CSVLimits(rows: 100_000, columns: 60))
        let isAnnual = file.header.position(of: "annual") != nil
        let missing = Self.headings.filter { file.header.position(of: $0) == nil }
        guard isAnnual || missing.isEmpty else { throw .missingHeadings(missing) }
        let byClinic = Dictionary(clinics.map { ($0.slug.description, $0) }) { first, _ in first }
        let byCode = Dictionary(accounts.map { ($0.code, $0) }) { first, _ in first }

        var lines: [Line] = []
        var problems = file.problems
        var firstRow: [BudgetCell: Int] = [:]
        for var row in file.rows {
            let clinic = row.required(
                "clinic", { byClinic[$0.lowercased()] }, else: "is not a clinic you may budget for")
            let account = row.required(
                "account", { LedgerCode($0).flatMap { byCode[$0] } }, else: "is not in the chart of accounts")
            if let account, !account.isBudgetable { row.refuse("account", "is not a line that is budgeted") }
            let amounts = isAnnual ? Self.phased(&row) : Self.typed(&row)
            if let clinic, let account,
                let first = firstRow.updateValue(row.number, forKey: BudgetCell(clinic: clinic.id, account: account.id))
            {
                row.refuse("account", "has a row for this clinic already, row \(first); add the amounts into one row")
            }
            problems += row.problems
            if row.problems.isEmpty, let clinic, let account {
                lines.append(Line(clinic: clinic, account: account, amounts: amounts))
            }
        }
        self.lines = lines
        self.problems = problems.sorted { ($0.row, $0.column ?? 0) < ($1.row, $1.column ?? 0) }
    }

    /// The sum of every money line of a kind that people spend.
    package var spending: Money {
        self.lines.lazy.filter { $0.account.type.isSpending }.reduce(.zero) { $0 + $1.total }
    }
}

extension BudgetImport {
    /// `p1` … `p12`.
    package static let headings = (1...Self.periods).map { "p\($0)" }

    private static let aliases: [String: String] = {
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        let numbers = (1...Self.periods).map { ("\($0)", "p\($0)") }
        return Dictionary(zip(months, Self.headings) + numbers) { first, _ in first }
    }()

    private static let remedy = "must be an amount with at most two decimals, such as 1250.00"

    private static func typed(_ row: inout CSVRow) -> [Money] {
        var amounts: [Money] = []
        for heading in Self.headings {
            amounts.append(row.optional(heading, Money.init(typed:), else: Self.remedy) ?? .zero)
        }
        return amounts
    }

    private static func phased(_ row: inout CSVRow) -> [Money] {
        guard let annual = row.required("annual", Money.init(typed:), else: Self.remedy),
            let amounts = try? Phasing.even.amounts(of: annual, periods: Self.periods)
        else { return [] }
        return amounts
    }
}
