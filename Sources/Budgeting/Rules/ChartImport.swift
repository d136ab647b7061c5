package import PraxisCore

/// A chart of accounts as read from a file: what can be taken over, and what is wrong with the rest.
package struct ChartImport: Sendable {
    /// One account of the file, not yet in the books.
    package struct Line: Equatable, Sendable {
        package let code: LedgerCode
        package let name: String
        package let type: AccountType
        package let behavior: CostBehavior?
        package let driver: CostDriver?
        package let control: ControlLevel
        package let isBudgetable: Bool
        /// Where it stands in the file.
        package let row: Int
    }

    package let lines: [Line]
    package let problems: [CSVProblem]
    /// Whether some value was not UTF-8 and was read as Windows-1252.
    package let usedFallbackEncoding: Bool

    /// Reads `code,name,type,behavior,driver,control,budgetable`.
    package init(_ bytes: some Sequence<UInt8>) throws(CSVFailure) {
        let file = try CSVFile(
            bytes, requiring: ["code", "name", "type", "budgetable"], limits: CSVLimits(rows: 5000, columns: 40))
        var lines: [Line] = []
        var problems = file.problems
        var firstRow: [LedgerCode: Int] = [:]
        for var row in file.rows {
            let line = Self.line(&row)
            if let line, let first = firstRow.updateValue(row.number, forKey: line.code) {
                row.refuse("code", "stands in row \(first) already; every account needs a code of its own")
            }
            problems += row.problems
            if let line, row.problems.isEmpty { lines.append(line) }
        }
        self.lines = lines
        self.usedFallbackEncoding = file.usedFallbackEncoding
        self.problems = problems.sorted { ($0.row, $0.column ?? 0) < ($1.row, $1.column ?? 0) }
    }

    private static func line(_ row: inout CSVRow) -> Line? {
        let code = row.required("code", LedgerCode.init, else: "must be 3 to 8 digits, such as 6010")
        let name = row.required("name", { $0.count <= 120 ? $0 : nil }, else: "must have at most 120 characters")
        let type = row.required("type", { AccountType(rawValue: $0.lowercased()) }, else: Self.oneOf(AccountType.self))
        let behavior = row.optional("behavior", CostBehavior.init(rawValue:), else: Self.oneOf(CostBehavior.self))
        let driver = row.optional("driver", CostDriver.init(rawValue:), else: Self.oneOf(CostDriver.self))
        let control = row.optional("control", ControlLevel.init(rawValue:), else: Self.oneOf(ControlLevel.self))
        let budgetable = row.required("budgetable", Self.yesOrNo, else: "must be yes or no")
        guard row.problems.isEmpty, let code, let name, let type, let budgetable else { return nil }
        return Line(
            code: code, name: name, type: type, behavior: behavior, driver: driver, control: control ?? .none,
            isBudgetable: budgetable, row: row.number)
    }

    private static func oneOf<Value: CaseIterable & RawRepresentable<String>>(_: Value.Type) -> String {
        "must be one of " + Value.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private static func yesOrNo(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes": true
        case "no": false
        default: nil
        }
    }
}
