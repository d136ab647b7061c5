import ArgumentParser
import Credentialing
import FoundationEssentials
import PraxisCore

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring files in, with the rights of an account.",
        subcommands: [Providers.self, Exclusions.self, Screen.self, Chart.self, Budget.self])
}

extension ImportCommand {
    struct Providers: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read providers from a file in the NPPES layout and show what would change; --confirm does it.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn
        @Argument(help: "The CSV file.")
        var file: String
        @Option(help: "The clinic at which the people are appointed, by its short name.")
        var clinic: Slug
        @Option(help: "From which day, as 2026-01-31.")
        var startsOn: LocalDate
        @Flag(help: "Do what the preview shows.")
        var confirm = false

        struct Report: Encodable {
            let file: String
            let state: String
            let rows: Int
            let outcomes: [String: Int]
        }

        func perform() async throws {
            let upload = ProviderUpload(
                fileName: URL(filePath: self.file).lastPathComponent, bytes: try contents(of: self.file),
                startsOn: self.startsOn)
            let permissions: [Permission] = [
                .providerImport, .personRead, .personWrite, .credentialRead, .credentialWrite,
            ]
            try await self.acting(
                self.standIn, in: .clinic(self.clinic), permissions + [.employmentWrite, .clinicRead]
            ) { database, caller in
                let service = CredentialingService(database: database)
                let id = try await service.preview(upload, as: caller)
                var summary = try await service.providerImport(id, nil, as: caller).summary
                if self.confirm {
                    try await service.confirm(id, version: summary.version, as: caller)
                    summary = try await service.providerImport(id, nil, as: caller).summary
                }
                try self.show(
                    Report(
                        file: summary.fileName, state: summary.state.rawValue, rows: summary.rows,
                        outcomes: summary.counts)
                ) { report in
                    let outcomes = report.outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
                    return "\(report.file), \(report.state): \(report.rows) rows, \(outcomes.joined(separator: ", "))"
                }
            }
        }
    }

    struct Exclusions: OperatorCommand {
        static let configuration = CommandConfiguration(
            commandName: "leie",
            abstract: "Bring in a list of the OIG's exclusions: the full one, or a month's supplement.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn
        @Argument(help: "The CSV file.")
        var file: String
        @Option(help: "What it holds: full, exclusions or reinstatements.")
        var kind: ExclusionFile.Kind
        @Option(help: "The month that it is for, by its first day, as 2026-01-01.")
        var month: LocalDate

        func perform() async throws {
            let upload = ListUpload(
                fileName: URL(filePath: self.file).lastPathComponent, bytes: try contents(of: self.file),
                kind: self.kind, month: self.month)
            try await self.acting(self.standIn, in: .all, [.screeningRun, .screeningRead]) { database, caller in
                let service = CredentialingService(database: database)
                let list = try await service.screeningImport(
                    try await service.importList(upload, as: caller), as: caller)
                try self.show(["rows": "\(list.rows)", "refused": list.reason ?? ""]) { _ in
                    list.reason.map { "refused, the list before it stays in force: \($0)" }
                        ?? "\(list.rows) rows are in force"
                }
            }
        }
    }

    struct Screen: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare everybody with the lists in force; what matches waits for review.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn

        func perform() async throws {
            let permissions: [Permission] = [.screeningRun, .screeningRead, .personRead, .matchReview]
            try await self.acting(self.standIn, in: .all, permissions) { database, caller in
                let service = CredentialingService(database: database)
                let id = try await service.screen(as: caller)
                try self.show(["run": "\(id)"]) { _ in "screened: run \(id)" }
            }
        }
    }
}

extension ExclusionFile.Kind: ExpressibleByArgument {}

extension LocalDate: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
