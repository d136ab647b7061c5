import ArgumentParser
import Budgeting
import Crypto
import PraxisCore

extension ImportCommand {
    struct Chart: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a chart of accounts and show what would change; --confirm does it.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn
        @Argument(help: "The CSV file: code, name, type, behavior, driver, control, budgetable.")
        var file: String
        @Flag(help: "Do what the preview shows. Nothing is written where a row is refused.")
        var confirm = false

        struct Report: Encodable {
            let file: String
            let written: Bool
            let added: Int
            let changed: Int
            let unchanged: Int
            let problems: [CSVProblem]

            var text: String {
                "\(self.file): \(self.added) new, \(self.changed) changed, \(self.unchanged) as they are"
                    + (self.written ? ", taken over" : "") + lines(self.problems)
            }
        }

        func perform() async throws {
            let bytes = try contents(of: self.file)
            try await self.acting(self.standIn, in: .all, [.budgetWrite, .clinicRead]) { database, caller in
                let budgets = BudgetService(database: database)
                let preview = try await budgets.previewChart(bytes, as: caller)
                let writes = self.confirm && preview.problems.isEmpty && !preview.effective.isEmpty
                if writes { try await budgets.importChart(bytes, as: caller) }
                let report = Report(
                    file: self.file, written: writes, added: preview.added, changed: preview.changed,
                    unchanged: preview.rows.count - preview.effective.count, problems: preview.problems)
                try self.show(report) { $0.text }
                if !preview.problems.isEmpty { throw ExitCode.data }
            }
        }
    }

    struct Budget: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a budget and show what would change; --confirm enters it as a draft to be approved.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn
        @Argument(help: "The CSV file: clinic, account and p1 to p12, or clinic, account and annual.")
        var file: String
        @Option(help: "The fiscal year, such as 2026.")
        var year: FiscalYearCode
        @Option(help: "The version's name.")
        var name: String?
        @Option(help: "Why; needed where the year has an approved budget.")
        var reason: String?
        @Flag(help: "Enter it as a draft. Nothing is written where a row is refused.")
        var confirm = false

        struct Report: Encodable {
            let file: String
            let version: String?
            let revision: Bool
            let rows: Int
            let untouched: Int
            let spending: String
            let problems: [CSVProblem]

            var text: String {
                let kind =
                    self.revision ? "a revision; \(self.untouched) other cells keep their amounts" : "a first budget"
                return "\(self.file): \(self.rows) rows, spending \(self.spending), \(kind)"
                    + (self.version.map { "\nentered as draft \($0)" } ?? "") + lines(self.problems)
            }
        }

        func perform() async throws {
            let bytes = try contents(of: self.file)
            try await self.acting(
                self.standIn, in: .all, [.budgetWrite, .balanceRead, .clinicRead]
            ) { database, caller in
                let budgets = BudgetService(database: database)
                let preview = try await budgets.preview(bytes, for: self.year, as: caller)
                let read = preview.file
                var version: BudgetVersion.ID?
                if self.confirm, read.problems.isEmpty {
                    version = try await self.enter(
                        BudgetDraft(
                            year: self.year, name: self.name ?? "Budget \(self.year)", reason: self.reason,
                            lines: read.lines, fileDigest: Array(SHA256.hash(data: bytes))), in: budgets, as: caller)
                }
                let report = Report(
                    file: self.file, version: version?.description, revision: preview.isRevision,
                    rows: read.lines.count, untouched: preview.untouched, spending: read.spending.plain,
                    problems: read.problems)
                try self.show(report) { $0.text }
                if !read.problems.isEmpty { throw ExitCode.data }
            }
        }
    }
}

extension ImportCommand.Budget {
    /// Enters the draft; the very file entered again is the draft that waits.
    private func enter(
        _ draft: BudgetDraft, in budgets: BudgetService, as caller: Caller
    ) async throws -> BudgetVersion.ID {
        do { return try await budgets.enter(draft, as: caller) } catch BudgetingError.alreadyEntered(let id, _) {
            return id
        }
    }
}

extension FiscalYearCode: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
