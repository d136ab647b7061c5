import ArgumentParser
import Credentialing
import FoundationEssentials
import PraxisCore

extension ImportCommand {
    struct Medicare: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Read a public file of PECOS, Care Compare or a list of Medicare's, of any size, and show what is new; --confirm keeps it.",
            aliases: ["pecos"])

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn
        @Argument(help: "The CSV file.")
        var file: String
        @Option(help: "The day of a list, as 2026-01-31; without it the newest in the file, or today.")
        var asOf: LocalDate?
        @Flag(help: "Take a list that is much shorter than the one before.")
        var whole = false
        @Flag(help: "Do what the preview shows.")
        var confirm = false

        struct Report: Encodable {
            let file: String
            let state: String
            let rows: Int
            let flagged: Int
            let outcomes: [String: Int]
            let problems: [CSVProblem]

            var text: String {
                let outcomes = self.outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
                let people = outcomes.isEmpty ? "nobody of the practice" : outcomes.joined(separator: ", ")
                return "\(self.file), \(self.state): \(self.rows) rows, \(people)" + lines(self.problems)
            }
        }

        func perform() async throws {
            let upload = PecosUpload(
                fileName: URL(filePath: self.file).lastPathComponent, source: .file(path: self.file), asOf: self.asOf,
                isWhole: self.whole)
            try await self.acting(
                self.standIn, in: .all,
                [.providerImport, .personRead, .personWrite, .clinicRead, .enrollmentRead, .enrollmentWrite]
            ) { database, caller in
                let service = ImportService(database: database)
                let id = try await service.preview(upload, as: caller)
                var read = try await service.pecosImport(id, as: caller)
                if self.confirm {
                    try await service.confirm(id, version: read.summary.version, as: caller)
                    read = try await service.pecosImport(id, as: caller)
                }
                let summary = read.summary
                let report = Report(
                    file: summary.fileName, state: summary.state.rawValue, rows: summary.rows, flagged: summary.flagged,
                    outcomes: summary.counts, problems: read.people.compactMap(\.problem))
                try self.show(report) { $0.text }
                if summary.count(.refused) > 0 { throw ExitCode.data }
            }
        }
    }
}
