package import PraxisCore

/// A chart file read against the chart in the books: what each row would do.
package struct ChartPreview: Sendable {
    /// What a row does.
    package enum Outcome: Equatable, Sendable {
        case new
        /// Each attribute that changes, as a sentence says it: `control warn → stop`.
        case changed([String])
        case unchanged
    }

    /// A row that can be taken over.
    package struct Row: Equatable, Sendable {
        package let line: ChartImport.Line
        package let outcome: Outcome
    }

    package let rows: [Row]
    /// What is wrong with the other rows.
    package let problems: [CSVProblem]
    package let usedFallbackEncoding: Bool

    /// - Parameters:
    ///   - chart: the accounts in the books.
    ///   - inUse: those on which a year that is not over has money.
    package init(_ file: ChartImport, against chart: [LedgerAccount], inUse: Set<LedgerAccount.ID>) {
        let known = Dictionary(chart.map { ($0.code, $0) }) { first, _ in first }
        var rows: [Row] = []
        var problems = file.problems
        for line in file.lines {
            guard let account = known[line.code] else {
                rows.append(Row(line: line, outcome: .new))
                continue
            }
            if line.type != account.type {
                problems.append(
                    CSVProblem(
                        row: line.row, heading: "type",
                        reason: "is \(account.type.rawValue) in the books for good; give the other type a new code"))
            } else if account.isBudgetable, !line.isBudgetable, inUse.contains(account.id) {
                problems.append(
                    CSVProblem(
                        row: line.row, heading: "budgetable",
                        reason: "must stay yes while a year that is not over has money on \(line.code)"))
            } else {
                let changes = Self.changes(from: account, to: line)
                rows.append(Row(line: line, outcome: changes.isEmpty ? .unchanged : .changed(changes)))
            }
        }
        self.rows = rows
        self.problems = problems.sorted { ($0.row, $0.column ?? 0) < ($1.row, $1.column ?? 0) }
        self.usedFallbackEncoding = file.usedFallbackEncoding
    }

    /// The rows that write something.
    package var effective: [ChartImport.Line] { self.rows.filter { $0.outcome != .unchanged }.map(\.line) }

    /// How many accounts are new.
    package var added: Int { self.rows.count { $0.outcome == .new } }

    /// How many known accounts change.
    package var changed: Int { self.effective.count - self.added }

    private static func changes(from account: LedgerAccount, to line: ChartImport.Line) -> [String] {
        let pairs = [
            ("name", account.name, line.name),
            ("behavior", account.behavior?.rawValue ?? "none", line.behavior?.rawValue ?? "none"),
            ("driver", account.driver?.rawValue ?? "none", line.driver?.rawValue ?? "none"),
            ("control", account.control.rawValue, line.control.rawValue),
            ("budgetable", account.isBudgetable ? "yes" : "no", line.isBudgetable ? "yes" : "no"),
        ]
        return pairs.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1) → \($0.2)" }
    }
}
