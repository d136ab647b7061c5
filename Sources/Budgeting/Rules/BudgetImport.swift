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
    /// Whether some value was not UTF-8 and was read as Windows-1252.
    package let usedFallbackEncoding: Bool

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
        if isAnnual, let period = Self.headings.first(where: { file.header.position(of: $0) != nil }) {
            throw .conflictingHeadings("annual", period)
        }
        let byClinic = Dictionary(clinics.map { ($0.slug.description, $0) }) { first, _ in first }
        let byCode = Dictionary(accounts.map { ($0.code, $0) }) { first, _ in first }

        var lines: [Line] = []
        var problems = file.problems
        var firstRow: [BudgetCell: Int] = [:]
        var volume = Money.zero
        for var row in file.rows {
            let clinic = row.required(
                "clinic", { byClinic[$0.lowercased()] }, else: "is not a clinic you may budget for")
            let account = row.required(
                "account", { LedgerCode($0).flatMap { byCode[$0] } }, else: "is not in the chart of accounts")
            if let account, !account.isBudgetable { row.refuse("account", "is not a line that is budgeted") }
            let amounts = isAnnual ? Self.phased(&row, account) : Self.typed(&row, account)
            if let clinic, let account,
                let first = firstRow.updateValue(row.number, forKey: BudgetCell(clinic: clinic.id, account: account.id))
            {
                row.refuse("account", "has a row for this clinic already, row \(first); add the amounts into one row")
            }
            if row.problems.isEmpty, let clinic, let account {
                let line = Line(clinic: clinic, account: account, amounts: amounts)
                volume += line.total < .zero ? -line.total : line.total
                if volume <= .mostTyped {
                    lines.append(line)
                } else {
                    row.refuse(isAnnual ? "annual" : "p1", "makes the file come to more than a trillion")
                }
            }
            problems += row.problems
        }
        self.lines = lines
        self.usedFallbackEncoding = file.usedFallbackEncoding
        self.problems = problems.sorted { ($0.row, $0.column ?? 0) < ($1.row, $1.column ?? 0) }
    }

    /// The sum of every money line of a kind that people spend, less what contra accounts take back.
    package var spending: Money { Self.spending(of: self.lines) }

    static func spending(of lines: [Line]) -> Money {
        lines.lazy.filter { $0.account.type.isSpending }.reduce(.zero) {
            $0 + AccountSide.debit.counted($1.total, on: $1.account.side)
        }
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

    private static let remedy = "must be an amount with at most two decimals and of at most a trillion, such as 1250.00"

    private static func typed(_ row: inout CSVRow, _ account: LedgerAccount?) -> [Money] {
        var amounts: [Money] = []
        for heading in Self.headings {
            let amount = row.optional(heading, Money.init(typed:), else: Self.remedy) ?? .zero
            Self.check(amount, heading, account, &row)
            amounts.append(amount)
        }
        return amounts
    }

    private static func phased(_ row: inout CSVRow, _ account: LedgerAccount?) -> [Money] {
        guard let annual = row.required("annual", Money.init(typed:), else: Self.remedy),
            let amounts = try? Phasing.even.amounts(of: annual, periods: Self.periods)
        else { return [] }
        Self.check(annual, "annual", account, &row)
        return amounts
    }

    /// Amounts are written positive on their account's own side. Only what is neither earned nor spent may turn round.
    private static func check(_ amount: Money, _ heading: String, _ account: LedgerAccount?, _ row: inout CSVRow) {
        guard amount < .zero, let account, account.type != .nonOperating else { return }
        row.refuse(heading, "must not be negative; what reduces \(account.code) has a contra account of its own")
    }
}
